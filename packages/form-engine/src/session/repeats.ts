import { blankCopy } from '../definition/model.ts';
import type { ModelNode } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { appendChild, childrenNamed, insertChild, removeChild, type XNode } from '../xml/tree.ts';
import { runForNewRepeat } from './actions.ts';
import { attach, detach, HIDDEN, nextInstanceId } from './attach.ts';
import { dispose, ensure, source, touch } from './reactive.ts';
import { markTouched, type NodeState, type RangeState, type Runtime, stateOf } from './state.ts';

/** A count beyond this is a mistake of the form, not a household. */
const MAX_INSTANCES = 5000;

export function instancesOf(range: RangeState): readonly XNode[] {
  return childrenNamed(range.parent.node, range.model.name);
}

function appendChildInOrder(parent: XNode, node: XNode, parentModel: ModelNode, model: ModelNode): void {
  const index = placeFor(parent, parentModel, model);
  if (index === parent.children.length) appendChild(parent, node);
  else insertChild(parent, node, index);
}

/** Behind the last of its name, or before the first node that the form declares later. */
function placeFor(parent: XNode, parentModel: ModelNode, model: ModelNode): number {
  for (let index = parent.children.length - 1; index >= 0; index--) {
    if (parent.children[index]?.name === model.name) return index + 1;
  }
  const order = parentModel.children.map((child) => child.name);
  const own = order.indexOf(model.name);
  const later = parent.children.findIndex((child) => order.indexOf(child.name) > own);
  return later < 0 ? parent.children.length : later;
}

export function addInstance(runtime: Runtime, range: RangeState): NodeState {
  const node = range.stash.pop();
  const isNew = node === undefined;
  const instance = node ?? blankCopy(range.model.template);
  appendChildInOrder(range.parent.node, instance, range.parent.model, range.model);
  const state = attach(runtime, instance, range.model, range.parent, nextInstanceId(range));
  childrenChanged(runtime, range);
  if (isNew) runForNewRepeat(runtime, state);
  return state;
}

export function removeInstance(runtime: Runtime, range: RangeState, state: NodeState): void {
  detach(runtime, state);
  removeChild(range.parent.node, state.node);
  dropViews(runtime, state.id);
  childrenChanged(runtime, range);
}

function dropViews(runtime: Runtime, id: string): void {
  for (const key of runtime.views.keys()) {
    if (key !== id && !key.startsWith(`${id}/`) && !key.startsWith(`${id}#`)) continue;
    runtime.views.delete(key);
    for (const cell of runtime.viewCells.get(key) ?? []) dispose(cell);
    runtime.viewCells.delete(key);
    runtime.aliases.delete(key);
  }
}

function childrenChanged(runtime: Runtime, range: RangeState): void {
  const { parent } = range;
  parent.childrenCell ??= source(0);
  touch(parent.childrenCell);
  markTouched(runtime, range.id);
  for (const node of instancesOf(range)) {
    const state = stateOf(node);
    if (state !== undefined) markTouched(runtime, state.id);
  }
}

/** A blank count, as while someone retypes it, changes nothing; only a new record then starts with none. */
function wantedCount(runtime: Runtime, count: number): number | undefined {
  if (count === HIDDEN) return undefined;
  if (Number.isNaN(count)) return runtime.ready || runtime.mode !== 'new' ? undefined : 0;
  return Math.max(0, Math.trunc(count));
}

/** Makes as many instances as `jr:count` says; those taken away come back if the count rises again. */
export function applyCount(runtime: Runtime, range: RangeState): void {
  const { count } = range;
  if (count === undefined || !runtime.ranges.has(range.id)) return;
  ensure(runtime.graph, count);
  const wanted = wantedCount(runtime, count.value);
  if (wanted === undefined) return;
  if (wanted > MAX_INSTANCES) {
    throw new FormEngineError('form.endless-actions', `${range.model.ref} would repeat ${wanted} times.`);
  }
  for (let have = instancesOf(range).length; have < wanted; have++) addInstance(runtime, range);
  for (let have = instancesOf(range).length; have > wanted; have--) {
    const last = instancesOf(range)[have - 1];
    const state = last === undefined ? undefined : stateOf(last);
    if (last === undefined || state === undefined) return;
    removeInstance(runtime, range, state);
    range.stash.push(last);
  }
}
