import { compareDocumentOrder, type XNode } from '../xml/tree.ts';
import { type Expr, type PathExpr, plainAbsolutePath, type Step } from './ast.ts';
import { OVERLAPS, REVERSE, walkStep } from './axes.ts';
import { type IndexedTest, indexableTests, narrow } from './choice-index.ts';
import { type Compiled, type CompileEnv, compiledNodes } from './compiled.ts';
import type { XPathContext, XPathHost } from './host.ts';
import { HIDDEN, toBoolean } from './values.ts';

type NodesOf = (context: XPathContext) => readonly XNode[];
type CompileExpr = (expr: Expr, env: CompileEnv) => Compiled;

interface Filter {
  readonly test: Compiled;
  /** A constant position, `[1]`. */
  readonly constant: number | undefined;
  readonly indexed: readonly IndexedTest[];
}

const NONE: readonly XNode[] = [];

/**
 * @param unbound leave absolute paths free even inside a repeat, as `indexed-repeat` and `position` need them.
 */
export function compilePath(
  expr: PathExpr,
  env: CompileEnv,
  compile: CompileExpr,
  unbound = false,
): Compiled {
  const steps = expr.steps.map((step) => compileStep(step, env, compile));
  if (expr.start === 'root') {
    const names = plainAbsolutePath(expr);
    if (names !== undefined && !env.crossesRepeat(names)) {
      return compiledNodes(staticPath(names, steps, env.reserveSlot()));
    }
    const bindable = unbound ? 0 : bindableSteps(expr.steps);
    return compiledNodes((c) => included(c.host, fromRoot(c, expr.steps, steps, bindable)));
  }
  if (expr.start === 'context') {
    const [first, second] = steps;
    if (first !== undefined && second === undefined)
      return compiledNodes((c) => included(c.host, first(c, c.node)));
    return compiledNodes((c) => included(c.host, follow(c, [c.node], steps, 0)));
  }
  const start = compile(expr.start, env);
  const filters = expr.predicates.map((predicate) => compileFilter(predicate, env, compile));
  return compiledNodes((c) => {
    const from = filterAll(c, start.nodes(c), filters);
    return included(c.host, follow(c, from, steps, 0));
  });
}

type StepOf = ((context: XPathContext, node: XNode) => readonly XNode[]) & { readonly overlaps?: boolean };

function compileStep(step: Step, env: CompileEnv, compile: CompileExpr): StepOf {
  const walk = walkStep(step);
  const reverse = REVERSE.has(step.axis);
  const overlaps = OVERLAPS.has(step.axis);
  const filters = step.predicates.map((predicate) => compileFilter(predicate, env, compile));
  const plain: StepOf = (context, node) => walk(context.host, node);
  const filtered: StepOf = (context, node) => filterAll(context, walk(context.host, node), filters);
  const forward = filters.length === 0 ? plain : filtered;
  const of: StepOf = reverse ? (context, node) => [...forward(context, node)].reverse() : forward;
  return Object.assign(of, { overlaps });
}

function follow(
  context: XPathContext,
  from: readonly XNode[],
  steps: readonly StepOf[],
  at: number,
): readonly XNode[] {
  let set = from;
  for (let index = at; index < steps.length && set.length > 0; index++) {
    const step = steps[index];
    if (step !== undefined) set = stepAll(context, set, step);
  }
  return set;
}

function stepAll(context: XPathContext, set: readonly XNode[], step: StepOf): readonly XNode[] {
  const [only] = set;
  if (set.length === 1 && only !== undefined) return step(context, only);
  const found: XNode[] = [];
  for (const node of set) for (const next of step(context, node)) found.push(next);
  if (step.overlaps !== true) return found;
  const distinct = [...new Set(found)];
  return distinct.sort(compareDocumentOrder);
}

