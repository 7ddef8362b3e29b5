import { useMemo } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import type { Column, Filter } from '#platform/ui/list/types.ts';
import type { ColumnInfo, DataSetInfo } from '../contract/data.ts';
import { reportsMessages } from '../messages/catalogue.ts';
import { type Condition, readConditions, writeConditions } from './conditions.ts';
import classes from './reports.module.css';

export interface DataRow {
  key: string;
  values: Record<string, unknown>;
}

/** Says a value of a column in the reader's language. */
export function useSaid(): (column: ColumnInfo, value: unknown) => string {
  const t = useT(reportsMessages);
  const format = useFormat();
  return useMemo(
    () =>
      function said(column: ColumnInfo, value: unknown): string {
        if (value === null || value === undefined || value === '') return '–';
        if (Array.isArray(value)) return value.map((one) => said(column, one)).join(', ') || '–';
        const choice = column.choices.find((one) => one.value === value);
        if (choice) return choice.label;
        if (typeof value === 'boolean') return t(value ? 'view.yes' : 'view.no');
        if (column.kind === 'integer' || column.kind === 'decimal') return format.number(Number(value));
        if (column.kind === 'date') return format.date(String(value));
        if (column.kind === 'datetime') return format.dateTime(String(value));
        if (typeof value === 'object' && 'coordinates' in value)
          return 'Point' === (value as { type?: string }).type
            ? (value as { coordinates: number[] }).coordinates
                .toReversed()
                .map((d) => d.toFixed(4))
                .join(', ')
            : '…';
        return String(value);
      },
    [t, format],
  );
}

/** Shown at first; the others can be chosen. */
const FIRST = 8;
const shows = (column: ColumnInfo): boolean =>
  column.kind !== 'uuid' && column.kind !== 'point' && column.kind !== 'geometry';
const sortable = (column: ColumnInfo): boolean =>
  (column.access === 'seen' || column.access === 'partly') &&
  column.kind !== 'choices' &&
  column.kind !== 'point' &&
  column.kind !== 'geometry';

export function useDataColumns(set: DataSetInfo): Column<DataRow>[] {
  const t = useT(reportsMessages);
  const said = useSaid();
  return useMemo(() => {
    const plain = set.columns.filter(shows);
    const primary = plain.find((c) => c.access === 'seen' && c.name !== set.key) ?? set.columns[0]!;
    return [primary, ...set.columns.filter((c) => c !== primary)].map((column) => ({
      id: column.name,
      header: column.label,
      cell: (row: DataRow) =>
        column.access === 'masked' || column.access === 'sealed' ? (
          <span className={classes.masked}>{t('view.masked')}</span>
        ) : (
          said(column, row.values[column.name])
        ),
      numeric: column.kind === 'integer' || column.kind === 'decimal',
      sortable: sortable(column),
      ...(column === primary ? { primary: true } : {}),
      ...(plain.indexOf(column) < 0 || plain.indexOf(column) >= FIRST ? { hidden: true } : {}),
    }));
  }, [set, t, said]);
}

/** The filter of the address, said condition by condition. */
export function useDataFilters(set: DataSetInfo): Filter[] {
  const t = useT(reportsMessages);
  const said = useSaid();
  return useMemo(() => {
    const describe = (one: Condition): string => {
      const column = set.columns.find((c) => c.name === one.column);
      if (!column || one.op === 'box' || one.op === 'endsWith') return t('filter.broken');
      if (one.op === 'in')
        return `${column.label} ${t('op.in')} ${one.values.map((v) => said(column, v)).join(', ')}`;
      if ((one.op === 'eq' || one.op === 'ne') && one.value === null)
        return `${column.label} ${t(one.op === 'eq' ? 'op.empty' : 'op.filled')}`;
      return `${column.label} ${t(`op.${one.op}`)} ${said(column, one.value === 'true' ? true : one.value === 'false' ? false : one.value)}`;
    };
    const kept = ['by', 'sum', 'each', 'chart'].map((id) => ({
      id,
      label: t('chart.open'),
      kind: 'own' as const,
      parts: () => [],
    }));
    return [
      {
        id: 'filter',
        label: t('filter.add'),
        kind: 'own',
        parts: (value: string) => {
          const conditions = readConditions(value);
          if (!conditions) return [{ text: t('filter.broken'), rest: undefined }];
          return conditions.map((condition) => ({
            text: describe(condition),
            rest: writeConditions(conditions.filter((other) => other !== condition)),
          }));
        },
      },
      ...kept,
    ];
  }, [set, t, said]);
}
