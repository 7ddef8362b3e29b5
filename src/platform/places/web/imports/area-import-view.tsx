import { Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Figure, FigureRow } from '#platform/ui/figure.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { listCountries } from '../../contract/area.ts';
import { type AreaImport, getAreaImport } from '../../contract/import.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { useNameOf } from '../names.tsx';
import { Unreadable } from '../unreadable.tsx';
import { AreaColumns } from './area-columns.tsx';
import { ImportFlow } from './import-flow.tsx';
import { areaEndings, areaRoutes } from './kinds.ts';

/** One import of boundaries, in its steps. */
export function AreaImportView() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const answer = useRead(getAreaImport, { params: { importId } });
  if (answer.error) {
    return (
      <Unreadable
        back="/places/imports"
        list="imports.title"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (!answer.data) return <Skeleton height={320} aria-busy />;
  return <Flow item={answer.data} />;
}

function Flow({ item }: { item: AreaImport }) {
  const t = useT(placesMessages);
  const nameOf = useNameOf();
  const countries = useRead(listCountries, {});
  const country = countries.data?.items.find(({ code }) => code === item.country);
  return (
    <ImportFlow
      routes={areaRoutes}
      item={item}
      title={item.settings.name}
      where={country ? nameOf(country.names) : item.country}
      endings={areaEndings}
      columns={<AreaColumns key={item.files.map(({ id }) => id).join()} item={item} />}
      plan={<Plan item={item} />}
      result={<AppLink to={`/places?country=${item.country}`}>{t('import.seeAreas')}</AppLink>}
    />
  );
}

function Plan({ item }: { item: AreaImport }) {
  const t = useT(placesMessages);
  const format = useFormat();
  if (!item.report) return null;
  const { plan, successions, rows } = item.report;
  return (
    <>
      <FigureRow>
        <Figure label={t('plan.added')} value={plan.added} note={t('import.rows', { count: rows })} />
        <Figure
          label={t('plan.changed')}
          value={plan.changed}
          {...(plan.changed > 0
            ? { note: t('plan.changedNote', { renamed: plan.renamed, reshaped: plan.reshaped }) }
            : {})}
        />
        <Figure label={t('plan.unchanged')} value={plan.unchanged} />
        <Figure label={t('plan.removed')} value={plan.removed} />
      </FigureRow>
      {successions.length > 0 && (
        <Panel title={t('area.successions')} flush>
          <DataTable
            caption={t('area.successions')}
            hideCaption
            rows={successions}
            rowKey={({ kind, from, to }) => [kind, ...from, ...to].join(' ')}
            columns={[
              {
                id: 'kind',
                header: t('area.change'),
                rowHeader: true,
                cell: ({ kind }) => t(`succession.${kind}`),
              },
              { id: 'level', header: t('level'), cell: ({ level }) => t(`level.${level as 0}`) },
              { id: 'from', header: t('area.before'), cell: ({ from }) => format.list(from) },
              { id: 'to', header: t('area.after'), cell: ({ to }) => format.list(to) },
            ]}
          />
        </Panel>
      )}
    </>
  );
}
