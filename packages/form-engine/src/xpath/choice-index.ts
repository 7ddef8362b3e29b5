import { childrenNamed, staticText, type XNode } from '../xml/tree.ts';
import type { Expr } from './ast.ts';
import type { Compiled } from './compiled.ts';
import type { XPathContext } from './host.ts';
import { HIDDEN, isNodeSet, nodeText, textToNumber, words } from './values.ts';

/**
 * Hash indexes for predicates over choice lists, such as `item[country = current()/../country]`. A list that
 * belongs to no running form never changes, so its index is made once and outlives every session.
 */
export interface IndexedTest {
  /** Name of the child element (or `@attribute`) that is compared. */
  readonly key: string;
  /** The other side: independent of the node that the predicate is tried on. */
  readonly value: Compiled;
  /** `=`, or `selected(value, key)`. */
  readonly mode: 'equals' | 'selected';
}

interface ListIndex {
  readonly byText: Map<string, XNode[]>;
  byNumber: Map<number, XNode[]> | undefined;
}

/** Shorter lists are scanned as fast as they are looked up. */
const INDEX_FROM = 24;
const NONE: readonly XNode[] = [];
const indexes = new WeakMap<readonly XNode[], Map<string, ListIndex>>();

/** The parts of a predicate that an index can answer; empty when there are none. */
export function indexableTests(predicate: Expr, compile: (expr: Expr) => Compiled): readonly IndexedTest[] {
  const conjuncts = predicate.type === 'and' ? predicate.items : [predicate];
  // A position test among them would see other positions in the narrowed list.
  if (conjuncts.some((conjunct) => !isIndependent(conjunct, true))) return [];
  const tests: IndexedTest[] = [];
  for (const conjunct of conjuncts) {
    const test = indexableTest(conjunct, compile);
    if (test !== undefined) tests.push(test);
  }
  return tests;
}

function indexableTest(expr: Expr, compile: (expr: Expr) => Compiled): IndexedTest | undefined {
  if (expr.type === 'binary' && expr.op === '=') {
    return (
      testOf(expr.left, expr.right, 'equals', compile) ?? testOf(expr.right, expr.left, 'equals', compile)
    );
  }
  if (expr.type === 'call' && expr.name === 'selected') {
    const [list, key] = expr.args;
    if (list !== undefined && key !== undefined) return testOf(key, list, 'selected', compile);
  }
  return undefined;
}

function testOf(
  keySide: Expr,
  valueSide: Expr,
  mode: IndexedTest['mode'],
  compile: (expr: Expr) => Compiled,
): IndexedTest | undefined {
  const key = keyOf(keySide);
  if (key === undefined || !isIndependent(valueSide, false)) return undefined;
  return { key, value: compile(valueSide), mode };
}

function keyOf(expr: Expr): string | undefined {
  if (expr.type !== 'path' || expr.start !== 'context' || expr.steps.length !== 1) return undefined;
  const step = expr.steps[0];
  if (step === undefined || step.test.kind !== 'name' || step.predicates.length > 0) return undefined;
  if (step.axis === 'attribute') return `@${step.test.name}`;
  return step.axis === 'child' ? step.test.name : undefined;
}

const CONTEXT_CALLS = new Set(['position', 'last']);
const SELF_CALLS = new Set([
  'string',
  'number',
  'normalize-space',
  'string-length',
  'name',
  'local-name',
  'once',
]);
const VOLATILE_CALLS = new Set(['random', 'uuid', 'randomize']);

/** Whether a value is the same for every node of the list; with `pathsAllowed`, whether positions do not matter. */
function isIndependent(expr: Expr, pathsAllowed: boolean): boolean {
  switch (expr.type) {
    case 'number':
    case 'string':
      return true;
    case 'negate':
      return isIndependent(expr.operand, pathsAllowed);
    case 'binary':
      return isIndependent(expr.left, pathsAllowed) && isIndependent(expr.right, pathsAllowed);
    case 'and':
    case 'or':
    case 'union':
      return expr.items.every((item) => isIndependent(item, pathsAllowed));
    case 'call':
      return isIndependentCall(expr, pathsAllowed);
    case 'path':
      if (expr.start === 'context') return pathsAllowed;
      return expr.start === 'root' || isIndependent(expr.start, pathsAllowed);
  }
}

