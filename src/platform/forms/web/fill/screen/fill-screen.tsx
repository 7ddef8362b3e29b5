import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { type Filling, openDraft } from '../draft/open-draft.ts';
import { AfterSending } from './after-sending.tsx';
import classes from './form.module.css';
import { BareHead } from './head.tsx';
import { OpenRecord } from './open-record.tsx';
import { Opening } from './opening.tsx';
import type { Outcome } from './use-sending.ts';

interface Props {
  formId: string;
  draftId: string;
  versionId?: string;
  recordId?: string;
}

/** One record: opened, filled, sent, and what came of it. */
export function FillScreen(props: Props) {
  const t = useT(fillMessages);
  const { account } = useMe();
  const reader = useLanguage();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [round, setRound] = useState(0);
  const opened = useQuery({
    queryKey: ['fill', 'open', account.id, props.recordId ?? props.draftId, round],
    queryFn: async ({ signal }) => {
      const filling = await openDraft({
        ...props,
        accountId: account.id,
        person: { username: account.email ?? account.name, email: account.email ?? '' },
        reader,
      });
      // Left before it was open: nobody would ever close it.
      if (signal.aborted) filling.close();
      return filling;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  const filling = opened.data;
  useClosing(filling);
  if (outcome) return <AfterSending outcome={outcome} formId={props.formId} />;
  if (opened.error) {
    return (
      <>
        <BareHead back={`/forms/${props.formId}`} title={t('screen.title')} />
        <main id="main" className={classes.main}>
          <Problem error={opened.error} onRetry={() => void opened.refetch()} />
          <Layer />
        </main>
      </>
    );
  }
  if (!filling) return <Opening />;
  if (filling.draft.state === 'ready') {
    return <AfterSending outcome={{ kind: 'waiting', draftId: filling.draft.id }} formId={props.formId} />;
  }
  return (
    <OpenRecord
      key={round}
      filling={filling}
      onDone={setOutcome}
      onRestart={() => {
        setRound(round + 1);
      }}
    />
  );
}

function useClosing(filling: Filling | undefined): void {
  useEffect(() => () => filling?.close(), [filling]);
}
