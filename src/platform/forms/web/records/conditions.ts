import { type AnswerCondition, answerFilter } from '../../contract/record.ts';
import type { AnswerKind, OutlineNode } from '../../contract/shapes.ts';

/** What can be asked of an answer. */
export type Operator = 'is' | 'has' | 'between' | 'empty' | 'answered';

const operators: Record<AnswerKind, readonly Operator[]> = {
  text: ['is', 'answered', 'empty'],
  integer: ['between', 'is', 'answered', 'empty'],
  decimal: ['between', 'is', 'answered', 'empty'],
  date: ['between', 'answered', 'empty'],
  dateTime: ['between', 'answered', 'empty'],
  time: ['is', 'answered', 'empty'],
  select_one: ['is', 'answered', 'empty'],
  select_multiple: ['is', 'has', 'answered', 'empty'],
  rank: ['answered', 'empty'],
  geopoint: ['answered', 'empty'],
  geotrace: ['answered', 'empty'],
  geoshape: ['answered', 'empty'],
  file: ['answered', 'empty'],
  note: [],
};

/** The operators of a question, the likeliest first. */
export const operatorsOf = (node: Pick<OutlineNode, 'kind'>): readonly Operator[] =>
  node.kind ? operators[node.kind] : [];

/** Questions that a list can be narrowed by: those outside repeats that hold an answer. */
export const isFilterable = (node: OutlineNode): boolean =>
  node.node === 'question' && node.repeat === null && operatorsOf(node).length > 0;

/** Reads the conditions that stand in the address; what is damaged or foreign counts as none. */
export function readConditions(text: string | undefined): AnswerCondition[] {
  if (!text) return [];
  try {
    const read = answerFilter.safeParse(JSON.parse(text));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

/** Conditions as the address and the server take them; undefined for none. */
export const writeConditions = (conditions: readonly AnswerCondition[]): string | undefined =>
  conditions.length > 0 ? JSON.stringify(conditions) : undefined;

/** What stands in the fields of the filter control. */
export interface Draft {
  path: string;
  op: Operator;
  values: readonly string[];
  from: string;
  to: string;
}

const numeric = (kind: AnswerKind | null): boolean => kind === 'integer' || kind === 'decimal';

/** The condition that the fields say; undefined while something is missing or not a number. */
export function conditionOf(draft: Draft, kind: AnswerKind | null): AnswerCondition | undefined {
  const { path, op } = draft;
  switch (op) {
    case 'empty':
    case 'answered':
      return { path, op };
    case 'is':
    case 'has': {
      const values = draft.values.map((value) => value.trim()).filter(Boolean);
      if (values.length === 0 || (numeric(kind) && values.some((value) => Number.isNaN(Number(value)))))
        return undefined;
      return { path, op, values };
    }
    case 'between': {
      const end = (text: string) => (numeric(kind) ? Number(text) : text);
      const ends = {
        ...(draft.from.trim() ? { from: end(draft.from.trim()) } : {}),
        ...(draft.to.trim() ? { to: end(draft.to.trim()) } : {}),
      };
      const values = Object.values(ends);
      return values.length === 0 || values.some(Number.isNaN) ? undefined : { path, op, ...ends };
    }
  }
}
