import { endlessActions, MAX_CHANGE_ROUNDS, runForChange } from './actions.ts';
import { ensure } from './reactive.ts';
import { applyCount } from './repeats.ts';
import { markTouched, type Runtime } from './state.ts';

/**
 * Brings the form to rest after a change: calculations, counts of repeats, actions, and what these change in turn.
 * Relevance is computed for what went stale; labels and choices only when someone asks.
 */
export function settle(runtime: Runtime): void {
  if (runtime.flushing) return;
  runtime.flushing = true;
  try {
    let rounds = 0;
    while (hasPending(runtime)) {
      rounds += 1;
      if (rounds > MAX_CHANGE_ROUNDS) throw endlessActions();
      settleOnce(runtime);
    }
  } finally {
    runtime.flushing = false;
    // Empty, unless the form was refused: then what it still wanted must not weigh on the next change.
    for (const queue of Object.values(runtime.pending)) queue.length = 0;
  }
}

function hasPending({ pending }: Runtime): boolean {
  const { calculations, gates, ranges, changed } = pending;
  return calculations.length + gates.length + ranges.length + changed.length > 0;
}

function settleOnce(runtime: Runtime): void {
  const { pending, graph } = runtime;
  for (const state of pending.calculations.splice(0)) {
    if (state.calculate !== undefined && state.node.live === state) ensure(graph, state.calculate);
  }
  for (const state of pending.gates.splice(0)) {
    if (state.relevant === undefined || state.node.live !== state) continue;
    ensure(graph, state.relevant);
    if (state.relevant.value === state.shown) continue;
    state.shown = state.relevant.value;
    runtime.flipped.add(state.id);
  }
  for (const range of pending.ranges.splice(0)) applyCount(runtime, range);
  for (const state of pending.changed.splice(0)) if (state.node.live === state) runForChange(runtime, state);
}

/** Marks what is shown or watched inside a node that appeared or vanished. */
function touchFlipped(runtime: Runtime): void {
  const { flipped } = runtime;
  for (const id of flipped) markTouched(runtime, id);
  for (const ids of [runtime.views.keys(), runtime.listeners.keys()]) {
    for (const id of ids) if (isBelow(id, flipped)) markTouched(runtime, id);
  }
  flipped.clear();
}

function isBelow(id: string, outer: ReadonlySet<string>): boolean {
  for (let at = 1; at < id.length; at++) {
    const mark = id[at];
    if ((mark === '/' || mark === '[' || mark === '#') && outer.has(id.slice(0, at))) return true;
  }
  return false;
}

/** Raises versions and tells listeners, once per change however much it reached. */
export function announce(runtime: Runtime): void {
  if (runtime.flipped.size > 0) touchFlipped(runtime);
  if (runtime.touched.size === 0) return;
  const ids = [...runtime.touched].flatMap((id) => [id, ...(runtime.aliases.get(id) ?? [])]);
  runtime.touched.clear();
  runtime.version += 1;
  for (const id of ids) runtime.versions.set(id, runtime.version);
  for (const id of ids) for (const listener of [...(runtime.listeners.get(id) ?? [])]) listener();
  for (const listener of [...(runtime.listeners.get('*') ?? [])]) listener();
}
