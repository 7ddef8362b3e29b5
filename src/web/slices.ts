import { registerOffline } from '#platform/ui/offline-providers.ts';
import { registerProblems } from '#platform/ui/problem.tsx';
import { registerRecords } from '#platform/ui/record/record-kinds.ts';
import { type Me, may } from '#platform/ui/session.tsx';
import type { NavEntry, SlicePages } from '#platform/ui/slice.ts';

/** Every slice that has a `web/nav.ts`. A slice whose folder is deleted is simply no longer here. */
const found = import.meta.glob<{ nav: SlicePages }>(['../platform/*/web/nav.ts', '../modules/*/web/nav.ts'], {
  eager: true,
});

export const slices: readonly SlicePages[] = Object.values(found).map(({ nav }) => nav);

for (const { id, catalogue, records, offline } of slices) {
  if (offline) registerOffline(offline);
  if (catalogue) registerProblems(id, catalogue);
  if (records) registerRecords(records);
}

const byOrder = (a: NavEntry, b: NavEntry) => a.order - b.order;
const entries = slices.flatMap((slice) => slice.entries).toSorted(byOrder);

/** Entries of the rail that this person may use. */
export const railFor = (me: Me): NavEntry[] =>
  entries.filter((entry) => entry.under === undefined && may(me, entry.permission));

/** Sections of Administration that this person may use. */
export const administrationFor = (me: Me): NavEntry[] =>
  entries.filter((entry) => entry.under === 'administration' && may(me, entry.permission));

/** Whether an address lies at or below an entry's path. */
const isWithin = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);

/** The longest of these paths that holds the address: `/forms/new` belongs to Forms and not to Home. */
export const longestWithin = (pathname: string, paths: readonly string[]): string | undefined =>
  paths.filter((path) => isWithin(pathname, path)).toSorted((a, b) => b.length - a.length)[0];
