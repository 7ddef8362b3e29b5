import type { AnswerCondition } from '../contract/record.ts';
import type { Outline, OutlineNode } from '../contract/shapes.ts';
import { isCertain } from './index-answers.ts';
import type { Answers, AnswerValue } from './read-answers.ts';
import { answeredToken, dateRange, emptyToken, numberRange, questionSeed, valueToken } from './tokens.ts';

/** Tokens by which the index finds candidates, and the test that an answer must pass besides. */
export interface TokenSearch {
  /** Of each group at least one token stands in the record. */
  any: number[][];
  /** All of these stand in it. */
  all: number[];
  /** None of these stands in it. */
  none: number[];
}

/** A condition that cannot be asked, with the sentence that says why. */
export class UnusableCondition extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Tokens of the versions that do not ask a question, and of those that ask it of everybody. */
type VersionTokens = ReadonlyMap<string, { without: readonly number[]; certain: readonly number[] }>;

/** @throws UnusableCondition when a question is unknown, stands in a repeat or cannot be asked this way. */
export function searchOf(
  formId: string,
  outline: Outline,
  conditions: readonly AnswerCondition[],
  versions: VersionTokens = new Map(),
): TokenSearch {
  const out: TokenSearch = { any: [], all: [], none: [] };
  for (const condition of conditions) {
    const node = outline.nodes.find((n) => n.path === condition.path && n.node === 'question');
    if (!node) throw new UnusableCondition(condition.path, 'This form has no such question.');
    if (node.repeat !== null) {
      throw new UnusableCondition(
        condition.path,
        'A question inside a repeat has many answers; filter its export instead.',
      );
    }
    const question = questionSeed(formId, condition.path);
    const { without = [], certain = [] } = versions.get(condition.path) ?? {};
    if (condition.op === 'empty' && without.length > 0) out.any.push([emptyToken(question), ...without]);
    else if (condition.op === 'answered' && certain.length > 0 && !isCertain(node))
      out.any.push([answeredToken(question), ...certain]);
    else addCondition(out, question, node, condition);
  }
  return out;
}

function addCondition(
  out: TokenSearch,
  question: number,
  node: OutlineNode,
  condition: AnswerCondition,
): void {
  switch (condition.op) {
    case 'empty':
      out.all.push(emptyToken(question));
      return;
    case 'answered':
      if (isCertain(node)) out.none.push(emptyToken(question));
      else out.all.push(answeredToken(question));
      return;
    case 'has':
      out.all.push(...condition.values.map((value) => valueToken(question, value)));
      return;
    case 'between':
      out.any.push([...rangeTokens(question, node, condition)]);
      return;
    case 'is': {
      const tokens = condition.values.flatMap((value) => equalityTokens(question, node, value));
      if (tokens.length === 1) out.all.push(tokens[0]!);
      else out.any.push(tokens);
    }
  }
}

function equalityTokens(question: number, node: OutlineNode, value: string): number[] {
  if (node.kind === 'integer' || node.kind === 'decimal') {
    const number = Number(value);
    // A number that could not be read is kept, and found, as text.
    return Number.isFinite(number) && value.trim() !== ''
      ? [...numberRange(question, number, number)]
      : [valueToken(question, value)];
  }
  if (node.kind === 'date' || node.kind === 'dateTime')
    return [...(dateRange(question, value, value) ?? [])].slice(0, 1);
  if (node.kind === 'geopoint' || node.kind === 'geotrace' || node.kind === 'geoshape') {
    throw new UnusableCondition(node.path, 'Places are chosen on the map.');
  }
  return [valueToken(question, value.trim())];
}

function rangeTokens(
  question: number,
  node: OutlineNode,
  { from, to }: { from?: number | string | undefined; to?: number | string | undefined },
): Set<number> {
  if (node.kind === 'integer' || node.kind === 'decimal') {
    const [low, high] = [from, to].map((end) => (end === undefined || end === '' ? undefined : Number(end)));
    if (Number.isNaN(low) || Number.isNaN(high)) {
      throw new UnusableCondition(node.path, 'A range of numbers needs numbers at its ends.');
    }
    return numberRange(question, low, high);
  }
  if (node.kind === 'date' || node.kind === 'dateTime') {
    const ends = [from, to].map((end) => (end === undefined || end === '' ? undefined : String(end)));
    const tokens = dateRange(question, ends[0], ends[1]);
    if (!tokens) throw new UnusableCondition(node.path, 'A range of dates needs dates like 2026-11-21.');
    return tokens;
  }
  throw new UnusableCondition(node.path, 'Only numbers and dates have ranges.');
}

/** The truth about one record; tokens only propose. */
export function matches(data: Answers, conditions: readonly AnswerCondition[]): boolean {
  return conditions.every((condition) => holds(data[condition.path], condition));
}

function holds(value: AnswerValue | undefined, condition: AnswerCondition): boolean {
  switch (condition.op) {
    case 'empty':
      return value === undefined;
    case 'answered':
      return value !== undefined;
    case 'is':
      return condition.values.some((wanted) => equals(value, wanted));
    case 'has':
      return (
        Array.isArray(value) && condition.values.every((wanted) => (value as unknown[]).includes(wanted))
      );
    case 'between':
      return within(value, condition.from, condition.to);
  }
}

function equals(value: AnswerValue | undefined, wanted: string): boolean {
  if (typeof value === 'number') return value === Number(wanted);
  if (typeof value === 'string') {
    const text = value.trim();
    // A day finds the date-times that lie in it.
    return text === wanted.trim() || (/^\d{4}-\d\d-\d\d$/.test(wanted) && text.startsWith(`${wanted}T`));
  }
  return Array.isArray(value) && (value as unknown[]).includes(wanted);
}

function within(value: AnswerValue | undefined, from?: number | string, to?: number | string): boolean {
  if (typeof value === 'number') {
    const [low, high] = [from, to].map((end) => (end === undefined || end === '' ? undefined : Number(end)));
    return (low === undefined || value >= low) && (high === undefined || value <= high);
  }
  if (typeof value !== 'string') return false;
  const day = value.slice(0, 10);
  return (!from || day >= String(from).slice(0, 10)) && (!to || day <= String(to).slice(0, 10));
}
