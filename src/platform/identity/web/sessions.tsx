import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { listSessions, revokeOtherSessions, revokeSession } from '../contract/session.ts';

import { identityMessages } from '../messages/catalogue.ts';
import classes from './profile.module.css';
import { SessionTable } from './session-table.tsx';

/** Devices signed in as this person. */
export function Sessions() {
  const t = useT(identityMessages);
  const format = useFormat();
  const sessions = useRead(listSessions, {});
  const revoke = useCall(revokeSession);
  const { session } = useMe();
  const [endingOthers, setEndingOthers] = useState(false);
  const endOthers = useCall(revokeOtherSessions);
  const others = sessions.data?.items.some(({ current }) => !current);
  return (
    <Panel
      title={t('sessions.title')}
      flush
      aside={
        others && (
          <Button size="compact-sm" variant="default" onClick={() => setEndingOthers(true)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Text size="sm" className={classes.lead}>
        {t('sessions.text')}
      </Text>
      {session && (
        <Text size="sm" className={classes.lead}>
          {t('sessions.limits', {
            idle: t('device.minutes', { count: session.idleMinutes }),
            when: format.relative(session.endsAt),
          })}
        </Text>
      )}
      {(sessions.error ?? revoke.error) && <Problem error={sessions.error ?? revoke.error} />}
      <SessionTable
        caption={t('sessions.title')}
        sessions={sessions.data?.items ?? []}
        onEnd={(sessionId) => revoke.mutate({ params: { sessionId } })}
      />
      {endingOthers && (
        <ConfirmDialog
          title={t('sessions.endOthers')}
          confirmLabel={t('sessions.endOthers')}
          onConfirm={() => endOthers.mutateAsync({})}
          onClose={() => setEndingOthers(false)}
        >
          {t('sessions.endOthersText')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
