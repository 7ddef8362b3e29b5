import type { ChoiceSource } from '../definition/types.ts';
import { childrenNamed, staticText, type XNode } from '../xml/tree.ts';
import type { XPathContext } from '../xpath/host.ts';
import { labelOf } from './labels.ts';
import { computed, read } from './reactive.ts';
import {
  type ChoiceList,
  contextOf,
  type ItemList,
  markTouched,
  type NodeState,
  type Runtime,
} from './state.ts';
import type { Choice, Label } from './types.ts';

const NO_ITEMS: ItemList = { values: [], nodes: [], has: () => false };
const NO_CHOICES: ChoiceList = { list: [], get: () => undefined };

/** Choices that come from a list: what is offered can change, so answers must be held against it. */
export function hasItemset(state: NodeState): boolean {
  return state.model.control?.choices?.kind === 'itemset';
}

/** The file behind the list was not given: then nothing can be said against an answer. */
export function isListMissing(runtime: Runtime, state: NodeState): boolean {
  return usesResource(runtime, state, (found) => !found);
}

export function isFromFile(runtime: Runtime, state: NodeState): boolean {
  return usesResource(runtime, state, () => true);
}

function usesResource(runtime: Runtime, state: NodeState, wanted: (found: boolean) => boolean): boolean {
  const choices = state.model.control?.choices;
  if (choices?.kind !== 'itemset') return false;
  const { source } = choices.nodeset;
  return runtime.definition.resources.some(
    ({ found, instanceId }) =>
      wanted(found) && (source.includes(`'${instanceId}'`) || source.includes(`"${instanceId}"`)),
  );
}

export function itemsOf(runtime: Runtime, state: NodeState): ItemList {
  const choices = state.model.control?.choices;
  if (choices === undefined) return NO_ITEMS;
  state.items ??= computed(NO_ITEMS, () => computeItems(runtime, state, choices), stale(runtime, state));
  return read(runtime.graph, state.items);
}

function stale(runtime: Runtime, state: NodeState): () => void {
  return () => {
    markTouched(runtime, state.id);
  };
}

function computeItems(runtime: Runtime, state: NodeState, choices: ChoiceSource): ItemList {
  if (choices.kind === 'items') {
    return itemList(
      choices.items.map((item) => item.value),
      [],
    );
  }
  const nodes = choices.nodeset.compiled.nodes(contextOf(runtime, state.node));
  const values = nodes.map((node) => valueOfItem(runtime, state, choices, node));
  return itemList(values, nodes);
}

function itemList(values: readonly string[], nodes: readonly XNode[]): ItemList {
  let set: Set<string> | undefined;
  const has = (value: string): boolean => {
    set ??= new Set(values);
    return set.has(value);
  };
  return { values, nodes, has };
}

type Itemset = ChoiceSource & { kind: 'itemset' };

function valueOfItem(runtime: Runtime, state: NodeState, choices: Itemset, node: XNode): string {
  return (
    plainChild(node, choices.valueName) ?? choices.value.compiled.text(itemContext(runtime, state, node))
  );
}

/** Most lists are static and name plain children: no evaluation, no dependency. */
function plainChild(node: XNode, name: string | undefined): string | undefined {
  if (name === undefined || node.live !== null) return undefined;
  const child = childrenNamed(node, name)[0];
  return child === undefined ? '' : staticText(child);
}

/** In a list item `current()` is still the question. */
function itemContext(runtime: Runtime, state: NodeState, node: XNode): XPathContext {
  return { host: runtime.host, origin: state.node, node, position: 1, size: 1 };
}

export function choicesOf(runtime: Runtime, state: NodeState): ChoiceList {
  const choices = state.model.control?.choices;
  if (choices === undefined) return NO_CHOICES;
  state.choices ??= computed(
    NO_CHOICES,
    () => computeChoices(runtime, state, choices),
    stale(runtime, state),
  );
  return read(runtime.graph, state.choices);
}

function computeChoices(runtime: Runtime, state: NodeState, choices: ChoiceSource): ChoiceList {
  if (choices.kind === 'items') {
    return choiceList(
      choices.items.map(({ value, label }) =>
        choice(value, labelOf(runtime, label, itemContext(runtime, state, state.node))),
      ),
    );
  }
  const { values, nodes } = itemsOf(runtime, state);
  return choiceList(
    nodes.map((node, index) => {
      const made = choice(values[index] ?? '', itemLabel(runtime, state, choices, node));
      const geometry = plainChild(node, 'geometry');
      return geometry ? { ...made, geometry } : made;
    }),
  );
}

function itemLabel(runtime: Runtime, state: NodeState, choices: Itemset, node: XNode): Label | undefined {
  const plain = plainChild(node, choices.labelName);
  if (plain !== undefined) return { text: plain, parts: [{ text: plain, source: 'form' }] };
  return choices.label === undefined
    ? undefined
    : labelOf(runtime, choices.label, itemContext(runtime, state, node));
}

function choice(value: string, label: Label | undefined): Choice {
  if (label === undefined)
    return { value, text: value, label: { text: value, parts: [{ text: value, source: 'form' }] } };
  return { value, text: label.text === '' ? value : label.text, label };
}

function choiceList(list: readonly Choice[]): ChoiceList {
  let byValue: Map<string, Choice> | undefined;
  const get = (value: string): Choice | undefined => {
    byValue ??= new Map(list.map((each) => [each.value, each]));
    return byValue.get(value);
  };
  return { list, get };
}
