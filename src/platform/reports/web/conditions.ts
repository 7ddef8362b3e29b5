import type { ColumnInfo } from '../contract/data.ts';
import { type Filter, filter } from '../contract/filter.ts';

/** One condition of a screen; all of them must hold. */
export type Condition = Exclude<Filter, { of: unknown }>;
export type Operator =
  | 'in'
  | 'has'
  | 'eq'
  | 'ne'
  | 'contains'
  | 'startsWith'
  | 'ge'
  | 'le'
  | 'gt'
  | 'lt'
  | 'empty'
  | 'filled';

const OPERATORS: Partial<Record<ColumnInfo['kind'], readonly Operator[]>> = {
  text: ['contains', 'startsWith', 'eq', 'ne', 'empty', 'filled'],
  integer: ['ge', 'le', 'eq', 'ne', 'gt', 'lt', 'empty', 'filled'],
  decimal: ['ge', 'le', 'gt', 'lt', 'empty', 'filled'],
  date: ['ge', 'le', 'eq', 'empty', 'filled'],
  datetime: ['ge', 'le', 'eq', 'empty', 'filled'],
  boolean: ['eq', 'empty', 'filled'],
  choice: ['in', 'empty', 'filled'],
  choices: ['has', 'empty', 'filled'],
  uuid: ['eq'],
};

/** What may be asked of a column; nothing of one that is masked. */
export const operatorsOf = (column: ColumnInfo): readonly Operator[] =>
  column.access === 'seen' || column.access === 'partly' ? (OPERATORS[column.kind] ?? []) : [];

export interface Draft {
  column: string;
  op: Operator;
  values: string[];
}

/** The condition of a draft; undefined while something is missing. Texts are looked for whatever their case. */
export function conditionOf({ column, op, values }: Draft, kind: ColumnInfo['kind']): Condition | undefined {
  if (op === 'empty' || op === 'filled') return { op: op === 'empty' ? 'eq' : 'ne', column, value: null };
  const given = values.map((value) => value.trim()).filter(Boolean);
  const [first] = given;
  if (first === undefined) return undefined;
  if (op === 'in') return { op, column, values: given };
  if (op === 'contains' || op === 'startsWith')
    return { op, column, part: 'lower', value: first.toLowerCase() };
  if (op === 'has') return { op, column, value: first };
  if (kind === 'integer' || kind === 'decimal') {
    const number = Number(first.replace(',', '.'));
    return Number.isFinite(number) ? { op, column, value: number } : undefined;
  }
  return kind === 'datetime' ? { op, column, part: 'date', value: first } : { op, column, value: first };
}

/** Reads the conditions that stand in the address; undefined when they are damaged. */
export function readConditions(text: string | undefined): Condition[] | undefined {
  if (!text) return [];
  try {
    const read = filter.safeParse(JSON.parse(text));
    if (!read.success || read.data.op !== 'and') return undefined;
    const parts = read.data.of.filter((one): one is Condition => !('of' in one));
    return parts.length === read.data.of.length ? parts : undefined;
  } catch {
    return undefined;
  }
}

export const writeConditions = (conditions: readonly Condition[]): string | undefined =>
  conditions.length > 0 ? JSON.stringify({ op: 'and', of: conditions }) : undefined;
