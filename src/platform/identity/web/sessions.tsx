import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listSessions, revokeOtherSessions, revokeSession } from '../contract.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { deviceName } from './device-name.ts';
import classes from './profile.module.css';

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
  const named = (userAgent: string) => deviceName(userAgent) ?? t('sessions.unknown');
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
      <DataTable
        caption={t('sessions.title')}
        hideCaption
        rows={sessions.data?.items ?? []}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'device',
            header: t('sessions.device'),
            rowHeader: true,
            cell: ({ userAgent }) => <span title={userAgent}>{named(userAgent)}</span>,
          },
          {
            id: 'address',
            header: t('sessions.address'),
            cell: ({ address }) => <bdi className="sj-code">{address ?? '–'}</bdi>,
          },
          { id: 'since', header: t('sessions.since'), cell: ({ createdAt }) => format.dateTime(createdAt) },
          {
            id: 'seen',
            header: t('sessions.lastSeen'),
            cell: ({ lastSeenAt }) => format.relative(lastSeenAt),
          },
          {
            id: 'end',
            header: t('sessions.end'),
            cell: ({ id, current, userAgent }) =>
              current ? (
                <StateBadge tone="good">{t('sessions.current')}</StateBadge>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('sessions.endOf', { device: named(userAgent) })}
                  onClick={() => revoke.mutate({ params: { sessionId: id } })}
                >
                  {t('sessions.end')}
                </Button>
              ),
          },
        ]}
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
