import { useSearch } from '@tanstack/react-router';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { AppLink, stringifySearch } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { ReasonPopover } from '#platform/ui/reason-popover.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { categories, type FigureRow, listBindings, listFigureRows, tools } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';

type Search = Partial<Record<'roundId' | 'tool' | 'category' | 'within', string>>;

/** The records behind a figure, each with the rule that made its number. */
export function FigureRows() {
  const t = useT(displacementMessages);
  const format = useFormat();
  const { roundId = '', tool, category, within } = useSearch({ strict: false }) as Search;
  const view = useRead(listBindings, { params: { roundId } }, { skip: roundId === '' });
  const round = view.data?.round;
  const known = {
    tool: tools.find((one) => one === tool) ?? 'baseline',
    category: categories.find((one) => one === category) ?? 'idp',
  } as const;
  const intro = [round?.code, t(`tool.${known.tool}`), t(`category.${known.category}`), within]
    .filter(Boolean)
    .join(' · ');
  const scope = {
    roundId,
    ...(tool ? { tool } : {}),
    ...(category ? { category } : {}),
    ...(within ? { within } : {}),
  };
  return (
    <>
      <AppLink to={`/displacement${stringifySearch({ round: roundId, tool, category, within })}`}>
        {t('rows.back')}
      </AppLink>
      <ListScreen
        id="displacement.rows"
        title={t('rows.title')}
        intro={intro}
        route={listFigureRows}
        input={{ querystring: scope as { roundId: string } }}
        rowKey={(row) => `${row.recordId}.${row.category}`}
        rowLink={(row) => `/forms/${row.formId}/records/${row.recordId}`}
        rowName={(row) => row.place}
        columns={[
          { id: 'place', header: t('rows.place'), cell: (row) => row.place, primary: true, width: 240 },
          { id: 'day', header: t('rows.day'), cell: (row) => format.date(row.assessedOn), width: 130 },
          {
            id: 'individuals',
            header: t('figures.individuals'),
            numeric: true,
            cell: (row) => format.number(row.individuals),
          },
          {
            id: 'households',
            header: t('figures.households'),
            numeric: true,
            cell: (row) => (row.households === null ? '–' : format.number(row.households)),
          },
          { id: 'standing', header: t('rows.standing'), cell: (row) => <Standing row={row} />, width: 200 },
          { id: 'rule', header: t('rows.rule'), cell: (row) => <Rule row={row} />, width: 150 },
          {
            id: 'flags',
            header: t('rows.flags'),
            cell: (row) => row.flags.map((f) => t(`flag.${f}`)).join(' · '),
            width: 260,
          },
          { id: 'form', header: t('rows.form'), cell: (row) => row.formTitle, hidden: true },
        ]}
        filters={[
          {
            id: 'flagged',
            label: t('rows.flagged'),
            kind: 'select',
            options: [{ value: 'true', label: t('yes') }],
          },
        ]}
        empty={{ title: t('rows.empty') }}
      />
    </>
  );
}

function Standing({ row }: { row: FigureRow }) {
  const t = useT(displacementMessages);
  const tone = row.standing === 'counts' ? 'good' : row.standing === 'rejected' ? 'bad' : 'neutral';
  return <StateBadge tone={tone}>{t(`standing.${row.standing}`)}</StateBadge>;
}

function Rule({ row }: { row: FigureRow }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const { rule } = row;
  return (
    <ReasonPopover text={t(`method.${row.method}`)}>
      <p>
        {row.method === 'counted'
          ? t('rule.counted', { question: rule.individualsQuestion ?? '' })
          : t('rule.multiplied', {
              question: rule.householdsQuestion ?? '',
              size: format.number(rule.householdSize ?? 0),
              source: rule.householdSizeSource ?? '',
            })}
      </p>
      <p>{t('rule.mapping', { version: rule.mappingVersion })}</p>
    </ReasonPopover>
  );
}
