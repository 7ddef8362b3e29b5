import { CallError } from '@sojourn/route-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '#platform/i18n/web/use-t.tsx';
import { refresh } from '#platform/ui/call.ts';
import { sayError } from '#platform/ui/problem.tsx';
import { reopen } from '../draft/drafts.ts';
import type { Filling } from '../draft/open-draft.ts';
import { isUncertain, type Sent, sendDraft } from '../draft/outbox.ts';
import { focusNode } from '../engine/form-context.tsx';

export type Outcome =
  | { readonly kind: 'sent'; readonly sent: Sent; readonly revised: boolean }
  /** On this device, to be sent when there is a link. */
  | { readonly kind: 'waiting'; readonly draftId: string };

/** Sends the record that is open, and brings back to the question what the server says against an answer. */
export function useSending(filling: Filling, onDone: (outcome: Outcome) => void) {
  const queries = useQueryClient();
  const language = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const send = async () => {
    setProblem(undefined);
    const { draft, form } = filling;
    try {
      await filling.finish();
      const sent = await sendDraft(draft.id, { ask: true });
      if (sent) onDone({ kind: 'sent', sent, revised: draft.revised !== undefined });
      await refresh(queries, ['forms', 'displacement']);
    } catch (error) {
      if (error instanceof CallError && isUncertain(error)) {
        onDone({ kind: 'waiting', draftId: draft.id });
        return;
      }
      await reopen(draft.id).catch(() => undefined);
      draft.state = 'open';
      setProblem(error);
      const node = nodeOf(filling, error);
      if (!node) return;
      const { text } = await sayError(language, error);
      form.refusals.set(new Map([[node, text]]));
      focusNode(form, node);
    }
  };
  return { send, problem };
}

/** The question whose file the server refused. */
function nodeOf({ form }: Filling, error: unknown): string | undefined {
  if (!(error instanceof CallError)) return undefined;
  const { name, path } = error.problem.params ?? {};
  const attachment = form.session.attachments().find(({ fileName }) => fileName === name);
  if (attachment) return attachment.nodeId;
  return typeof path === 'string' ? form.session.node(`/${form.definition.rootName}/${path}`)?.id : undefined;
}
