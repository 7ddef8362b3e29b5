import { Button } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { PersonSession } from '../contract/person-sessions.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { deviceName } from './device-name.ts';

interface SessionTableProps {
  caption: string;
  /** `current`: the one in which the reader looks, which is left by signing out. */
  sessions: readonly (PersonSession & { current?: boolean })[];
  onEnd: (sessionId: string) => void;
}

/** Where somebody is signed in, each with the button that ends it. */
export function SessionTable({ caption, sessions, onEnd }: SessionTableProps) {
  const t = useT(identityMessages);
  const format = useFormat();
  const named = (userAgent: string) => deviceName(userAgent) ?? t('sessions.unknown');
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={sessions}
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
                onClick={() => onEnd(id)}
              >
                {t('sessions.end')}
              </Button>
            ),
        },
      ]}
    />
  );
}
