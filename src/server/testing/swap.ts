import type { Caller, TestServer } from '#platform/http/testing.ts';
import { type Parts, partsOf, put, written } from './requests.ts';
import type { Side } from './side.ts';
import { type Route, type Slot, slotsOf } from './slots.ts';

/** All that is of one side: rows by table, data sets of its form, its words. */
export interface Belongings {
  ids: Map<string, string[]>;
  dataSets: string[];
  mark: string;
}

/** Tables whose identifiers are worth naming, and of which rows are compared. */
export async function tablesOf({ database }: TestServer): Promise<{ name: string; hasId: boolean }[]> {
  return database.ownerQuery(
    `select format('%I.%I', n.nspname, c.relname) name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype) "hasId"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema|graphile_worker|platform|vault)' order by 1`,
  );
}

/** Boundaries belong to nobody: whoever is signed in sees those of all countries. */
const SHARED = new Set(['places.edition', 'places.version', 'places.area', 'places.succession']);

/** The identifiers of every table as they are now. */
export async function identifiers(server: TestServer): Promise<Map<string, Set<string>>> {
  const all = new Map<string, Set<string>>();
  for (const { name, hasId } of await tablesOf(server)) {
    if (!hasId || SHARED.has(name)) continue;
    const rows = await server.database.ownerQuery<{ id: string }>(`select id::text from ${name}`);
    all.set(name, new Set(rows.map(({ id }) => id)));
  }
  return all;
}

export const dataSetsOf = async (side: Side): Promise<string[]> => {
  const answer = await side.person.fetch('/api/reports/data-sets');
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id).filter((id) => id.includes(side.mark.toLowerCase()));
};

/** A name like another that stands for nothing: the same length and kind of characters, the last eight of them others. */
function absent(value: string, random: () => number): string {
  const other = (from: string) => from[Math.floor(random() * from.length)]!;
  const tail = value
    .slice(-8)
    .replace(/[0-9]|[a-f]|[g-z]|[A-Z]/g, (c) =>
      other(/[0-9]/.test(c) ? '0123456789' : /[a-f]/.test(c) ? 'abcdef' : /[A-Z]/.test(c) ? 'QVX' : 'qvx'),
    );
  return value.slice(0, -8) + tail;
}

/** Kinds of record that others hang on. */
const RECORD_TABLES = ['places.site', 'forms.record', 'displacement.round', 'forms.form', 'tasks.task'];

/** A value of these belongings for each slot of a call; `random` in [0, 1). */
export function choose(of: Belongings, random: () => number): (slot: Slot) => string | undefined {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const table = pick(RECORD_TABLES)!;
  return ({ kind }) => {
    if (kind === 'entity') return table;
    if (kind === 'entityId') return pick(of.ids.get(table) ?? []);
    if (kind === 'data set') return pick(of.dataSets);
    // A part of the mark: what somebody searches for stands in their own log.
    if (kind === 'words') return of.mark.slice(1, 8);
    return pick(of.ids.get(kind) ?? []);
  };
}

export interface Attempt {
  route: Route;
  /** The same call, once with names of the other side and once with names of nothing. */
  hidden: [string, RequestInit];
  nothing: [string, RequestInit];
  /** What was named of the other side, and what stood in its place. */
  named: [string, string][];
}

/** A call whose `swapped` slots name things of the other side, all others things of one's own. */
export function attempt(
  route: Route,
  swapped: readonly Slot[],
  mine: (slot: Slot) => string | undefined,
  theirs: (slot: Slot) => string | undefined,
  random: () => number,
): Attempt | undefined {
  const base = partsOf(route);
  const named: [string, string][] = [];
  const both: [Parts, Parts] = [structuredClone(base), structuredClone(base)];
  for (const slot of slotsOf(route).slots) {
    const swap = swapped.some((one) => one.name === slot.name && one.part === slot.part);
    const value = swap ? theirs(slot) : slot.required ? mine(slot) : undefined;
    if (swap && value === undefined && slot.kind !== 'entity') return undefined;
    if (value === undefined) continue;
    const other = swap && slot.kind !== 'entity' ? absent(value, random) : value;
    if (other !== value) named.push([value, other]);
    put(both[0], slot, value);
    put(both[1], slot, other);
  }
  return { route, hidden: written(route, both[0]), nothing: written(route, both[1]), named };
}

export interface Heard {
  status: number;
  /** Everything that is told: status, kind, size and text, with names of things and hours taken out. */
  shape: string;
  text: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const HOUR = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g;
/** What requests make up to be new, and secrets that answers show once. */
const MADE_UP = /text [0-9a-f]{8}|[Cc]-[0-9A-Fa-f]{8}|[0-9a-f]{8}@example|sj_[\w-]{43}|calendar\/[\w-]{43}/g;

/** Makes a call and hears all that its answer tells. `sent`: the names that stood in it. */
export async function hear(
  caller: Caller,
  [path, init]: [string, RequestInit],
  sent: readonly string[],
): Promise<Heard> {
  const answer = await caller.fetch(path, { redirect: 'manual', ...init });
  const stream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (stream) await answer.body?.cancel();
  const text = stream ? '' : Buffer.from(await answer.arrayBuffer()).toString('latin1');
  const plain = sent
    .reduce((all, one) => all.replaceAll(one, '#'), text)
    .replace(UUID, '#')
    .replace(HOUR, '@')
    .replace(MADE_UP, '~');
  const heads = [...answer.headers.entries()]
    .filter(([name]) => !/^(date|content-length|etag|last-modified|set-cookie)$/.test(name))
    .map(
      ([name, value]) =>
        `${name}: ${sent.reduce((all, one) => all.replaceAll(one, '#'), value).replace(UUID, '#')}`,
    );
  return { status: answer.status, text, shape: [answer.status, plain.length, plain, ...heads].join('\n') };
}
