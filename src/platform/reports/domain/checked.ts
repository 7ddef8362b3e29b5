import type { ColumnPart, Filter, FilterValue } from '../contract/filter.ts';
import { comparedKind, typedValue, type ValueKind } from './values.ts';

/** What the caller may do with a column of a set: masked and sealed ones are neither shown nor asked about. */
export interface KnownColumn {
  readonly name: string;
  readonly kind: string;
  readonly access: 'seen' | 'partly' | 'masked' | 'sealed';
  readonly required?: true;
}

/** A question that cannot be asked of a set: `code` is a problem code of reports. */
export class Unusable extends Error {
  readonly code:
    | 'reports.column_unknown'
    | 'reports.column_masked'
    | 'reports.filter_unusable'
    | 'reports.query_unreadable'
    | 'reports.query_unsupported';
  readonly column: string;
  constructor(code: Unusable['code'], column: string, message: string) {
    super(message);
    this.name = 'Unusable';
    this.code = code;
    this.column = column;
  }
}

type Value = string | number | boolean | null;

/** A filter whose values have the kind of their column. */
export type Checked =
  | {
      op: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      column: string;
      part?: ColumnPart | undefined;
      kind: ValueKind;
      value: Value;
    }
  | { op: 'in'; column: string; part?: ColumnPart | undefined; kind: ValueKind; values: Value[] }
  | {
      op: 'contains' | 'startsWith' | 'endsWith';
      column: string;
      part?: ColumnPart | undefined;
      value: string;
    }
  | { op: 'has'; column: string; value: string }
  | { op: 'filled'; column: string; filled: boolean }
  | { op: 'box'; column: string; box: readonly number[] }
  | { op: 'and'; of: Checked[] }
  | { op: 'or'; of: Checked[] }
  | { op: 'not'; of: Checked };

const DEEPEST = 20;
const MOST_PARTS = 300;

/**
 * The column that a question names. To filter, sort, group or count by what one may not see would show it all the same.
 * @throws Unusable when there is none, or it is masked or sealed
 */
export function askable<C extends KnownColumn>(columns: readonly C[], name: string): C {
  const column = columns.find((c) => c.name === name);
  if (!column) throw new Unusable('reports.column_unknown', name, `There is no column ${name}.`);
  if (column.access === 'masked' || column.access === 'sealed')
    throw new Unusable(
      'reports.column_masked',
      name,
      `The column ${name} is masked for you: it can be neither filtered, sorted, grouped nor counted by.`,
    );
  return column;
}

/** @throws Unusable with the column and what is wrong */
export function checkFilter(filter: Filter, columns: readonly KnownColumn[]): Checked {
  let parts = 0;
  const check = (one: Filter, depth: number): Checked => {
    if (depth > DEEPEST || ++parts > MOST_PARTS)
      throw new Unusable('reports.filter_unusable', '', 'The filter has too many parts.');
    if (one.op === 'and' || one.op === 'or')
      return { op: one.op, of: one.of.map((p) => check(p, depth + 1)) };
    if (one.op === 'not') return { op: 'not', of: check(one.of, depth + 1) };
    return checkOne(one, askable(columns, one.column));
  };
  return check(filter, 0);
}

type Leaf = Exclude<Filter, { of: unknown }>;

function checkOne(one: Leaf, column: KnownColumn): Checked {
  const wrong = (message: string) => new Unusable('reports.filter_unusable', column.name, message);
  if (one.op === 'box') {
    if (column.kind !== 'point' && column.kind !== 'geometry') throw wrong(`${column.name} is no place.`);
    const [west = 0, south = 0, east = 0, north = 0] = one.box;
    if (
      south > north ||
      [west, east].some((d) => Math.abs(d) > 180) ||
      [south, north].some((d) => Math.abs(d) > 90)
    )
      throw wrong('A box is west, south, east, north in degrees.');
    return { op: 'box', column: one.column, box: one.box };
  }
  if (one.op === 'has') {
    if (column.kind !== 'choices') throw wrong(`${column.name} has no several choices.`);
    return { op: 'has', column: one.column, value: one.value };
  }
  if ((one.op === 'eq' || one.op === 'ne') && one.value === null)
    return { op: 'filled', column: one.column, filled: one.op === 'ne' };
  const kind = comparedKind(column.kind, one.part);
  if (!kind) throw wrong(`${column.name} cannot be compared in this way.`);
  const as = (value: FilterValue): Value => {
    const typed = typedValue(value, kind);
    if (typed === undefined) throw wrong(`${column.name} needs a value of the kind ${kind}.`);
    return typed;
  };
  const base = { column: one.column, ...(one.part ? { part: one.part } : {}) };
  if (one.op === 'in') return { op: 'in', ...base, kind, values: one.values.map(as) };
  if (one.op === 'contains' || one.op === 'startsWith' || one.op === 'endsWith') {
    if (kind !== 'text') throw wrong(`${column.name} is no text.`);
    return { op: one.op, ...base, value: one.value.replaceAll('\u0000', '') };
  }
  return { op: one.op, ...base, kind, value: as(one.value) };
}
