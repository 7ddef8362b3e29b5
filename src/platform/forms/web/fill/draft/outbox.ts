import { CallError, type RouteInput, type RouteOutput } from '@sojourn/route-contract';
import { call, callOnce } from '#platform/ui/call.ts';
import { createStore } from '#platform/ui/store.ts';
import { submitRecord } from '../../../contract/record.ts';
import { type Draft, fillDatabase, openFill } from './database.ts';
import { dropDraft, listFiles, rememberSent } from './drafts.ts';
import { postsOf } from './posts.ts';

export type Sent = RouteOutput<typeof submitRecord>;

/** The draft that is on its way at this moment. */
export const sending = createStore<string | null>(null);
/** Grows whenever a draft left or was refused, so that lists are read again. */
export const outboxChanges = createStore(0);

/** Whether the record may have arrived although nobody said so: then it must be sent again as it is. */
export const isUncertain = (error: unknown): boolean =>
  !(error instanceof CallError) || error.status === 0 || error.status >= 500 || error.status === 429;

function formData(xml: string, files: readonly { name: string; blob: Blob }[], more: boolean): FormData {
  const data = new FormData();
  data.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'submission.xml');
  for (const { name, blob } of files) data.append(name, blob, name);
  if (more) data.append('*isIncomplete*', 'yes');
  return data;
}

/** Sends one record, in as many posts as its files need. */
async function post(draft: Draft, send: typeof call): Promise<Sent> {
  const kept = await listFiles(draft.id);
  const files = (draft.files ?? []).flatMap((name) => {
    const blob = kept.get(name);
    return blob ? [{ name, blob, size: blob.size }] : [];
  });
  const posts = postsOf(files);
  let answer: Sent | undefined;
  for (const [index, part] of posts.entries()) {
    const body = formData(draft.xml ?? '', part, index < posts.length - 1);
    const input = { params: { formId: draft.formId }, body } as unknown as RouteInput<typeof submitRecord>;
    answer = await send(submitRecord, input);
  }
  return answer!;
}

/**
 * Sends a draft that is ready and takes it off the device. A refusal is kept with it; when nothing is known of its
 * fate it stays as it is, to be sent again: its instanceID lets the server take it only once.
 * @throws what the server said
 */
export async function sendDraft(id: string, options: { ask: boolean }): Promise<Sent | undefined> {
  return exclusively(id, async () => {
    const draft = await fillDatabase().draft.get(id);
    if (!draft || draft.state === 'open') return undefined;
    sending.set(id);
    try {
      await fillDatabase().draft.update(id, { tried: true, state: 'ready', problem: undefined });
      const sent = await post(draft, options.ask ? call : callOnce);
      await rememberSent(draft);
      await dropDraft(id);
      return sent;
    } catch (error) {
      if (error instanceof CallError && error.status !== 401) await noteFailure(id, error);
      throw error;
    } finally {
      sending.set(null);
      outboxChanges.set(outboxChanges.get() + 1);
    }
  });
}

const noteFailure = (id: string, error: CallError): Promise<number> => {
  if (isUncertain(error)) return fillDatabase().draft.update(id, { tried: true });
  const { code, detail, title, params } = error.problem;
  return fillDatabase().draft.update(id, {
    state: 'refused',
    tried: false,
    problem: { code, text: detail ?? title, ...(params ? { params } : {}) },
  });
};

/** Two tabs must not send the same record at once; without the Locks API the instanceID alone guards. */
async function exclusively<T>(id: string, run: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return run();
  return navigator.locks.request(`sojourn-fill-${id}`, run);
}

let emptying: Promise<number> | undefined;

/** Sends whatever waits, oldest first; stops at the first sign that the link is gone. Says how many arrived. */
export function emptyOutbox(accountId: string): Promise<number> {
  emptying ??= sendAll(accountId).finally(() => {
    emptying = undefined;
  });
  return emptying;
}

async function sendAll(accountId: string): Promise<number> {
  const waiting = await (await openFill(accountId)).draft
    .where({ accountId, state: 'ready' })
    .sortBy('updatedAt');
  let arrived = 0;
  for (const { id } of waiting) {
    try {
      if (await sendDraft(id, { ask: false })) arrived += 1;
    } catch (error) {
      if (isUncertain(error) || (error instanceof CallError && error.status === 401)) break;
    }
  }
  return arrived;
}
