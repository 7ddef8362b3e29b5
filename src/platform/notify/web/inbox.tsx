import { Button } from '@mantine/core';
import { IconArchive, IconBell, IconMail, IconMailOpened } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { BulkAction, Column, Filter } from '#platform/ui/list/types.ts';
import { useKindWords } from '#platform/ui/record/record-kinds.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { countUnread, type InboxNotice, listNotices } from '../contract/inbox.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { useMark, useReadAll } from './mark.ts';
import classes from './notify.module.css';
import { useNoticeWords } from './use-notice-words.ts';

/** Everything that this person was told; new ones appear by themselves. */
export function Inbox() {
  const t = useT(notifyMessages);
  const facts = useRead(countUnread, {});
  const kinds = facts.data?.kinds ?? [];
  const words = useNoticeWords(kinds);
  const { readAll, isPending } = useReadAll();
  const columns = useColumns(kinds);
  const filters: Filter[] = [
    {
      id: 'state',
      label: t('inbox.show'),
      kind: 'select',
      options: (['unread', 'archived'] as const).map((value) => ({ value, label: t(`inbox.show.${value}`) })),
    },
    {
      id: 'kind',
      label: t('inbox.kind'),
      kind: 'multi',
      options: kinds.map((value) => ({ value, label: words.name(value) })),
    },
  ];
  const unread = (facts.data?.unread ?? 0) > 0;
  return (
    <ListScreen
      id="notify.inbox"
      title={t('inbox')}
      intro={t('inbox.intro')}
      route={listNotices}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/inbox/${id}`}
      rowName={words.say}
      columns={columns}
      filters={filters}
      bulkActions={useMarks()}
      actions={
        <>
          {unread && (
            <Button
              variant="default"
              loading={isPending} // Where it fails they stay unread before one's eyes.
              onClick={() => void readAll().catch(() => undefined)}
            >
              {t('inbox.allRead')}
            </Button>
          )}
          <Button component={AppLink} to="/profile/notices" variant="default">
            {t('preference.title')}
          </Button>
        </>
      }
      empty={{ icon: IconBell, title: t('inbox.empty'), text: t('inbox.empty.text') }}
    />
  );
}

function useMarks(): BulkAction<InboxNotice>[] {
  const t = useT(notifyMessages);
  const mark = useMark();
  return [
    { as: 'read' as const, icon: IconMailOpened },
    { as: 'unread' as const, icon: IconMail },
    { as: 'archived' as const, icon: IconArchive },
    { as: 'kept' as const, icon: IconBell },
  ].map(({ as, icon }) => ({
    id: as,
    label: t(`mark.${as}`),
    icon,
    run: (rows) =>
      mark(
        rows.map(({ id }) => id),
        as,
      ),
  }));
}

function useColumns(kinds: readonly string[]): Column<InboxNotice>[] {
  const t = useT(notifyMessages);
  const format = useFormat();
  const { say } = useNoticeWords(kinds);
  return useMemo(
    () => [
      {
        id: 'notice',
        header: t('inbox.notice'),
        primary: true,
        width: 520,
        cell: (row) => (
          <span className={classes.sentence} data-unread={row.read ? undefined : ''}>
            {!row.read && <span className={classes.dot} title={t('inbox.unread')} />}
            {!row.read && <span className="sj-hidden">{t('inbox.unread')}: </span>}
            <span>{say(row)}</span>
            {row.urgency === 'now' && <StateBadge tone="bad">{t('inbox.urgent')}</StateBadge>}
          </span>
        ),
      },
      {
        id: 'when',
        header: t('inbox.when'),
        width: 220,
        cell: (row) => (
          <time dateTime={row.at} title={format.dateTime(row.at)}>
            {format.relative(row.at)}
            {row.times > 1 && `, ${t('inbox.times', { count: row.times })}`}
          </time>
        ),
      },
      { id: 'record', header: t('inbox.record'), width: 200, cell: (row) => <RecordKind row={row} /> },
    ],
    [t, format, say],
  );
}

function RecordKind({ row }: { row: InboxNotice }) {
  const t = useT(notifyMessages);
  const name = useKindWords(row.record ? [row.record.entity] : []);
  if (row.hidden) return <span>{t('inbox.hidden')}</span>;
  return <span>{row.record ? name(row.record.entity) : '–'}</span>;
}
