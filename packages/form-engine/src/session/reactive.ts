/**
 * The dependency graph. Cells are computed when read and remember what they read; a change marks what it may reach,
 * and only what it did reach is computed again. Dependencies are those of the last run, so a predicate, an `if` or a
 * repeat that was added since needs no analysis beforehand.
 */

const CLEAN = 0;
const CHECK = 1;
const DIRTY = 2;

export interface Cell<T = unknown> {
  value: T;
  /** Undefined for sources, which are written and not computed. */
  readonly compute: (() => T) | undefined;
  /** Called once when the cell goes stale, so that the session can act on it. */
  readonly onStale: (() => void) | undefined;
  state: number;
  running: boolean;
  sources: ReadonlySet<Cell>;
  readonly observers: Set<Cell>;
}

export interface Graph {
  /** What the running computation has read; undefined outside any. */
  reads: Set<Cell> | undefined;
  running: Cell | undefined;
  /** Set when a computation came back to itself: the form has a cycle, and the old value was used. */
  cycle: boolean;
  /** Cells that wait for each other on the call stack. */
  depth: number;
}

/** Thrown to unwind a stack that grew too deep: `cell` is computed first, then what wanted it begins again. */
interface TooDeep {
  readonly tooDeep: Cell;
}

/** Far from the end of any engine's stack, though one expression may take dozens of frames. */
const MAX_DEPTH = 150;

const NOTHING: ReadonlySet<Cell> = new Set();

export function createGraph(): Graph {
  return { reads: undefined, running: undefined, cycle: false, depth: 0 };
}

export function source<T>(value: T): Cell<T> {
  return {
    value,
    compute: undefined,
    onStale: undefined,
    state: CLEAN,
    running: false,
    sources: NOTHING,
    observers: new Set(),
  };
}

export function computed<T>(initial: T, compute: () => T, onStale?: () => void): Cell<T> {
  return { ...source(initial), compute, onStale, state: DIRTY };
}

/** Declares that the running computation depends on a cell. */
export function track(graph: Graph, cell: Cell): void {
  graph.reads?.add(cell);
}

export function read<T>(graph: Graph, cell: Cell<T>): T {
  // What reads itself must not depend on itself: it would never come to rest.
  if (!cell.running) graph.reads?.add(cell as Cell);
  ensure(graph, cell as Cell);
  return cell.value;
}

/** Reads without becoming dependent. */
export function peek<T>(graph: Graph, cell: Cell<T>): T {
  ensure(graph, cell as Cell);
  return cell.value;
}

export function write<T>(cell: Cell<T>, value: T): void {
  if (Object.is(cell.value, value)) return;
  cell.value = value;
  invalidateObservers(cell as Cell, DIRTY);
}

/** Tells observers that something changed which the cell's own value does not show. */
export function touch(cell: Cell): void {
  invalidateObservers(cell, DIRTY);
}

function invalidateObservers(cell: Cell, level: number): void {
  if (cell.observers.size > 0) markAll([...cell.observers], level);
}

function markAll(first: Cell[], level: number): void {
  const pending = first;
  const firstLevel = first.length;
  // A plain stack: chains of calculations can be longer than the call stack.
  for (let index = 0; index < pending.length; index++) {
    const cell = pending[index]!;
    const wanted = index < firstLevel ? level : CHECK;
    if (cell.state >= wanted) continue;
    const wasClean = cell.state === CLEAN;
    cell.state = wanted;
    if (!wasClean) continue;
    cell.onStale?.();
    for (const observer of cell.observers) pending.push(observer);
  }
}

/** Brings a cell up to date. Chains of any length: what would exhaust the stack is taken in stretches. */
export function ensure(graph: Graph, cell: Cell): void {
  if (cell.state === CLEAN) return;
  if (graph.depth > 0) {
    ensureWithin(graph, cell);
    return;
  }
  const waiting = [cell];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    try {
      ensureWithin(graph, next);
    } catch (error) {
      if (!isTooDeep(error)) throw error;
      waiting.push(next);
      if (!waiting.includes(error.tooDeep)) waiting.push(error.tooDeep);
      else breakCycle(graph, error.tooDeep);
    }
  }
}

/** A circle longer than the stack: whoever comes round to this cell takes its old value. */
function breakCycle(graph: Graph, cell: Cell): void {
  graph.cycle = true;
  cell.state = CLEAN;
}

function isTooDeep(error: unknown): error is TooDeep {
  return typeof error === 'object' && error !== null && 'tooDeep' in error;
}

function ensureWithin(graph: Graph, cell: Cell): void {
  if (cell.state === CLEAN) return;
  if (cell.running) {
    graph.cycle = true;
    return;
  }
  if (graph.depth >= MAX_DEPTH) throw { tooDeep: cell } satisfies TooDeep;
  graph.depth += 1;
  try {
    if (cell.state === CHECK) {
      for (const dependency of cell.sources) {
        ensureWithin(graph, dependency);
        if ((cell.state as number) === DIRTY) break;
      }
    }
    if (cell.state === DIRTY) run(graph, cell);
    else cell.state = CLEAN;
  } finally {
    graph.depth -= 1;
  }
}

function run(graph: Graph, cell: Cell): void {
  const { reads, running } = graph;
  const mine = new Set<Cell>();
  graph.reads = mine;
  graph.running = cell;
  cell.running = true;
  try {
    const value = cell.compute?.();
    cell.state = CLEAN;
    if (!Object.is(value, cell.value)) {
      cell.value = value;
      invalidateObservers(cell, DIRTY);
    }
  } finally {
    cell.running = false;
    graph.reads = reads;
    graph.running = running;
    relink(cell, mine);
  }
}

/** Runs `action` so that nothing it reads becomes a dependency of whatever is being computed. */
export function untracked<T>(graph: Graph, action: () => T): T {
  const { reads } = graph;
  graph.reads = undefined;
  try {
    return action();
  } finally {
    graph.reads = reads;
  }
}

function relink(cell: Cell, reads: ReadonlySet<Cell>): void {
  for (const old of cell.sources) if (!reads.has(old)) old.observers.delete(cell);
  for (const now of reads) now.observers.add(cell);
  cell.sources = reads;
}

/** Takes a cell out of the graph for good. */
export function dispose(cell: Cell): void {
  for (const old of cell.sources) old.observers.delete(cell);
  cell.sources = NOTHING;
  cell.observers.clear();
}
