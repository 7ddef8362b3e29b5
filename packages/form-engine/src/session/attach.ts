import type { Expression, ModelNode } from '../definition/types.ts';
import { attributeNode, type XNode } from '../xml/tree.ts';
import { computed, dispose } from './reactive.ts';
import {
  contextOf,
  isTrue,
  markTouched,
  type NodeState,
  type RangeState,
  type Runtime,
  stateOf,
} from './state.ts';
import { isRelevant, runCalculation } from './values.ts';

/** Gives a node of the record, and everything in it, the state of a running form. */
export function attach(
  runtime: Runtime,
  node: XNode,
  model: ModelNode,
  parent: NodeState | undefined,
  id: string,
): NodeState {
  const state: NodeState = {
    node,
    model,
    parent,
    id,
    gate: parent?.gate,
    relevant: undefined,
    shown: undefined,
    readonly: undefined,
    required: undefined,
    calculate: undefined,
    computed: undefined,
    valueCell: undefined,
    childrenCell: undefined,
    items: undefined,
    choices: undefined,
    ranges: [],
  };
  node.live = state;
  runtime.states.set(id, state);
  attachCells(runtime, state);
  if (model.kind === 'element') attachChildren(runtime, state);
  return state;
}

function attachCells(runtime: Runtime, state: NodeState): void {
  const { bind } = state.model;
  if (bind?.relevant !== undefined && bind.relevant.constant !== true) {
    attachGate(runtime, state, bind.relevant);
  }
  if (bind?.calculate !== undefined && runtime.mode !== 'view') {
    const queue = (): void => {
      runtime.pending.calculations.push(state);
    };
    state.calculate = computed('', () => runCalculation(runtime, state), queue);
    queue();
  }
}

function attachGate(runtime: Runtime, state: NodeState, expression: Expression): void {
  const outer = state.parent;
  state.gate = state;
  state.relevant = computed(
    true,
    () => (outer === undefined || isRelevant(runtime, outer)) && isTrue(runtime, expression, state.node),
    () => {
      runtime.pending.gates.push(state);
    },
  );
}

function attachChildren(runtime: Runtime, state: NodeState): void {
  const { node, model } = state;
  const ranges = new Map<string, RangeState>();
  for (const child of model.children) {
    if (child.repeat !== undefined) ranges.set(child.name, attachRange(runtime, state, child));
  }
  for (const child of node.children) {
    const childModel = runtime.definition.modelByRef.get(`${model.ref}/${child.name}`);
    if (childModel === undefined) continue;
    const range = ranges.get(child.name);
    const id = range === undefined ? `${state.id}/${child.name}` : nextInstanceId(range);
    attach(runtime, child, childModel, state, id);
  }
  for (const attribute of model.attributes) {
    const found = attributeNode(node, attribute.name);
    if (found !== undefined) attach(runtime, found, attribute, state, `${state.id}/@${attribute.name}`);
  }
}

/** Count of a repeat that is not shown. */
export const HIDDEN = Number.NEGATIVE_INFINITY;

export function nextInstanceId(range: RangeState): string {
  range.last += 1;
  return `${range.id}[${range.last}]`;
}

function attachRange(runtime: Runtime, parent: NodeState, model: ModelNode): RangeState {
  const range: RangeState = {
    id: `${parent.id}/${model.name}`,
    model,
    parent,
    count: undefined,
    stash: [],
    last: 0,
  };
  parent.ranges.push(range);
  runtime.ranges.set(range.id, range);
  const count = model.repeat?.count;
  if (count !== undefined && runtime.mode !== 'view') {
    const queue = (): void => {
      runtime.pending.ranges.push(range);
      markTouched(runtime, range.id);
    };
    // A hidden repeat is not counted; showing it again makes the cell stale.
    const compute = (): number =>
      isRelevant(runtime, parent) ? count.compiled.number(contextOf(runtime, parent.node)) : HIDDEN;
    range.count = computed(HIDDEN, compute, queue);
    queue();
  }
  return range;
}

/** Forgets a node and everything in it: nothing that is gone may be computed again. */
export function detach(runtime: Runtime, state: NodeState): void {
  for (const child of state.node.children) {
    const childState = stateOf(child);
    if (childState !== undefined) detach(runtime, childState);
  }
  for (const attribute of state.node.attributes ?? []) {
    const attributeState = stateOf(attribute);
    if (attributeState !== undefined) detach(runtime, attributeState);
  }
  for (const range of state.ranges) {
    if (range.count !== undefined) dispose(range.count);
    runtime.ranges.delete(range.id);
  }
  const { relevant, readonly, required, calculate, items, choices } = state;
  for (const cell of [relevant, readonly, required, calculate, items, choices]) {
    if (cell !== undefined) dispose(cell);
  }
  state.node.live = null;
  runtime.states.delete(state.id);
}
