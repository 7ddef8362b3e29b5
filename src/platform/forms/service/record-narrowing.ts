import type { Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Filter } from '#platform/reports/contract/filter.ts';
import type { Narrowing } from '#platform/reports/data-set.ts';
import type { AnswerCondition, RecordFilter } from '../contract/record.ts';
import { reviewState } from '../contract/shapes.ts';
import * as store from '../store/record.ts';
import type { AnswerColumn } from './record-columns.ts';
import { prepareSearch } from './search.ts';

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
 * The index of answers as a help for a filter: it gives records that may fit, never fewer than fit. Undefined when no part
 * of the filter is of its kind.
 */
export async function narrowRecords(
  tx: Tx,
  formId: string,
  answers: readonly AnswerColumn[],
  filter: Filter,
): Promise<Narrowing | undefined> {
  const asked: RecordFilter = {};
  const conditions: AnswerCondition[] = [];
  for (const leaf of joined(filter)) {
    if (leaf.op === 'box') asked.bbox ??= leaf.box.join(',');
    else if (leaf.column === 'review_state') addReviewState(asked, leaf);
    else {
      const known = answers.find((a) => a.column.name === leaf.column);
      const condition = known && !('part' in leaf && leaf.part) && conditionOf(leaf, known);
      if (condition && conditions.length < MOST_CONDITIONS) conditions.push(condition);
    }
  }
  if (conditions.length > 0) asked.filter = JSON.stringify(conditions);
  if (Object.keys(asked).length === 0) return undefined;
  const prepared = await prepareSearch(tx, formId, asked).catch((error: unknown) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });
  if (!prepared) return undefined;
  if (prepared.nothing) return { whole: { sql: 'false', values: [] } };
  return {
    whole: {
      sql: 't.id in (select x.id from forms.find_records($1, $2::jsonb, false, true, $3) x)',
      values: [formId, JSON.stringify(prepared.search), EVERYTHING],
    },
    batch(order, after, most) {
      if (order.column !== 'received_at' && order.column !== 'updated_at') return undefined;
      const search = { ...prepared.search, ...(after ? { after: [...after] as [string, string] } : {}) };
      const by = { byChange: order.column === 'updated_at', descending: order.descending, limit: most };
      return store.findRecords(tx, formId, search, by).then((found) => {
        const last = found.at(-1);
        return {
          ids: found.map((row) => row.id),
          last: found.length === most && last ? [last.sort_at, last.id] : undefined,
        };
      });
    },
  };
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
