import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { DataColumn, DataSet, Narrowing, Order, Walk } from '../data-set.ts';
import type { Checked } from '../domain/checked.ts';
import { type SqlColumn, Values, whereSql } from './where.ts';

/** A column with what the caller may see of it. `partly`: in some operations only; the database decides row by row. */
export interface AccessedColumn extends DataColumn {
  readonly access: 'seen' | 'partly' | 'masked' | 'sealed';
}

/** What is asked of a set after it was checked. */
export interface Question {
  set: DataSet;
  columns: readonly AccessedColumn[];
  filter?: Checked | undefined;
  /** Only rows of operations in which the actor holds this. */
  scope?: string | undefined;
  narrowing?: Narrowing | undefined;
}

export interface PageOf {
  /** Names of columns to bring; all that are seen when left out. */
  names?: readonly string[] | undefined;
  order: readonly Order[];
  /** Values of the columns of the order, as text, of the last row of the page before. */
  after?: readonly (string | null)[] | undefined;
  /** Where the walk of the page before ended, instead. */
  walkedTo?: string | undefined;
  skip?: number | undefined;
  limit: number;
  /** Called before each step of a walk; throws when it has taken too long. */
  goesOn?: () => void;
}

/** Values by column name, as they leave; a column that is not seen is not there. */
export type Row = Record<string, unknown>;
export interface Page {
  rows: Row[];
  /** Of the last row, for the next page; undefined at the end, and after a walk. */
  after: (string | null)[] | undefined;
  /** Where the next page of a walk begins; undefined at its end. */
  walkedTo: string | undefined;
}

const RESTRICTED = 'reports.restricted.read';
const scopeOf = (permission: string) => `(select access.scope_operations('${permission}'))::uuid[]`;

const isShown = (column: AccessedColumn): boolean => column.access === 'seen' || column.access === 'partly';

/** Hidden row by row where the permission holds in some operations only, also from filter and order. */
function guarded(column: AccessedColumn, set: DataSet): SqlColumn {
  const guard = (sql: string): string =>
    column.access === 'partly'
      ? `case when ${set.within} = any(${scopeOf(RESTRICTED)}) then ${sql} end`
      : sql;
  return {
    sql: guard(column.sql),
    kind: column.kind,
    ...(column.lonLat ? { lonLat: [guard(column.lonLat[0]), guard(column.lonLat[1])] as const } : {}),
    ...(column.box ? { box: guard(column.box) } : {}),
  };
}

