import { childrenNamed, type XNode } from '../../xml/tree.ts';
import type { Expr } from '../ast.ts';
import { narrow } from '../choice-index.ts';
import { type Compiled, compiledNodes, compiledNumber } from '../compiled.ts';
import type { XPathContext } from '../host.ts';
import { nodeText, words } from '../values.ts';
import { any, nodes, number, special, text } from './define.ts';
import { seedOf } from './digest.ts';
import type { Library, SpecialCall } from './spec.ts';

const NONE: readonly XNode[] = [];

/** Position of a node among the siblings that share its name: which repeat instance it is. */
function placeOf(c: XPathContext, node: XNode): number {
  const { parent } = node;
  if (parent === null) return 1;
  if (parent.live !== null) c.host.touchChildren(parent);
  return childrenNamed(parent, node.name).indexOf(node) + 1;
}

function compilePosition(call: SpecialCall): Compiled {
  const arg = call.expr.args[0];
  if (arg === undefined) return compiledNumber((c) => c.position);
  const path = call.compilePath(arg);
  return compiledNumber((c) => {
    const found = path.nodes(c);
    // `position(/data/person)` inside a person: of all of them, the one around the question is meant.
    const mine = found.length > 1 ? found.find((node) => contains(node, c.origin)) : undefined;
    const node = mine ?? found[0];
    return node === undefined ? Number.NaN : placeOf(c, node);
  });
}

