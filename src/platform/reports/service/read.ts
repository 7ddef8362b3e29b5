import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import { type Filter, filter as filterShape } from '../contract/filter.ts';
import type { Order } from '../data-set.ts';
import { askable, type Checked, checkFilter, Unusable } from '../domain/checked.ts';
import * as store from '../store/rows.ts';
import { maskedNames, type OpenSet } from './open.ts';

/** Longer than this no reader waits; the filter has to become narrower. */
const TIME_LIMIT_MS = 25_000;

export interface Asked {
  filter?: Filter | undefined;
  order?: readonly Order[] | undefined;
  columns?: readonly string[] | undefined;
}

/** A question that was found good, with what answers it. */
export interface Prepared {
  open: OpenSet;
  question: store.Question;
  order: readonly Order[];
  names: readonly string[] | undefined;
  /** Columns by which it is narrowed, for the audit log: names, never values. */
  filtered: string[];
}

/** Runs what asks; a question that cannot be asked becomes a refusal that says why. */
export function asking<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const status =
      { 'reports.column_masked': 403, 'reports.query_unsupported': 501 }[error.code as string] ?? 400;
    throw new Problem(status, error.code, {
      detail: error.message,
      params: { column: error.column },
    });
  }
}

/** @throws Problem 400 for what is no filter */
export function readFilter(json: string | undefined): Filter | undefined {
  if (!json) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    parsed = undefined;
  }
  const result = filterShape.safeParse(parsed);
  if (!result.success)
    throw new Problem(400, 'reports.filter_unreadable', { detail: 'The filter cannot be read.' });
  return result.data;
}

/** `-opened_on,name` as an order. */
export const readSort = (sort: string | undefined): Order[] | undefined =>
  sort
    ? sort
        .split(',')
        .map((name) => ({ column: name.trim().replace(/^-/, ''), descending: name.trim().startsWith('-') }))
    : undefined;

/** @throws Problem 400 for an unknown column or unfit value, 403 for a masked column */
export async function prepare(tx: Tx, open: OpenSet, asked: Asked): Promise<Prepared> {
  const { set, columns } = open;
  const filter = asking(() => asked.filter && checkFilter(asked.filter, columns));
  const order = asking(() => wholeOrder(open, asked.order));
  const names = asked.columns && asking(() => asked.columns!.map((name) => known(open, name)));
  const narrowing = await set.narrow?.(tx, asked.filter);
  await store.limitTime(tx, TIME_LIMIT_MS);
  return {
    open,
    order,
    names: names && [...new Set([...names, set.key])],
    filtered: filter ? [...new Set(columnsOf(filter))].sort() : [],
    question: {
      set,
      columns,
      scope: open.scope,
      ...(filter ? { filter } : {}),
      ...(narrowing ? { narrowing } : {}),
    },
  };
}

/** A masked column may be named: it is there, without values. */
function known({ columns }: OpenSet, name: string): string {
  if (!columns.some((c) => c.name === name))
    throw new Unusable('reports.column_unknown', name, `There is no column ${name}.`);
  return name;
}

const columnsOf = (filter: Checked): string[] =>
  filter.op === 'and' || filter.op === 'or'
    ? filter.of.flatMap(columnsOf)
    : filter.op === 'not'
      ? columnsOf(filter.of)
      : [filter.column];

/** The key ends every order, so that rows of equal values keep their places from page to page. */
function wholeOrder({ set, columns }: OpenSet, asked: readonly Order[] | undefined): Order[] {
  const order: Order[] = [];
  for (const one of asked?.length ? asked : set.order) {
    const column = askable(columns, one.column);
    if (column.kind === 'point' || column.kind === 'geometry' || column.kind === 'choices')
      throw new Unusable('reports.filter_unusable', column.name, `Rows cannot be sorted by ${column.name}.`);
    if (!order.some((o) => o.column === one.column)) order.push(one);
    if (one.column === set.key) return order;
  }
  return [...order, { column: set.key, descending: order.at(-1)?.descending ?? false }];
}

export interface ReadPage {
  rows: store.Row[];
  nextCursor: string | null;
}

const signOf = (order: readonly Order[]): string =>
  order.map((o) => (o.descending ? '-' : '') + o.column).join();

/** @throws Problem 400 for a cursor of another list, 422 when it takes too long */
export async function readPage(
  tx: Tx,
  prepared: Prepared,
  page: { limit: number; cursor?: string | undefined; skip?: number | undefined },
): Promise<ReadPage> {
  const { order, names } = prepared;
  const from = page.cursor === undefined ? {} : placeOf(page.cursor, order);
  const goesOn = untilTooSlow();
  const asked = { order, names, limit: page.limit, skip: page.skip, goesOn, ...from };
  const found = await inTime(() => store.readPage(tx, prepared.question, asked));
  return {
    rows: found.rows.map((row) => withMasked(row, prepared)),
    nextCursor: cursorOf(found, order),
  };
}

