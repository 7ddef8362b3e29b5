import type { Action, ActionEvent } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { childrenNamed, type XNode } from '../xml/tree.ts';
import { nearest } from './host.ts';
import { untracked } from './reactive.ts';
import { contextOf, type NodeState, type Runtime, stateOf } from './state.ts';
import { storedText, writeValue } from './values.ts';

/** Actions may set off actions; a form in which that never ends is refused instead of hanging. */
export const MAX_CHANGE_ROUNDS = 10_000;

export function endlessActions(): FormEngineError {
  return new FormEngineError(
    'form.endless-actions',
    'The calculations, counts or actions of this form set each other off endlessly.',
  );
}

/** Runs the actions of an event for every node that they name: the first load. */
export function runEverywhere(runtime: Runtime, event: ActionEvent): void {
  for (const action of runtime.definition.actions) {
    if (!action.events.includes(event)) continue;
    const chosen = pointedAt(runtime, action, runtime.root.node);
    for (const state of chosen ?? statesOf(runtime, action.ref)) perform(runtime, action, state);
  }
}

/** Runs `odk-new-repeat` actions for what is inside the new instance. */
export function runForNewRepeat(runtime: Runtime, instance: NodeState): void {
  const { ref } = instance.model;
  for (const action of runtime.definition.actions) {
    if (!action.events.includes('odk-new-repeat') || action.owner === undefined) continue;
    if (action.owner !== ref && !action.owner.startsWith(`${ref}/`)) continue;
    const inside = statesWithin(runtime, action.ref, instance);
    // An action of the repeat may also write outside it, as a running number does.
    const elsewhere = pointedAt(runtime, action, instance.node) ?? [
      nearest(runtime, action.ref, instance.node),
    ];
    const targets = inside.length > 0 ? inside : elsewhere;
    for (const target of targets) if (target !== undefined) perform(runtime, action, target);
  }
}

export function runForChange(runtime: Runtime, changed: NodeState): void {
  for (const action of changed.model.changeActions) {
    const targets = pointedAt(runtime, action, changed.node) ?? [nearest(runtime, action.ref, changed.node)];
    for (const target of targets) if (target !== undefined) perform(runtime, action, target);
  }
}

/** The nodes of a target with predicates, seen from where the action is written. */
function pointedAt(runtime: Runtime, action: Action, from: XNode): readonly NodeState[] | undefined {
  const { target } = action;
  if (target === undefined) return undefined;
  const nodes = untracked(runtime.graph, () => target.compiled.nodes(contextOf(runtime, from)));
  return nodes.map(stateOf).filter((state) => state !== undefined);
}

function perform(runtime: Runtime, action: Action, target: NodeState): void {
  if (action.kind !== 'setvalue') {
    runtime.options.onRequest?.({
      kind: action.kind,
      nodeId: target.id,
      ref: target.model.ref,
      attributes: action.attributes,
    });
    return;
  }
  const value = untracked(runtime.graph, () => {
    if (action.value === undefined) return action.text;
    return action.value.compiled.evaluate(contextOf(runtime, target.node));
  });
  writeValue(runtime, target, storedText(runtime.host, value, target.model.bind?.type ?? 'string'));
}

/** All nodes of a ref, in every repeat instance. */
function statesOf(runtime: Runtime, ref: string): readonly NodeState[] {
  const model = runtime.definition.modelByRef.get(ref);
  return model === undefined ? [] : statesAlong([runtime.document], model.path);
}

function statesWithin(runtime: Runtime, ref: string, outer: NodeState): readonly NodeState[] {
  const model = runtime.definition.modelByRef.get(ref);
  if (model === undefined || !ref.startsWith(`${outer.model.ref}/`)) return [];
  return statesAlong([outer.node], model.path.slice(outer.model.path.length));
}

function statesAlong(from: readonly XNode[], names: readonly string[]): readonly NodeState[] {
  let nodes = from;
  for (const name of names) {
    nodes = name.startsWith('@')
      ? nodes.flatMap((node) => node.attributes?.filter((each) => `@${each.name}` === name) ?? [])
      : nodes.flatMap((node) => childrenNamed(node, name));
  }
  return nodes.map(stateOf).filter((state) => state !== undefined);
}
