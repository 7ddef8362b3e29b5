import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SearchValues } from '#platform/ui/link.tsx';
import type { RecordFilter } from '../../contract/record.ts';
import type { ReviewState } from '../../contract/shapes.ts';

/** Names in the address that narrow the records of a form; list, map and export read the same ones. */
export const filterNames = [
  'q',
  'filter',
  'reviewState',
  'receivedFrom',
  'receivedTo',
  'deviceId',
  'versionId',
  'bbox',
] as const;

const one = (value: string | string[] | undefined): string | undefined => [value].flat()[0] || undefined;

/** A day as people choose it, to the instant at which it begins (or the next begins, less a millisecond) where they are. */
export function dayEdge(day: string | undefined, edge: 'start' | 'end'): string | undefined {
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  if (edge === 'end') date.setDate(date.getDate() + 1);
  return new Date(date.getTime() - (edge === 'end' ? 1 : 0)).toISOString();
}

/** What stands in the address, as the routes of records take it. */
export function recordFilterOf(values: SearchValues): RecordFilter {
  const from = dayEdge(one(values.receivedFrom), 'start');
  const to = dayEdge(one(values.receivedTo), 'end');
  const texts = (['q', 'filter', 'deviceId', 'versionId', 'bbox'] as const).map(
    (name) => [name, one(values[name])] as const,
  );
  return {
    ...Object.fromEntries(texts.filter(([, value]) => value)),
    ...(values.reviewState ? { reviewState: [values.reviewState].flat() as ReviewState[] } : {}),
    ...(from ? { receivedFrom: from } : {}),
    ...(to ? { receivedTo: to } : {}),
  };
}

/** `-receivedAt` of the list as the route's `sort` and `order`. */
export function orderOf(sort: string | string[] | undefined): { sort: string; order: 'asc' | 'desc' } {
  const text = one(sort) ?? '-receivedAt';
  return { sort: text.replace(/^-/, ''), order: text.startsWith('-') ? 'desc' : 'asc' };
}

/** The filter now in the address. */
export function useRecordFilter(): RecordFilter {
  const search = useSearch({ strict: false }) as SearchValues;
  return useMemo(() => recordFilterOf(search), [search]);
}
