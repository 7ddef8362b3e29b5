import type { Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Filter } from '#platform/reports/contract/filter.ts';
import type { Narrowing, Order, Walk } from '#platform/reports/data-set.ts';
import type { AnswerCondition, RecordFilter } from '../contract/record.ts';
import { reviewState } from '../contract/shapes.ts';
import * as store from '../store/record.ts';
import { timeCursor, walkPage } from './list-records.ts';
import type { AnswerColumn } from './record-columns.ts';
import { type PreparedSearch, prepareSearch } from './search.ts';

const MOST_CONDITIONS = 20;
const LONGEST_VALUE = 100;
const EVERYTHING = 2_000_000_000;

type Leaf = Exclude<Filter, { of: unknown }>;

/** What all of a filter's parts ask together; what stands under `or` and `not` is left to the SQL. */
const joined = (filter: Filter): Leaf[] =>
  filter.op === 'and' ? filter.of.flatMap(joined) : filter.op === 'or' || filter.op === 'not' ? [] : [filter];

const dayBeside = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The index of answers as a help for a filter, and the sorted runs of answers for an order: they give records that may fit,
 * never fewer than fit.
 */
export async function narrowRecords(
  tx: Tx,
  formId: string,
  answers: readonly AnswerColumn[],
  filter: Filter | undefined,
): Promise<Narrowing | undefined> {
  const asked: RecordFilter = {};
  const conditions: AnswerCondition[] = [];
  for (const leaf of filter ? joined(filter) : []) {
    if (leaf.op === 'box') asked.bbox ??= leaf.box.join(',');
    else if (leaf.column === 'review_state') addReviewState(asked, leaf);
    else {
      const known = answers.find((a) => a.column.name === leaf.column);
      const condition = known && !('part' in leaf && leaf.part) && conditionOf(leaf, known);
      if (condition && conditions.length < MOST_CONDITIONS) conditions.push(condition);
    }
  }
  if (conditions.length > 0) asked.filter = JSON.stringify(conditions);
  const prepared = await prepareSearch(tx, formId, asked).catch((error: unknown) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });
  if (!prepared) return undefined;
  if (prepared.nothing) return { whole: { sql: 'false', values: [] } };
  const narrowed = Object.keys(asked).length > 0;
  return {
    ...(narrowed
      ? {
          whole: {
            sql: 't.id in (select x.id from forms.find_records($1, $2::jsonb, false, true, $3) x)',
            values: [formId, JSON.stringify(prepared.search), EVERYTHING],
          },
        }
      : {}),
    walk(order) {
      // Unfiltered, the newest come by an index of their own.
      if (order.column === 'received_at') return narrowed ? walkByTime(tx, prepared, order) : undefined;
      if (order.column === 'updated_at') return walkByTime(tx, prepared, order);
      const sort = sortOf(order, answers);
      if (!sort) return undefined;
      const direction = order.descending ? ('desc' as const) : ('asc' as const);
      return async (after, most) => {
        const page = { sort, order: direction, limit: most, cursor: after, emptyFirst: !order.descending };
        const { found, next } = await walkPage(tx, prepared, page);
        return { found: found.map(({ row, place }) => ({ id: row.id, place })), next };
      };
    },
  };
}

const SORTS: Readonly<Record<string, string>> = {
  review_state: 'reviewState',
  instance_name: 'instanceName',
};

/** Ids alone: whether the answers fit is asked by the SQL. */
const walkByTime =
  (tx: Tx, { formId, search }: PreparedSearch, { column, descending }: Order): Walk =>
  async (place, most) => {
    const after = place === undefined ? {} : { after: timeCursor(place.split(' id ')) };
    const by = { byChange: column === 'updated_at', descending, limit: most };
    const found = (await store.findRecords(tx, formId, { ...search, ...after }, by)).map((row) => ({
      id: row.id,
      place: `${row.sort_at} id ${row.id}`,
    }));
    return { found, next: found.length === most ? found.at(-1)?.place : undefined };
  };

/**
 * What the list of records sorts by for a column; undefined where its order is another: instants are kept as they were
 * written, in zones of their own, and coordinates as one text.
 */
function sortOf({ column: name }: Order, answers: readonly AnswerColumn[]): string | undefined {
  const known = answers.find(({ column }) => column.name === name);
  if (!known) return SORTS[name];
  const { column, node } = known;
  const coordinate = column.kind === 'decimal' && node.kind !== 'decimal';
  return coordinate || column.kind === 'datetime' || column.kind === 'choices' ? undefined : node.path;
}

function addReviewState(asked: RecordFilter, leaf: Leaf): void {
  const values = leaf.op === 'eq' ? [leaf.value] : leaf.op === 'in' ? leaf.values : [];
  const states = values.flatMap((value) => reviewState.safeParse(value).data ?? []);
  if (states.length > 0 && states.length === values.length) asked.reviewState = states;
}

function conditionOf(leaf: Leaf, { column, node }: AnswerColumn): AnswerCondition | undefined {
  const { path } = node;
  const { kind } = column;
  if (leaf.op === 'has') return { path, op: 'has', values: [leaf.value] };
  if (leaf.op === 'eq' || leaf.op === 'in')
    return equalTo('values' in leaf ? leaf.values : [leaf.value], kind, path);
  if (leaf.op === 'ne') return leaf.value === null ? { path, op: 'answered' } : undefined;
  if (leaf.op !== 'ge' && leaf.op !== 'gt' && leaf.op !== 'le' && leaf.op !== 'lt') return undefined;
  const low = leaf.op === 'ge' || leaf.op === 'gt';
  const { value } = leaf;
  // Coordinates are kept as one text, which has no range.
  if ((kind === 'integer' || kind === 'decimal') && node.kind === kind && typeof value === 'number')
    return { path, op: 'between', ...(low ? { from: value } : { to: value }) };
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return undefined;
  if (kind === 'date') return { path, op: 'between', ...(low ? { from: value } : { to: value }) };
  // The index knows the day as it was written, in a zone of its own: at most a day beside.
  if (kind === 'datetime')
    return { path, op: 'between', ...(low ? { from: dayBeside(value, -1) } : { to: dayBeside(value, 1) }) };
  return undefined;
}

function equalTo(values: readonly unknown[], kind: string, path: string): AnswerCondition | undefined {
  if (values.length === 1 && values[0] === null)
    return kind === 'text' || kind === 'choice' ? { path, op: 'empty' } : undefined;
  const fits = values.every(
    (value) =>
      (typeof value === 'string' &&
        (kind === 'choice' || kind === 'text') &&
        value.length <= LONGEST_VALUE &&
        value.trim() !== '') ||
      (typeof value === 'number' && (kind === 'integer' || kind === 'decimal')),
  );
  return fits && values.length > 0 && values.length <= 100
    ? { path, op: 'is', values: values.map(String) }
    : undefined;
}