const OUT: Partial<Record<DataColumn['kind'], (sql: string) => string>> = {
  date: (sql) => `(${sql})::text`,
  // Microseconds are kept, so that what was read can be asked for again.
  datetime: (sql) => `to_char((${sql}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  decimal: (sql) => `(${sql})::float8`,
};

function outSql(column: DataColumn, sql: SqlColumn): string {
  if (!sql.lonLat) return OUT[column.kind]?.(sql.sql) ?? sql.sql;
  const [lon, lat] = sql.lonLat;
  return `case when ${lon} is not null then json_build_object('type', 'Point', 'coordinates', json_build_array(${lon}, ${lat})) end`;
}

interface Base {
  from: string;
  where: string[];
  values: Values;
  sql: Map<string, SqlColumn>;
}

function baseOf(q: Question): Base {
  const values = new Values(q.set.values);
  const sql = new Map(q.columns.filter(isShown).map((c) => [c.name, guarded(c, q.set)]));
  const where: string[] = [];
  if (q.set.where) where.push(`(${q.set.where})`);
  if (q.scope && q.set.within) where.push(`${q.set.within} = any(${scopeOf(q.scope)})`);
  if (q.filter) where.push(whereSql(q.filter, sql, values));
  return { from: q.set.from, where, values, sql };
}

function addNarrowing(base: Base, { narrowing }: Question): void {
  const whole = narrowing?.whole;
  if (whole) base.where.push(`(${base.values.shift(whole.sql, whole.values)})`);
}

const whereOf = (parts: readonly string[]): string =>
  parts.length > 0 ? `where ${parts.join(' and ')}` : '';

/** A page in the order asked for; the key, which must end the order, makes it whole. */
export function readPage(tx: Tx, q: Question, page: PageOf): Promise<Page> {
  const walk = page.skip || page.after ? undefined : walkOf(q, page.order);
  if (page.walkedTo !== undefined || walk) return readWalked(tx, q, page, walk ?? walkOf(q, page.order));
  return readSelected(tx, q, page);
}

function walkOf(q: Question, [first, ...rest]: readonly Order[]): Walk | undefined {
  if (!first || rest.length !== 1 || column(q, first.column).access !== 'seen') return undefined;
  return q.narrowing?.walk?.(first);
}

/** A step takes what the page holds; where the filter drops most of it, further steps are longer. */
const LONGER = 500;
const LONGEST = 2000;

/** Candidates come in the order from an index; what the filter takes of them makes the page. */
async function readWalked(tx: Tx, q: Question, page: PageOf, walk: Walk | undefined): Promise<Page> {
  const rows: Row[] = [];
  if (!walk) return { rows, after: undefined, walkedTo: undefined };
  let after = page.walkedTo;
  for (let most = page.limit + 1; ; most = Math.min(LONGEST, Math.max(LONGER, most * 2))) {
    page.goesOn?.();
    const { found, next } = await walk(after, most);
    const places = new Map(found.map(({ id, place }) => [id, place]));
    const wanted = page.limit - rows.length;
    const part = found.length > 0 ? await readKeys(tx, q, page, [[...places.keys()], wanted + 1]) : [];
    for (const { key, row } of part.slice(0, wanted)) {
      rows.push(row);
      after = places.get(key);
    }
    if (part.length > wanted) return { rows, after: undefined, walkedTo: after };
    if (rows.length === page.limit || next === undefined) return { rows, after: undefined, walkedTo: next };
    after = next;
  }
}

/** Rows by the texts of their keys, in the order of these, as many as are wanted of those that fit. */
async function readKeys(
  tx: Tx,
  q: Question,
  page: PageOf,
  [keys, wanted]: [readonly string[], number],
): Promise<{ key: string; row: Row }[]> {
  const base = baseOf(q);
  const key = base.sql.get(q.set.key)!.sql;
  const place = `${base.values.add(keys)}::${keyType(q.set)}[]`;
  base.where.push(`${key} = any(${place})`);
  const { select, read } = selectOf(wantedOf(q, page), base);
  const found = await rawQuery<Row>(
    tx,
    `select ${[...select, `(${key})::text as "key"`].join(', ')} from ${base.from} ${whereOf(base.where)}
     order by array_position(${place}, ${key}) limit ${base.values.add(wanted)}`,
    base.values.list,
  );
  return found.map((row) => ({ key: row.key as string, row: read(row) }));
}

const wantedOf = (q: Question, { names }: PageOf): AccessedColumn[] =>
  q.columns.filter((c) => isShown(c) && (!names || names.includes(c.name)));

async function readSelected(tx: Tx, q: Question, page: PageOf): Promise<Page> {
  const base = baseOf(q);
  addNarrowing(base, q);
  if (page.after) base.where.push(afterSql(base, q, page.order, page.after));
  const { select, read } = selectOf(wantedOf(q, page), base);
  const order = page.order.map((o) => orderSql(base, q, o));
  const keys = page.order.map((o, i) => `(${base.sql.get(o.column)!.sql})::text as "k${i}"`);
  const text = `select ${[...select, ...keys].join(', ')} from ${base.from} ${whereOf(base.where)}
    order by ${order.join(', ')} limit ${base.values.add(page.limit + 1)}${page.skip ? ` offset ${base.values.add(page.skip)}` : ''}`;
  const found = await rawQuery<Row>(tx, text, base.values.list);
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(read),
    after:
      found.length > page.limit && last
        ? page.order.map((_, i) => last[`k${i}`] as string | null)
        : undefined,
    walkedTo: undefined,
  };
}

const keyType = (set: DataSet): string => {
  const kind = set.columns.find((c) => c.name === set.key)!.kind;
  return kind === 'uuid' ? 'uuid' : kind === 'integer' ? 'bigint' : 'text';
};

/** A value that many columns are parts of is brought once. */
function selectOf(columns: readonly AccessedColumn[], base: Base) {
  const wholes: string[] = [];
  const select: string[] = [];
  const readers: ((from: Row, to: Row) => void)[] = [];
  columns.forEach((column, i) => {
    const { name, part } = column;
    if (part && column.access === 'seen') {
      let at = wholes.indexOf(part.of);
      if (at < 0) at = wholes.push(part.of) - 1;
      const read = part.read as (whole: unknown) => unknown;
      readers.push((from, to) => {
        to[name] = read(from[`w${at}`]) ?? null;
      });
      return;
    }
    select.push(`${outSql(column, base.sql.get(name)!)} as "c${i}"`);
    readers.push((from, to) => {
      const value = from[`c${i}`];
      to[name] =
        column.kind === 'geometry' && typeof value === 'string' ? JSON.parse(value) : (value ?? null);
    });
  });
  select.push(...wholes.map((sql, i) => `${sql} as "w${i}"`));
  return {
    select,
    read: (from: Row): Row => {
      const to: Row = {};
      for (const read of readers) read(from, to);
      return to;
    },
  };
}

const column = (q: Question, name: string): AccessedColumn => q.columns.find((c) => c.name === name)!;

/** What is empty comes first, and last when it goes down (OData 4.01 part 2, 5.1.5.2). */
function orderSql(base: Base, q: Question, { column: name, descending }: Order): string {
  const sql = base.sql.get(name)!.sql;
  const empty = column(q, name).required ? '' : descending ? ' nulls last' : ' nulls first';
  return `${sql} ${descending ? 'desc' : 'asc'}${empty}`;
}

const TYPE: Partial<Record<DataColumn['kind'], string>> = {
  integer: 'bigint',
  decimal: 'float8',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  uuid: 'uuid',
};

function afterSql(
  base: Base,
  q: Question,
  order: readonly Order[],
  after: readonly (string | null)[],
): string {
  const parts = order.map((o, i) => {
    const one = column(q, o.column);
    const value = after[i] ?? null;
    const place = value === null ? null : `${base.values.add(value)}::${TYPE[one.kind] ?? 'text'}`;
    return { sql: base.sql.get(o.column)!.sql, descending: o.descending, required: one.required, place };
  });
  // Compared as a whole, which an index serves.
  if (parts.every((p) => p.required && p.place && p.descending === parts[0]!.descending)) {
    return `(${parts.map((p) => p.sql).join(', ')}) ${parts[0]!.descending ? '<' : '>'} (${parts.map((p) => p.place).join(', ')})`;
  }
  const same = (p: (typeof parts)[number]) => (p.place ? `${p.sql} = ${p.place}` : `${p.sql} is null`);
  const beyond = (p: (typeof parts)[number]) => {
    if (p.place === null) return p.descending ? 'false' : `${p.sql} is not null`;
    if (!p.descending) return `${p.sql} > ${p.place}`;
    return p.required ? `${p.sql} < ${p.place}` : `(${p.sql} < ${p.place} or ${p.sql} is null)`;
  };
  return `(${parts.map((p, i) => [...parts.slice(0, i).map(same), beyond(p)].join(' and ')).join(' or ')})`;
}

export async function countRows(tx: Tx, q: Question): Promise<number> {
  const base = baseOf(q);
  addNarrowing(base, q);
  const [row] = await rawQuery<{ n: number }>(
    tx,
    `select count(*) as n from ${base.from} ${whereOf(base.where)}`,
    base.values.list,
  );
  return Number(row!.n);
}

export interface Grouping {
  by: string;
  /** Of a day or instant: what it is gathered by. */
  each?: 'year' | 'month' | 'day' | undefined;
  /** A column of numbers to add up; rows are counted without one. */
  sum?: string | undefined;
  most: number;
}
export interface Group {
  value: string | null;
  rows: number;
  sum: number | null;
}

const EACH = { year: 'YYYY', month: 'YYYY-MM', day: 'YYYY-MM-DD' };

/** Rows gathered by a column, the largest first; by time, in its order. The rest beyond `most` is not there. */
export async function groupRows(tx: Tx, q: Question, by: Grouping): Promise<Group[]> {
  const base = baseOf(q);
  addNarrowing(base, q);
  const { sql, kind } = base.sql.get(by.by)!;
  const timed = kind === 'date' || kind === 'datetime';
  const value = timed
    ? `to_char(${kind === 'datetime' ? `(${sql}) at time zone 'utc'` : sql}, '${EACH[by.each ?? 'month']}')`
    : `(${sql})::text`;
  const sum = by.sum ? `sum(${base.sql.get(by.sum)!.sql})::float8` : 'null::float8';
  return (
    await rawQuery<Group>(
      tx,
      `select value, rows, sum from (select ${value} as value, count(*) as rows, ${sum} as sum
         from ${base.from} ${whereOf(base.where)} group by 1
         order by ${timed ? '1 desc nulls last' : `${by.sum ? '3 desc nulls last' : '2 desc'}, 1`} limit ${base.values.add(by.most + 1)}) g
       ${timed ? 'order by value nulls first' : ''}`,
      base.values.list,
    )
  ).map((g) => ({ ...g, rows: Number(g.rows) }));
}

/** Ends what takes longer than people and feeds wait. */
export const limitTime = (tx: Tx, milliseconds: number): Promise<unknown[]> =>
  rawQuery(tx, `select set_config('statement_timeout', $1, true)`, [String(Math.trunc(milliseconds))]);

/** Where restricted columns are seen, and where the actor holds two other permissions. */
export const findScopes = async (
  tx: Tx,
  read: string,
  leaves: string,
): Promise<{ restricted: string[]; read: string[]; leaves: string[] }> =>
  (
    await rawQuery<{ restricted: string[]; read: string[]; leaves: string[] }>(
      tx,
      `select access.scope_operations('${RESTRICTED}')::text[] as restricted, access.scope_operations($1)::text[] as read,
         access.scope_operations($2)::text[] as leaves`,
      [read, leaves],
    )
  )[0]!;
