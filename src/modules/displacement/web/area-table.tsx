import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { AppLink, stringifySearch } from '#platform/ui/link.tsx';
import type { AreaFigure } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import type { FiguresChoice } from './use-figures-choice.ts';

/** Figures by area; the name opens the areas inside, the number its records. */
export function AreaTable({ areas, choice }: { areas: readonly AreaFigure[]; choice: FiguresChoice }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const known = (value: number | null) => (value === null ? '–' : format.number(value));
  const insideTo = (area: AreaFigure) => {
    const { round, tool, category, level } = choice;
    const next = {
      round: round?.id,
      tool,
      category,
      level: String(Math.min(level + 1, 4)),
      within: area.pcode ?? '',
    };
    return `/displacement${stringifySearch(next)}`;
  };
  return (
    <section>
      <h2>{t('figures.table')}</h2>
      <div className="sj-surface">
        <DataTable
          caption={t('figures.table')}
          hideCaption
          rows={areas}
          rowKey={(a) => a.pcode ?? 'none'}
          columns={[
            {
              id: 'area',
              header: t('figures.area'),
              rowHeader: true,
              cell: (a) =>
                a.pcode ? <AppLink to={insideTo(a)}>{a.name || a.pcode}</AppLink> : t('figures.unknownArea'),
            },
            {
              id: 'individuals',
              header: t('figures.individuals'),
              numeric: true,
              cell: (a) =>
                a.pcode ? (
                  <AppLink to={choice.recordsTo(a.pcode)}>{format.number(a.individuals)}</AppLink>
                ) : (
                  format.number(a.individuals)
                ),
            },
            {
              id: 'households',
              header: t('figures.households'),
              numeric: true,
              cell: (a) => known(a.households),
            },
            { id: 'female', header: t('figures.female'), numeric: true, cell: (a) => known(a.female) },
            { id: 'male', header: t('figures.male'), numeric: true, cell: (a) => known(a.male) },
            {
              id: 'places',
              header: t('figures.places'),
              numeric: true,
              cell: (a) => format.number(a.places),
            },
            {
              id: 'change',
              header: t('figures.changeShort'),
              numeric: true,
              cell: (a) => (a.change && a.change.placesInBoth > 0 ? format.change(a.change.difference) : '–'),
            },
            {
              id: 'estimated',
              header: t('figures.estimated'),
              numeric: true,
              cell: (a) => format.number(a.estimated),
            },
            {
              id: 'flagged',
              header: t('figures.flagged'),
              numeric: true,
              cell: (a) => format.number(a.flagged),
            },
          ]}
        />
      </div>
    </section>
  );
}
