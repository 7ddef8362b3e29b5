import { IconUrgent } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listOpenings, type Opening, reviewOpening } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';

function OpeningState({ opening }: { opening: Opening }) {
  const t = useT(accessMessages);
  if (opening.open) return <StateBadge tone="warn">{t('openings.open')}</StateBadge>;
  if (!opening.outcome) return <StateBadge tone="info">{t('openings.waiting')}</StateBadge>;
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
  const words = useSliceWords(['access']);
  const review = useCall(reviewOpening);
  const note = (outcome: 'justified' | 'not_justified') => async (rows: Opening[], comment: string) => {
    for (const { id } of rows)
      await review.mutateAsync({ params: { openingId: id }, body: { outcome, comment } });
  };
  const kind = (entity: string) => words(entity.split('.')[0] ?? entity, `entity.${entity}`) ?? entity;
  return (
    <ListScreen
      id="openings"
      title={t('openings.title')}
      intro={t('openings.intro')}
      route={listOpenings}
      rowKey={({ id }) => id}
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
        { id: 'person', header: t('person'), cell: ({ accountName }) => accountName || '–', primary: true },
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
        { id: 'record', header: t('openings.record'), cell: ({ entity }) => kind(entity), width: 140 },
        { id: 'office', header: t('office'), cell: ({ officeName }) => officeName ?? '–', width: 160 },
        { id: 'reason', header: t('grants.reason'), cell: ({ reason }) => reason, width: 280 },
        {
          id: 'state',
          header: t('openings.review'),
          cell: (opening) => <OpeningState opening={opening} />,
          width: 150,
        },
        { id: 'comment', header: t('openings.comment'), cell: ({ comment }) => comment || '–', hidden: true },
      ]}
      bulkActions={[
        {
          id: 'justified',
          label: t('openings.justified'),
          run: note('justified'),
          confirm: {
            title: t('openings.justified'),
            text: t('openings.reviewText'),
            reason: 'required',
          },
        },
        {
          id: 'not_justified',
          label: t('openings.not_justified'),
          run: note('not_justified'),
          confirm: {
            title: t('openings.not_justified'),
            text: t('openings.reviewText'),
            reason: 'required',
            tone: 'bad',
          },
        },
      ]}
      empty={{ title: t('openings.none'), text: t('openings.noneText'), icon: IconUrgent }}
    />
  );
}