function isIndependentCall(expr: Expr & { type: 'call' }, pathsAllowed: boolean): boolean {
  if (VOLATILE_CALLS.has(expr.name)) return false;
  if (CONTEXT_CALLS.has(expr.name) && expr.args.length === 0) return false;
  if (!pathsAllowed && SELF_CALLS.has(expr.name) && expr.args.length === 0) return false;
  return expr.args.every((arg) => isIndependent(arg, pathsAllowed));
}

/**
 * The nodes of `list` that can pass, fewest first among the tests; undefined when no index applies (a short list,
 * a list of the running form, or a value that an index cannot look up).
 */
export function narrow(
  list: readonly XNode[],
  tests: readonly IndexedTest[],
  context: XPathContext,
): readonly XNode[] | undefined {
  const first = list[0];
  if (list.length < INDEX_FROM || first === undefined || first.live !== null) return undefined;
  let best: readonly XNode[] | undefined;
  for (const test of tests) {
    const found = lookUp(list, test, context);
    if (found !== undefined && (best === undefined || found.length < best.length)) best = found;
    if (best?.length === 0) break;
  }
  return best;
}

function lookUp(
  list: readonly XNode[],
  test: IndexedTest,
  context: XPathContext,
): readonly XNode[] | undefined {
  const { host } = context;
  if (test.mode === 'selected') {
    return gather(list, indexOf(list, test.key), words(test.value.text(context)));
  }
  const value = test.value.evaluate(context);
  if (typeof value === 'string') return indexOf(list, test.key).byText.get(value) ?? NONE;
  if (typeof value === 'number') {
    const index = indexOf(list, test.key);
    index.byNumber ??= numbersOf(list, index, (text) => textToNumber(host, text));
    return index.byNumber.get(value) ?? NONE;
  }
  if (!isNodeSet(value)) return undefined;
  if (value === HIDDEN) return indexOf(list, test.key).byText.get('') ?? NONE;
  const [only] = value;
  if (value.length === 1 && only !== undefined) {
    return indexOf(list, test.key).byText.get(nodeText(host, only)) ?? NONE;
  }
  return gather(
    list,
    indexOf(list, test.key),
    value.map((node) => nodeText(host, node)),
  );
}

function gather(list: readonly XNode[], index: ListIndex, texts: readonly string[]): readonly XNode[] {
  const wanted = new Set<XNode>();
  for (const text of new Set(texts)) for (const node of index.byText.get(text) ?? NONE) wanted.add(node);
  return wanted.size === 0 ? NONE : list.filter((node) => wanted.has(node));
}

function indexOf(list: readonly XNode[], key: string): ListIndex {
  let byKey = indexes.get(list);
  if (byKey === undefined) {
    byKey = new Map();
    indexes.set(list, byKey);
  }
  let index = byKey.get(key);
  if (index === undefined) {
    index = { byText: textsOf(list, key), byNumber: undefined };
    byKey.set(key, index);
  }
  return index;
}

function textsOf(list: readonly XNode[], key: string): Map<string, XNode[]> {
  const byText = new Map<string, XNode[]>();
  const attribute = key.startsWith('@') ? key.slice(1) : undefined;
  for (const node of list) {
    const values =
      attribute === undefined
        ? childrenNamed(node, key)
        : (node.attributes?.filter(({ name }) => name === attribute) ?? NONE);
    for (const value of values) {
      const text = staticText(value);
      const bucket = byText.get(text);
      if (bucket === undefined) byText.set(text, [node]);
      else if (bucket[bucket.length - 1] !== node) bucket.push(node);
    }
  }
  return byText;
}

function numbersOf(
  list: readonly XNode[],
  index: ListIndex,
  toNumber: (text: string) => number,
): Map<number, XNode[]> {
  const byNumber = new Map<number, XNode[]>();
  const spelledTwice = new Set<number>();
  for (const [text, nodes] of index.byText) {
    const number = toNumber(text);
    const bucket = byNumber.get(number);
    if (Number.isNaN(number)) continue;
    if (bucket === undefined) byNumber.set(number, [...nodes]);
    else {
      bucket.push(...nodes);
      spelledTwice.add(number);
    }
  }
  // Several spellings of one number ('1', '1.0') interleave: back to the order of the list.
  for (const number of spelledTwice) {
    const wanted = new Set(byNumber.get(number));
    byNumber.set(
      number,
      list.filter((node) => wanted.has(node)),
    );
  }
  return byNumber;
}
