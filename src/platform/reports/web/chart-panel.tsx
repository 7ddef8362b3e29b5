import { SegmentedControl, Select, Skeleton } from '@mantine/core';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Chart } from '#platform/ui/chart/chart.tsx';
import type { SearchValues } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { type ColumnInfo, type DataSetInfo, groupRows } from '../contract/data.ts';
import { reportsMessages } from '../messages/catalogue.ts';
import { useSaid } from './cells.tsx';
import classes from './reports.module.css';

const KINDS = ['bar', 'line', 'pie'] as const;
type Kind = (typeof KINDS)[number];
const EACH = ['year', 'month', 'day'] as const;
type Each = (typeof EACH)[number];

const seen = (column: ColumnInfo): boolean => column.access === 'seen' || column.access === 'partly';
const groupable = (set: DataSetInfo) =>
  set.columns.filter(
    (c) => seen(c) && c.name !== set.key && /^(text|choice|boolean|integer|date|datetime)$/.test(c.kind),
  );
const summable = (set: DataSetInfo) =>
  set.columns.filter((c) => seen(c) && (c.kind === 'integer' || c.kind === 'decimal'));

/** What is drawn stands in the address, so that a link and a saved view show the same. */
function useChart() {
  const router = useRouter();
  const search = useSearch({ strict: false }) as SearchValues;
  const one = (name: string): string | undefined => [search[name]].flat()[0] || undefined;
  const change = (changes: Record<string, string | undefined>) =>
    void router.navigate({
      to: '.',
      search: ((before: SearchValues) => ({ ...before, ...changes })) as never,
      replace: true,
      resetScroll: false,
    });
  return {
    kind: KINDS.find((kind) => kind === one('chart')) ?? ('bar' as Kind),
    by: one('by'),
    sum: one('sum'),
    each: EACH.find((each) => each === one('each')) ?? ('month' as Each),
    filter: one('filter'),
    change,
  };
}

/** The rows of the list counted, or a column of them added up, by the values of another; drawn, or as a table. */
export function ChartPanel({ set }: { set: DataSetInfo }) {
  const t = useT(reportsMessages);
  const chart = useChart();
  const by = groupable(set).find((c) => c.name === chart.by);
  const timed = by?.kind === 'date' || by?.kind === 'datetime';
  return (
    <section className={classes.chart} aria-label={t('chart.open')}>
      <div className={classes.chartControls}>
        <Select
          label={t('chart.by')}
          data={groupable(set).map(({ name, label }) => ({ value: name, label }))}
          value={chart.by ?? null}
          searchable
          clearable
          onChange={(name) => chart.change({ by: name ?? undefined })}
        />
        <Select
          label={t('chart.what')}
          data={[
            { value: '', label: t('chart.rows') },
            ...summable(set).map(({ name, label }) => ({
              value: name,
              label: t('chart.sum', { name: label }),
            })),
          ]}
          value={chart.sum ?? ''}
          allowDeselect={false}
          onChange={(name) => chart.change({ sum: name || undefined })}
        />
        {timed && (
          <Select
            label={t('chart.each')}
            data={EACH.map((value) => ({ value, label: t(`chart.each.${value}`) }))}
            value={chart.each}
            allowDeselect={false}
            onChange={(each) => chart.change({ each: each ?? undefined })}
          />
        )}
        <SegmentedControl
          aria-label={t('chart.kind')}
          data={KINDS.map((value) => ({ value, label: t(`chart.${value}`) }))}
          value={chart.kind}
          onChange={(kind) => chart.change({ chart: kind })}
        />
      </div>
      {by ? (
        <Drawn set={set} by={by} timed={timed} chart={chart} />
      ) : (
        <p className={classes.note}>{t('chart.choose')}</p>
      )}
    </section>
  );
}

function Drawn(props: {
  set: DataSetInfo;
  by: ColumnInfo;
  timed: boolean;
  chart: ReturnType<typeof useChart>;
}) {
  const t = useT(reportsMessages);
  const said = useSaid();
  const { set, by, chart } = props;
  const summed = summable(set).find((c) => c.name === chart.sum);
  const groups = useRead(
    groupRows,
    {
      params: { dataSet: set.id },
      querystring: {
        by: by.name,
        ...(props.timed ? { each: chart.each } : {}),
        ...(summed ? { sum: summed.name } : {}),
        ...(chart.filter ? { filter: chart.filter } : {}),
      },
    },
    { keepPrevious: true },
  );
  const what = summed ? t('chart.sum', { name: summed.label }) : t('chart.rows');
  const drawn = useMemo(
    () => ({
      categories: (groups.data?.groups ?? []).map(({ value }) =>
        value === null
          ? t('chart.none')
          : props.timed
            ? value
            : said(by, by.kind === 'boolean' ? value === 'true' : value),
      ),
      series: [{ name: what, values: (groups.data?.groups ?? []).map((g) => (summed ? g.sum : g.rows)) }],
    }),
    [groups.data, props.timed, by, said, t, what, summed],
  );
  if (groups.error && !groups.data)
    return <Problem error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <Skeleton height={320} />;
  return (
    <Chart
      title={t('chart.title', { what, by: by.label })}
      kind={chart.kind}
      categoryLabel={by.label}
      categories={drawn.categories}
      series={drawn.series}
      {...(groups.data.more ? { note: t('chart.more') } : {})}
    />
  );
}