/** A path that crosses no repeat leads to the same nodes for as long as the session lives. */
function staticPath(names: readonly string[], steps: readonly StepOf[], slot: number): NodesOf {
  return (context) => {
    const { host } = context;
    let nodes = host.staticPaths[slot];
    if (nodes === undefined) {
      nodes = names.length === 0 ? [host.document] : follow(context, [host.document], steps, 0);
      host.staticPaths[slot] = nodes;
    }
    return included(host, nodes);
  };
}

/**
 * How many leading steps may be tied to the repeat instance around the origin: `/data/person/age` seen from
 * `/data/person[2]/name` means the age of that person (ODK XForms, a deviation from XPath). The last step stays
 * free, so that `count(/data/person)` inside a person still counts all.
 */
function bindableSteps(steps: readonly Step[]): number {
  let count = 0;
  for (const step of steps) {
    if (step.axis !== 'child' || step.test.kind !== 'name' || step.predicates.length > 0) break;
    count += 1;
  }
  return Math.min(count, steps.length - 1);
}

function fromRoot(
  context: XPathContext,
  source: readonly Step[],
  steps: readonly StepOf[],
  bindable: number,
): readonly XNode[] {
  const { document } = context.host;
  let node = document;
  let at = 0;
  if (bindable > 0) {
    const chain = ancestryWithin(context.origin, document);
    while (at < bindable) {
      const anchor = chain[chain.length - 1 - at];
      const test = source[at]?.test;
      if (anchor === undefined || test?.kind !== 'name' || anchor.name !== test.name) break;
      node = anchor;
      at += 1;
    }
  }
  return follow(context, [node], steps, at);
}

/** The node and its ancestors below the document, innermost first; empty for nodes of other instances. */
function ancestryWithin(origin: XNode, document: XNode): readonly XNode[] {
  const chain: XNode[] = [];
  let at: XNode | null = origin;
  while (at !== null && at !== document) {
    chain.push(at);
    at = at.parent;
  }
  return at === document ? chain : NONE;
}

function included(host: XPathHost, set: readonly XNode[]): readonly XNode[] {
  for (const node of set) {
    if (node.live !== null && !host.included(node)) {
      const shown = set.filter((each) => each.live === null || host.included(each));
      return shown.length === 0 ? HIDDEN : shown;
    }
  }
  return set;
}

function compileFilter(predicate: Expr, env: CompileEnv, compile: CompileExpr): Filter {
  // Relative paths in a predicate start at the filtered node, of which nothing is known.
  const inner: CompileEnv = env;
  return {
    test: compile(predicate, inner),
    constant: predicate.type === 'number' ? predicate.value : undefined,
    indexed: indexableTests(predicate, (expr) => compile(expr, inner)),
  };
}

function filterAll(
  context: XPathContext,
  set: readonly XNode[],
  filters: readonly Filter[],
): readonly XNode[] {
  let left = set;
  for (const filter of filters) {
    if (left.length === 0) break;
    left = filterBy(context, left, filter);
  }
  return left;
}

function filterBy(context: XPathContext, set: readonly XNode[], filter: Filter): readonly XNode[] {
  if (filter.constant !== undefined) {
    const node = set[filter.constant - 1];
    return node === undefined ? NONE : [node];
  }
  let candidates = set;
  if (filter.indexed.length > 0) candidates = narrow(set, filter.indexed, context) ?? set;
  if (candidates.length === 0) return NONE;
  const inner: XPathContext = {
    host: context.host,
    origin: context.origin,
    node: context.node,
    position: 0,
    size: candidates.length,
  };
  const { test } = filter;
  const found: XNode[] = [];
  for (const node of candidates) {
    inner.node = node;
    inner.position += 1;
    if (passes(test, inner)) found.push(node);
  }
  return found;
}

function passes(test: Compiled, context: XPathContext): boolean {
  if (test.kind === 'boolean' || test.kind === 'nodes' || test.kind === 'text') return test.boolean(context);
  const value = test.evaluate(context);
  return typeof value === 'number' ? value === context.position : toBoolean(value);
}
