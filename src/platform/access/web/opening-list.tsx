import { IconUrgent } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useKindWords } from '#platform/ui/record/record-kinds.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listOpenings, type Opening } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';

/** Whether it is open, waits, or was found justified. */
export function OpeningState({ opening }: { opening: Opening }) {
  const t = useT(accessMessages);
  if (!opening.outcome)
    return opening.open ? (
      <StateBadge tone="warn">{t('openings.open')}</StateBadge>
    ) : (
      <StateBadge tone="info">{t('openings.waiting')}</StateBadge>
    );
  return (
    <StateBadge tone={opening.outcome === 'justified' ? 'good' : 'bad'}>
      {t(`openings.${opening.outcome}`)}
    </StateBadge>
  );
}

/** Records opened in an emergency: who, why, for how long, and whether somebody else found it justified. */
export function OpeningList() {
  const t = useT(accessMessages);
  const format = useFormat();
  return (
    <ListScreen
      id="openings"
      title={t('openings.title')}
      intro={t('openings.intro')}
      route={listOpenings}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/administration/openings/${id}`}
      rowName={({ accountName, openedAt }) => `${accountName}, ${format.dateTime(openedAt)}`}
      filters={[
        {
          id: 'state',
          label: t('openings.review'),
          kind: 'select',
          options: [
            { value: 'waiting', label: t('openings.waiting') },
            { value: 'reviewed', label: t('openings.reviewed') },
          ],
        },
      ]}
      columns={[
        {
          id: 'person',
          header: t('person'),
          cell: ({ accountName }) => accountName || '–',
          primary: true,
          width: 160,
        },
        {
          id: 'state',
          header: t('openings.review'),
          cell: (opening) => <OpeningState opening={opening} />,
          width: 230,
        },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason, width: 280 },
        {
          id: 'opened',
          header: t('openings.opened'),
          cell: ({ openedAt }) => format.dateTime(openedAt),
          width: 170,
        },
        {
          id: 'until',
          header: t('grants.until'),
          cell: ({ closedAt, endsAt }) => format.dateTime(closedAt ?? endsAt),
          width: 170,
        },
        {
          id: 'record',
          header: t('openings.record'),
          cell: ({ entity }) => <Kind entity={entity} />,
          width: 140,
        },
        { id: 'office', header: t('office'), cell: ({ officeName }) => officeName ?? '–', width: 160 },
        { id: 'comment', header: t('openings.comment'), cell: ({ comment }) => comment || '–', hidden: true },
      ]}
      empty={{ title: t('openings.none'), text: t('openings.noneText'), icon: IconUrgent }}
    />
  );
}

/** What kind of record, in the words of its slice. */
function Kind({ entity }: { entity: string }) {
  return useKindWords([entity])(entity) || entity;
}
