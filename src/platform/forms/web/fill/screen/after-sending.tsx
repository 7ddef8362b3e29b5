import { Button } from '@mantine/core';
import { IconCircleCheck, IconCloudUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { addressOf } from '../draft/address.ts';
import { findDraft, listDrafts } from '../draft/drafts.ts';
import { outboxChanges, sending } from '../draft/outbox.ts';
import classes from './form.module.css';
import { BareHead } from './head.tsx';
import { useOutbox } from './use-outbox.ts';
import type { Outcome } from './use-sending.ts';

/** What became of the record, and where to go from here. */
export function AfterSending({ outcome, formId }: { outcome: Outcome; formId: string }) {
  const t = useT(fillMessages);
  if (outcome.kind === 'waiting') return <Waiting draftId={outcome.draftId} formId={formId} />;
  const { missingFiles, recordId } = outcome.sent;
  return (
    <Done
      formId={formId}
      icon="sent"
      title={t(outcome.revised ? 'sent.revised' : 'sent.title')}
      recordId={recordId}
    >
      {missingFiles.length > 0 && (
        <p className={classes.quiet}>
          {t('sent.missing', { count: missingFiles.length })} {missingFiles.join(', ')}
        </p>
      )}
    </Done>
  );
}

/** Kept on this device. The screen follows what becomes of it when the link is back. */
function Waiting({ draftId, formId }: { draftId: string; formId: string }) {
  const t = useT(fillMessages);
  const go = useGo();
  const { account } = useMe();
  useOutbox(account.id);
  const changes = useStore(outboxChanges);
  const underway = useStore(sending) === draftId;
  const draft = useQuery({
    queryKey: ['fill', 'waiting', draftId, changes],
    queryFn: async () => (await findDraft(account.id, draftId)) ?? null,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const refused = draft.data?.state === 'refused';
  useEffect(() => {
    if (refused) go(`/forms/${formId}/fill`, { replace: true });
  }, [refused, formId, go]);
  if (draft.data === null) return <Done formId={formId} icon="sent" title={t('sent.title')} />;
  return (
    <Done formId={formId} icon="waiting" title={t(underway ? 'sending' : 'waiting.title')}>
      <p>{t('waiting.text')}</p>
    </Done>
  );
}

function Done(props: {
  formId: string;
  icon: 'sent' | 'waiting';
  title: string;
  recordId?: string;
  children?: ReactNode;
}) {
  const t = useT(fillMessages);
  const go = useGo();
  const mayRead = useMay('forms.record.read');
  const { account } = useMe();
  const changes = useStore(outboxChanges);
  const others = useQuery({
    queryKey: ['fill', 'others', account.id, props.formId, changes],
    queryFn: async () => (await listDrafts(account.id, props.formId)).length > 0,
    gcTime: 0,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const Icon = props.icon === 'sent' ? IconCircleCheck : IconCloudUp;
  return (
    <>
      <BareHead back={`/forms/${props.formId}`} title={t('screen.title')} />
      <main id="main" className={classes.done}>
        <Icon size={64} stroke={1.4} aria-hidden data-kind={props.icon} />
        <h2 ref={heading} tabIndex={-1} className={classes.heading}>
          {props.title}
        </h2>
        {props.children}
        <Button size="md" onClick={() => go(addressOf(props.formId, randomUuid()))}>
          {t('another')}
        </Button>
        {props.recordId && mayRead && (
          <AppLink to={`/forms/${props.formId}/records/${props.recordId}`}>{t('sent.open')}</AppLink>
        )}
        {others.data === true && <AppLink to={`/forms/${props.formId}/fill`}>{t('drafts.title')}</AppLink>}
        <Layer />
      </main>
    </>
  );
}
