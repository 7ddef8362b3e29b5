import { Button, Skeleton } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconChartBar } from '@tabler/icons-react';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import type { SearchValues } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { ListExport, ListQuery } from '#platform/ui/list/types.ts';
import { languagePreference } from '#platform/ui/preferences.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { useStore } from '#platform/ui/store.ts';
import { countRows, type DataSetInfo, exportRows, getDataSet, listRows } from '../contract/data.ts';
import { reportsMessages } from '../messages/catalogue.ts';
import { type DataRow, useDataColumns, useDataFilters } from './cells.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { FilterBuilder } from './filter-builder.tsx';
import classes from './reports.module.css';

/** One data set: its rows as a list like every other, drawn where wanted, and taken along as a file. */
export function DataSetView() {
  const { dataSet } = useParams({ strict: false }) as { dataSet: string };
  const language = useStore(languagePreference);
  const set = useRead(getDataSet, { params: { dataSet }, querystring: { language } });
  if (set.error && !set.data) return <Problem error={set.error} onRetry={() => void set.refetch()} />;
  if (!set.data) return <Skeleton height={420} />;
  return <Rows set={set.data} key={set.data.id} />;
}

const asked = (query: ListQuery) => ({
  ...(query.filter ? { filter: String(query.filter) } : {}),
  ...(query.sort ? { sort: String(query.sort) } : {}),
});

function Rows({ set }: { set: DataSetInfo }) {
  const t = useT(reportsMessages);
  const columns = useDataColumns(set);
  const filters = useDataFilters(set);
  const input = useMemo(() => ({ params: { dataSet: set.id } }), [set.id]);
  const chart = useSearch({ strict: false }) as SearchValues;
  const primary = columns.find((c) => c.primary)!;
  const exports = useExports(set);
  const { screen } = set;
  const link = screen
    ? { rowLink: (row: DataRow) => screen.replace(':key', encodeURIComponent(row.key)) }
    : {};
  return (
    <ListScreen
      id={`data.${set.id}`}
      title={set.title}
      route={listRows}
      input={input}
      toQuerystring={asked}
      rowKey={(row: DataRow) => row.key}
      {...link}
      rowName={(row: DataRow) => String(row.values[primary.id] ?? row.key)}
      columns={columns}
      filters={filters}
      controls={
        <>
          <FilterBuilder columns={set.columns} />
          <ChartButton />
        </>
      }
      defaultSort={set.order.split(',')[0]!}
      {...(set.mayLeave ? { exports } : {})}
      empty={{ title: t('view.empty'), text: t('view.empty.text') }}
    >
      <MaskedNote set={set} />
      <RowCount set={set} />
      {chart.chart !== undefined && <ChartPanel set={set} />}
    </ListScreen>
  );
}

function ChartButton() {
  const t = useT(reportsMessages);
  const router = useRouter();
  const { chart } = useSearch({ strict: false }) as SearchValues;
  const open = chart !== undefined;
  const toggle = () =>
    void router.navigate({
      to: '.',
      search: ((before: SearchValues) =>
        open
          ? { ...before, chart: undefined, by: undefined, sum: undefined, each: undefined }
          : { ...before, chart: 'bar' }) as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <Button
      variant={open ? 'light' : 'default'}
      aria-pressed={open}
      leftSection={<IconChartBar size={16} stroke={1.8} aria-hidden />}
      onClick={toggle}
    >
      {t('chart.open')}
    </Button>
  );
}

function useExports(set: DataSetInfo): ListExport[] {
  const t = useT(reportsMessages);
  const language = useStore(languagePreference);
  const href =
    (format: 'csv' | 'xlsx' | 'geojson', hxl: 'yes' | 'no' = 'no') =>
    (query: ListQuery) =>
      routeUrl(exportRows, {
        params: { dataSet: set.id },
        querystring: { ...asked(query), format, hxl, language },
      });
  return [
    { id: 'csv', label: t('export.csv'), href: href('csv') },
    { id: 'hxl', label: t('export.hxl'), href: href('csv', 'yes') },
    { id: 'xlsx', label: t('export.xlsx'), href: href('xlsx') },
    ...(set.geometry ? [{ id: 'geojson', label: t('export.geojson'), href: href('geojson') }] : []),
  ];
}

/** Says which columns stay empty and why, so that nobody takes a masked value for a missing one. */
function MaskedNote({ set }: { set: DataSetInfo }) {
  const t = useT(reportsMessages);
  const labels = (access: readonly string[]) =>
    set.columns.filter((c) => access.includes(c.access)).map((c) => c.label);
  const masked = labels(['masked', 'sealed']);
  const partly = labels(['partly']);
  if (masked.length === 0 && partly.length === 0) return null;
  return (
    <p className={classes.note}>
      {masked.length > 0 && t('view.maskedNote', { count: masked.length, names: masked.join(', ') })}{' '}
      {partly.length > 0 && t('view.partly', { names: partly.join(', ') })}
    </p>
  );
}

function RowCount({ set }: { set: DataSetInfo }) {
  const t = useT(reportsMessages);
  const { filter } = useSearch({ strict: false }) as SearchValues;
  const text = [filter].flat()[0];
  const count = useRead(
    countRows,
    { params: { dataSet: set.id }, querystring: text ? { filter: text } : {} },
    { keepPrevious: true },
  );
  if (!count.data) return null;
  return <p className={classes.note}>{t('view.rows', { count: count.data.count })}</p>;
}