function cursorOf({ after, walkedTo }: store.Page, order: readonly Order[]): string | null {
  if (walkedTo !== undefined) return encodeCursor([`${signOf(order)} walked`, walkedTo]);
  return after ? encodeCursor([signOf(order), ...after]) : null;
}

/** Where a page begins: behind the values of a row, or where a walk has come to. */
function placeOf(cursor: string, order: readonly Order[]): Pick<store.PageOf, 'after' | 'walkedTo'> {
  const [walkSign, walkedTo] = decodeCursor(cursor, 2) ?? [];
  if (walkSign === `${signOf(order)} walked` && typeof walkedTo === 'string') return { walkedTo };
  const [sign, ...after] = decodeCursor(cursor, order.length + 1) ?? [];
  if (sign !== signOf(order) || !after.every((v) => v === null || typeof v === 'string'))
    throw new Problem(400, 'reports.bad_cursor', { detail: 'This is no cursor of this list.' });
  return { after: after as (string | null)[] };
}

/** The time limit of one statement does not end a walk of many short ones. */
function untilTooSlow(): () => void {
  const begun = performance.now();
  return () => {
    if (performance.now() - begun > TIME_LIMIT_MS) throw tooSlow();
  };
}

/** Every column that was asked for is there; what is masked is null, and named in the description. */
function withMasked(row: store.Row, { open, names }: Prepared): store.Row {
  for (const { name, access } of open.columns)
    if ((access === 'masked' || access === 'sealed') && (!names || names.includes(name))) row[name] = null;
  return row;
}

export const countRows = (tx: Tx, prepared: Prepared): Promise<number> =>
  inTime(() => store.countRows(tx, prepared.question));

const GROUPABLE = new Set(['text', 'choice', 'boolean', 'integer', 'date', 'datetime']);

/** @throws Problem 400 for a column that cannot be gathered by or added up, 403 for a masked one */
export function groupRows(
  tx: Tx,
  prepared: Prepared,
  by: store.Grouping,
): Promise<{ groups: store.Group[]; more: boolean }> {
  asking(() => {
    const { kind, name } = askable(prepared.open.columns, by.by);
    const summed = by.sum === undefined ? undefined : askable(prepared.open.columns, by.sum);
    if (!GROUPABLE.has(kind) || name === prepared.open.set.key)
      throw new Unusable('reports.filter_unusable', name, `Rows cannot be gathered by ${name}.`);
    if (summed && summed.kind !== 'integer' && summed.kind !== 'decimal')
      throw new Unusable('reports.filter_unusable', summed.name, `${summed.name} is no number.`);
  });
  return inTime(async () => {
    const found = await store.groupRows(tx, prepared.question, by);
    const timed = /^date/.test(prepared.open.columns.find((c) => c.name === by.by)!.kind);
    const more = found.length > by.most;
    return { groups: more ? (timed ? found.slice(1) : found.slice(0, by.most)) : found, more };
  });
}

async function inTime<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    // Class 22: a number too large, a cursor that was written by hand.
    if (/^22...$/.test(code))
      throw new Problem(400, 'reports.value_unfit', { detail: 'A value does not fit its column.' });
    if (code !== '57014') throw error;
    throw tooSlow();
  }
}

const tooSlow = (): Problem =>
  new Problem(422, 'reports.too_slow', {
    detail: 'This takes too long. Narrow it by a filter, or sort as the list comes.',
  });

/** By which way rows were taken, for the audit log. */
export type Way = 'list' | 'chart' | 'csv' | 'xlsx' | 'geojson' | 'odata' | 'ogc';

/** Leaves the trace of a read: which columns of which set, never a value that was asked for. */
export async function noteRead(
  tx: Tx,
  actor: RequestActor,
  prepared: Prepared,
  note: { action: string; way: Way; at: Date; rows?: number },
): Promise<void> {
  const { set, columns } = prepared.open;
  await audit(tx, actor, {
    action: note.action,
    // Of no one record: the entry stands with the account that reads.
    entity: 'identity.account',
    entityId: actor.accountId!,
    ...(set.operationId ? { operationId: set.operationId } : {}),
    after: {
      dataSet: set.id,
      way: note.way,
      ...(note.rows === undefined ? {} : { rows: note.rows }),
      columns: prepared.names ? [...prepared.names].sort() : 'all',
      masked: maskedNames(columns),
      filtered: prepared.filtered,
    },
    at: note.at,
  });
}
