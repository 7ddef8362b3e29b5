import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { SearchValues } from '../link.tsx';
import type { Filter, ListQuery } from './types.ts';

/** The names under which a filter stands in the address and in the route's querystring. */
export const namesOf = (filter: Filter): string[] =>
  filter.kind === 'date' ? [`${filter.id}From`, `${filter.id}To`] : [filter.id];

/** Search, filters and order of a list, kept in the address so that a link shows the same rows. */
export function useListState(filters: readonly Filter[], defaultSort: string | undefined) {
  const router = useRouter();
  const search = useSearch({ strict: false }) as SearchValues;
  const names = useMemo(() => ['q', ...filters.flatMap(namesOf)], [filters]);
  const query = useMemo(() => {
    const entries = names.map((name) => [name, search[name]] as const).filter(([, value]) => value);
    const sort = search.sort ?? defaultSort;
    return Object.fromEntries(sort ? [...entries, ['sort', sort]] : entries) as ListQuery;
  }, [search, names, defaultSort]);

  const change = useCallback(
    (changes: Record<string, string | string[] | undefined>) => {
      void router.navigate({
        to: '.',
        search: ((before: SearchValues) => without({ ...before, ...changes })) as never,
        replace: true,
        resetScroll: false,
      });
    },
    [router],
  );
  const clear = useCallback(
    () => change(Object.fromEntries(names.map((name) => [name, undefined]))),
    [change, names],
  );
  const narrowed = names.some((name) => query[name] !== undefined);
  return { query, change, clear, narrowed };
}

export type ListState = ReturnType<typeof useListState>;

const without = (values: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value.length > 0));

/** `-createdAt` -> createdAt, descending. */
export const sortOf = (
  sort: string | string[] | undefined,
): { id: string; descending: boolean } | undefined =>
  typeof sort === 'string' && sort
    ? { id: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
    : undefined;
