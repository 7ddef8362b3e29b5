import { FormEngineError } from '../errors.ts';
import type { Axis, BinaryOperator, Expr, NodeTest, PathExpr, Step } from './ast.ts';
import { type Token, tokenize } from './lexer.ts';

const AXES: ReadonlySet<string> = new Set<Axis>([
  'ancestor',
  'ancestor-or-self',
  'attribute',
  'child',
  'descendant',
  'descendant-or-self',
  'following',
  'following-sibling',
  'namespace',
  'parent',
  'preceding',
  'preceding-sibling',
  'self',
]);
const NODE_TYPES: ReadonlySet<string> = new Set(['node', 'text', 'comment', 'processing-instruction']);
/** Binding power of binary operators, loosest first (XPath 1.0, section 3.5). */
const POWER: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['=', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['div', 6],
  ['mod', 6],
]);
const UNARY_POWER = 7;
const MAX_DEPTH = 400;
/** Left-leaning chains (`a + b + c ...`) nest when compiled; this keeps them off the end of the stack. */
const MAX_CHAIN = 2000;

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  chain: number;
}

const DESCENDANTS: Step = { axis: 'descendant-or-self', test: { kind: 'node' }, predicates: [] };

/**
 * Parses an XPath 1.0 expression. Variables are refused: XForms has none.
 *
 * @throws FormEngineError `xpath.syntax` or `xpath.too-complex`, with the offset of the offending token.
 */
export function parseXPath(source: string): Expr {
  const cursor: Cursor = { tokens: tokenize(source), at: 0, depth: 0, chain: 0 };
  const expr = parseBinary(cursor, 0);
  const rest = peek(cursor);
  if (rest.type !== 'end') throw unexpected(rest);
  return expr;
}

function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[Math.min(cursor.at + ahead, cursor.tokens.length - 1)]!;
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

function accept(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  if ((token.type !== 'symbol' && token.type !== 'operator') || token.text !== text) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, text: string): void {
  if (!accept(cursor, text)) throw unexpected(peek(cursor), text);
}

function unexpected(token: Token, wanted?: string): FormEngineError {
  const found = token.type === 'end' ? 'the end' : `“${token.text.slice(0, 40)}”`;
  const hint = wanted === undefined ? '' : `, “${wanted}” was expected`;
  return new FormEngineError(
    'xpath.syntax',
    `Unexpected ${found} at ${token.offset + 1} in the expression${hint}.`,
    token.offset,
  );
}

function parseBinary(cursor: Cursor, power: number): Expr {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) {
    throw new FormEngineError(
      'xpath.too-complex',
      'The expression is nested too deeply.',
      peek(cursor).offset,
    );
  }
  let left = parseUnary(cursor);
  for (;;) {
    const token = peek(cursor);
    const binding = token.type === 'operator' ? POWER.get(token.text) : undefined;
    if (binding === undefined || binding <= power) break;
    cursor.at += 1;
    left = join(cursor, token, left, parseBinary(cursor, binding));
  }
  cursor.depth -= 1;
  return left;
}

function join(cursor: Cursor, operator: Token, left: Expr, right: Expr): Expr {
  const op = operator.text;
  if (op === 'and' || op === 'or') {
    if (left.type === op) {
      // A fresh list per parse: nothing else holds it yet.
      (left.items as Expr[]).push(right);
      return left;
    }
    return { type: op, items: [left, right] };
  }
  cursor.chain += 1;
  if (cursor.chain > MAX_CHAIN) {
    throw new FormEngineError('xpath.too-complex', 'The expression has too many operators.', operator.offset);
  }
  return { type: 'binary', op: op as BinaryOperator, left, right };
}

function parseUnary(cursor: Cursor): Expr {
  let negations = 0;
  while (accept(cursor, '-')) negations += 1;
  if (negations === 0) return parseUnion(cursor);
  const operand = parseBinary(cursor, UNARY_POWER);
  const once: Expr = { type: 'negate', operand };
  return negations % 2 === 1 ? once : { type: 'negate', operand: once };
}

function parseUnion(cursor: Cursor): Expr {
  const first = parsePath(cursor);
  if (!accept(cursor, '|')) return first;
  const items = [first, parsePath(cursor)];
  while (accept(cursor, '|')) items.push(parsePath(cursor));
  return { type: 'union', items };
}