function contains(outer: XNode, node: XNode): boolean {
  for (let at: XNode | null = node; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/**
 * `indexed-repeat(/data/r/x, /data/r, i, /data/r/s, j)` is `/data/r[i]/s[j]/x` with i and j taken where the
 * expression stands. Relative arguments mean the same nodes as their absolute spelling.
 */
function compileIndexedRepeat(call: SpecialCall): Compiled {
  const { args } = call.expr;
  const path = (arg: Expr): Compiled => call.compilePath(absolute(arg, call.env.contextPath));
  const target = path(args[0]!);
  const pairs: { repeat: Compiled; index: Compiled }[] = [];
  for (let at = 1; at + 1 < args.length; at += 2) {
    pairs.push({ repeat: path(args[at]!), index: call.compile(args[at + 1]!) });
  }
  return compiledNodes((c) => {
    let within: XNode | undefined;
    for (const { repeat, index } of pairs) {
      const outer = within;
      const instances = repeat.nodes(c).filter((node) => outer === undefined || contains(outer, node));
      within = instances[index.number(c) - 1];
      if (within === undefined) return NONE;
    }
    const scope = within;
    return scope === undefined ? NONE : target.nodes(c).filter((node) => contains(scope, node));
  });
}

function absolute(expr: Expr, contextPath: readonly string[] | undefined): Expr {
  if (contextPath === undefined || expr.type !== 'path' || expr.start !== 'context') return expr;
  const names = [...contextPath];
  for (const step of expr.steps) {
    if (step.predicates.length > 0) return expr;
    if (step.axis === 'parent' && step.test.kind === 'node') names.pop();
    else if (step.axis === 'child' && step.test.kind === 'name') names.push(step.test.name);
    else if (!(step.axis === 'self' && step.test.kind === 'node')) return expr;
  }
  return {
    type: 'path',
    start: 'root',
    predicates: [],
    steps: names.map((name) => ({ axis: 'child', test: { kind: 'name', name }, predicates: [] })),
  };
}

const MAX_INT32 = 2_147_483_647;

/** Park-Miller, seeded as JavaRosa seeds it, so that every client shuffles alike. */
function seededRandom(seed: bigint): () => number {
  let state = Number(seed % BigInt(MAX_INT32));
  if (state <= 0) state += MAX_INT32 - 1;
  return () => {
    state = (state * 16_807) % MAX_INT32;
    return (state - 1) / (MAX_INT32 - 1);
  };
}

/** Java's conversion of a double to a long, which is what a numeric seed goes through in the field. */
function toLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

/** Fisher-Yates, inside out (ODK XForms, `randomize`). */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const result: T[] = [];
  items.forEach((item, index) => {
    const at = Math.floor(random() * (index + 1));
    if (at !== index) result[index] = result[at]!;
    result[at] = item;
  });
  return result;
}

function seedFrom(c: XPathContext, seed: Compiled): bigint {
  const source = seed.text(c);
  if (source === '') return 0n;
  const value = seed.number(c);
  return Number.isNaN(value) && source !== 'NaN' ? seedOf(source) : toLong(value);
}

function pulldata(c: XPathContext, [list, wanted, key, value]: readonly Compiled[]): string {
  const document = c.host.instance(list?.text(c) ?? '');
  const root = document?.children[0];
  if (root === undefined || key === undefined || value === undefined) return '';
  const name = key.text(c);
  const items = childrenNamed(root, 'item');
  const sought = value.text(c);
  const found = narrow(items, [{ key: name, value, mode: 'equals' }], c) ?? items;
  const item = found.find((node) =>
    childrenNamed(node, name).some((each) => nodeText(c.host, each) === sought),
  );
  const answer = item === undefined ? undefined : childrenNamed(item, wanted?.text(c) ?? '')[0];
  return answer === undefined ? '' : nodeText(c.host, answer);
}

function nodeOf(c: XPathContext, value: Compiled | undefined): XNode | undefined {
  return value === undefined ? c.node : value.nodes(c)[0];
}

export const NODE_FUNCTIONS: Library = new Map([
  ['position', special([0, 1], compilePosition)],
  ['last', number(0, () => (c) => c.size)],
  ['count', number(1, (set) => (c) => set?.nodes(c).length ?? 0)],
  [
    'count-non-empty',
    number(1, (set) => (c) => set?.nodes(c).filter((node) => nodeText(c.host, node) !== '').length ?? 0),
  ],
  ['current', nodes(0, () => (c) => [c.origin])],
  [
    'instance',
    nodes([0, 1], (id) => (c) => {
      const document = c.host.instance(id?.text(c) ?? '');
      return document === undefined ? NONE : [document];
    }),
  ],
  ['indexed-repeat', special([3, 7], compileIndexedRepeat)],
  [
    'randomize',
    nodes([1, 2], (set, seed) => (c) => {
      return shuffle(
        set?.nodes(c) ?? NONE,
        seed === undefined ? c.host.random : seededRandom(seedFrom(c, seed)),
      );
    }),
  ],
  [
    'pulldata',
    text(
      4,
      (...args) =>
        (c) =>
          pulldata(c, args),
    ),
  ],
  ['name', text([0, 1], (value) => (c) => nodeOf(c, value)?.name ?? '')],
  ['local-name', text([0, 1], (value) => (c) => nodeOf(c, value)?.local ?? '')],
  ['namespace-uri', text([0, 1], (value) => (c) => nodeOf(c, value)?.uri ?? '')],
  [
    'id',
    nodes(1, (ids) => (c) => {
      const wanted = new Set(words(ids?.text(c) ?? ''));
      return wanted.size === 0 ? NONE : withId(c.host.document, wanted);
    }),
  ],
  ['lang', any(1, () => () => false)],
  ['property', text(1, (name) => (c) => c.host.property(name?.text(c) ?? ''))],
  ['version', text(0, () => (c) => c.host.version)],
  ['jr:itext', text(1, (id) => (c) => c.host.itext(id?.text(c) ?? ''))],
  ['itext', text(1, (id) => (c) => c.host.itext(id?.text(c) ?? ''))],
  [
    'jr:choice-name',
    text(2, (value, path) => (c) => {
      const chosen = value?.text(c) ?? '';
      return c.host.choiceName(chosen, path?.text(c) ?? '', c.origin) ?? chosen;
    }),
  ],
]);

function withId(node: XNode, wanted: ReadonlySet<string>): readonly XNode[] {
  const own = node.attributes?.some((each) => each.name === 'id' && wanted.has(each.text)) ? [node] : NONE;
  return [...own, ...node.children.flatMap((child) => withId(child, wanted))];
}
