import type { Expression, FormDefinition, ModelNode } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import type { XNode } from '../xml/tree.ts';
import { createContext, type XPathContext, type XPathHost } from '../xpath/host.ts';
import type { Cell, Graph } from './reactive.ts';
import type { Choice, FormMode, FormNode, OpenFormOptions } from './types.ts';

/** What a running form keeps for one node of its record. Cells exist only where the form has an expression. */
export interface NodeState {
  readonly node: XNode;
  readonly model: ModelNode;
  readonly parent: NodeState | undefined;
  readonly id: string;
  /** Nearest of this and its ancestors with a `relevant`; undefined when it can never be hidden. */
  gate: NodeState | undefined;
  relevant: Cell<boolean> | undefined;
  /** Relevance as last told to listeners; undefined when it never was. */
  shown: boolean | undefined;
  readonly: Cell<boolean> | undefined;
  required: Cell<boolean> | undefined;
  calculate: Cell<string> | undefined;
  /** What the calculation gave last; undefined while hidden. */
  computed: string | undefined;
  /** Source cells, made when something first depends on them. */
  valueCell: Cell<string> | undefined;
  childrenCell: Cell<number> | undefined;
  items: Cell<ItemList> | undefined;
  choices: Cell<ChoiceList> | undefined;
  readonly ranges: RangeState[];
}

/** The instances of one repeat under one parent. */
export interface RangeState {
  readonly id: string;
  readonly model: ModelNode;
  readonly parent: NodeState;
  count: Cell<number> | undefined;
  /** Instances that a falling count took away, kept in case it rises again: a typing error must not cost answers. */
  readonly stash: XNode[];
  /** Number of the last instance made: ids are never used twice. */
  last: number;
}

export interface ItemList {
  readonly values: readonly string[];
  /** Where each value comes from; empty for choices written in the form. */
  readonly nodes: readonly XNode[];
  has(value: string): boolean;
}

export interface ChoiceList {
  readonly list: readonly Choice[];
  get(value: string): Choice | undefined;
}

interface Pending {
  readonly calculations: NodeState[];
  readonly ranges: RangeState[];
  readonly gates: NodeState[];
  readonly changed: NodeState[];
}

/** Everything of one open form. Functions of this folder take it first. */
export interface Runtime {
  readonly definition: FormDefinition;
  readonly options: OpenFormOptions;
  readonly mode: FormMode;
  readonly graph: Graph;
  readonly document: XNode;
  root: NodeState;
  readonly states: Map<string, NodeState>;
  readonly ranges: Map<string, RangeState>;
  readonly views: Map<string, FormNode>;
  /** Further views of a node that the body shows more than once, by the node's id. */
  readonly aliases: Map<string, string[]>;
  /** Cells that views made for labels and errors, to be dropped with them. */
  readonly viewCells: Map<string, Cell[]>;
  readonly language: Cell<string>;
  readonly host: XPathHost;
  readonly pending: Pending;
  readonly listeners: Map<string, Set<() => void>>;
  readonly versions: Map<string, number>;
  readonly touched: Set<string>;
  /** Nodes that appeared or vanished: all inside them looks different too. */
  readonly flipped: Set<string>;
  version: number;
  /** Opened and computed once: from now on changed values fire their actions. */
  ready: boolean;
  dirty: boolean;
  flushing: boolean;
}

export function stateOf(node: XNode): NodeState | undefined {
  return (node.live as NodeState | null) ?? undefined;
}

export function contextOf(runtime: Runtime, node: XNode): XPathContext {
  return createContext(runtime.host, node);
}

export function isTrue(runtime: Runtime, expression: Expression, node: XNode): boolean {
  return expression.constant ?? expression.compiled.boolean(contextOf(runtime, node));
}

/** Marks a node as looking different; listeners are called when the change is complete. */
export function markTouched(runtime: Runtime, id: string): void {
  runtime.touched.add(id);
}

export function getState(runtime: Runtime, id: string): NodeState {
  const state = runtime.states.get(id) ?? runtime.states.get(id.replace(/#.*$/, ''));
  if (state === undefined) throw new FormEngineError('session.unknown-node', `There is no node ${id}.`);
  return state;
}