function parsePath(cursor: Cursor): Expr {
  const token = peek(cursor);
  if (accept(cursor, '/')) {
    const steps = startsStep(cursor) ? parseSteps(cursor) : [];
    return { type: 'path', start: 'root', predicates: [], steps };
  }
  if (accept(cursor, '//')) {
    return { type: 'path', start: 'root', predicates: [], steps: [DESCENDANTS, ...parseSteps(cursor)] };
  }
  if (startsStep(cursor)) {
    return { type: 'path', start: 'context', predicates: [], steps: parseSteps(cursor) };
  }
  const primary = parsePrimary(cursor, token);
  const predicates = parsePredicates(cursor);
  const steps: Step[] = [];
  if (accept(cursor, '/')) steps.push(...parseSteps(cursor));
  else if (accept(cursor, '//')) steps.push(DESCENDANTS, ...parseSteps(cursor));
  if (predicates.length === 0 && steps.length === 0) return primary;
  return { type: 'path', start: primary, predicates, steps } satisfies PathExpr;
}

/** A name begins a step unless it is a function call; node types look like calls but are steps. */
function startsStep(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.type === 'name') {
    const next = peek(cursor, 1);
    return !(next.type === 'symbol' && next.text === '(') || NODE_TYPES.has(token.text);
  }
  return token.type === 'symbol' && ['.', '..', '@', '*'].includes(token.text);
}

function parseSteps(cursor: Cursor): Step[] {
  const steps = [parseStep(cursor)];
  for (;;) {
    if (accept(cursor, '/')) steps.push(parseStep(cursor));
    else if (accept(cursor, '//')) steps.push(DESCENDANTS, parseStep(cursor));
    else return steps;
  }
}

function parseStep(cursor: Cursor): Step {
  // `..[x]` and `.[x]` are not XPath 1.0, but every form client takes them.
  if (accept(cursor, '..')) {
    return { axis: 'parent', test: { kind: 'node' }, predicates: parsePredicates(cursor) };
  }
  if (accept(cursor, '.')) {
    return { axis: 'self', test: { kind: 'node' }, predicates: parsePredicates(cursor) };
  }
  const axis = parseAxis(cursor);
  const test = parseNodeTest(cursor);
  return { axis, test, predicates: parsePredicates(cursor) };
}

function parseAxis(cursor: Cursor): Axis {
  if (accept(cursor, '@')) return 'attribute';
  const next = peek(cursor, 1);
  if (next.type !== 'symbol' || next.text !== '::') return 'child';
  const token = take(cursor);
  if (!AXES.has(token.text)) throw unexpected(token, 'an axis');
  cursor.at += 1;
  return token.text as Axis;
}

function parseNodeTest(cursor: Cursor): NodeTest {
  const token = take(cursor);
  if (token.type === 'symbol' && token.text === '*') return { kind: 'any' };
  if (token.type !== 'name') throw unexpected(token, 'a name');
  if (NODE_TYPES.has(token.text) && accept(cursor, '(')) {
    if (token.text === 'processing-instruction' && peek(cursor).type === 'literal') cursor.at += 1;
    expect(cursor, ')');
    if (token.text === 'node') return { kind: 'node' };
    return token.text === 'text' ? { kind: 'text' } : { kind: 'none' };
  }
  if (token.text.endsWith(':*')) return { kind: 'prefix', prefix: token.text.slice(0, -2) };
  return { kind: 'name', name: token.text };
}

function parsePredicates(cursor: Cursor): Expr[] {
  const predicates: Expr[] = [];
  while (accept(cursor, '[')) {
    predicates.push(parseBinary(cursor, 0));
    expect(cursor, ']');
  }
  return predicates;
}

function parsePrimary(cursor: Cursor, token: Token): Expr {
  if (token.type === 'number') {
    cursor.at += 1;
    return { type: 'number', value: Number(token.text) };
  }
  if (token.type === 'literal') {
    cursor.at += 1;
    return { type: 'string', value: token.text.slice(1, -1) };
  }
  if (accept(cursor, '(')) {
    const inner = parseBinary(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  if (token.type !== 'name') throw unexpected(token);
  cursor.at += 1;
  expect(cursor, '(');
  const args: Expr[] = [];
  if (!accept(cursor, ')')) {
    do args.push(parseBinary(cursor, 0));
    while (accept(cursor, ','));
    expect(cursor, ')');
  }
  return { type: 'call', name: token.text, args, offset: token.offset };
}
