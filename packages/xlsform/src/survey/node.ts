import type { Text } from '../sheets/tree.ts';

/** Something that happens at an event, written as an element of the model or of a control. */
export interface FormAction {
  readonly element: 'setvalue' | 'odk:setgeopoint' | 'odk:recordaudio';
  readonly event: 'odk-instance-first-load' | 'odk-instance-load' | 'odk-new-repeat';
  readonly value?: string;
  readonly quality?: string;
}

export type NodeKind =
  | 'survey'
  | 'group'
  | 'repeat'
  | 'question'
  | 'external'
  | 'entity'
  | 'attribute'
  | 'entityLabel';

/** A bind's attributes; messages may be translated. */
export type Bind = Record<string, Text>;

/**
 * One element of the form while it is compiled. The XForm and the form model are both written from this tree.
 * `path` and `parent` are set when the tree is complete.
 */
export interface FormNode {
  kind: NodeKind;
  /** Type as the dialect spells it after aliases, e.g. `select one`. */
  type: string;
  name: string;
  path: string;
  parent: FormNode | undefined;
  children: FormNode[];
  row: number | undefined;
  label: Text | undefined;
  hint: Text | undefined;
  guidanceHint: Text | undefined;
  media: Record<string, Text> | undefined;
  bind: Bind | undefined;
  /** Body element; undefined for what is never shown. */
  tag: string | undefined;
  control: Record<string, string>;
  /** Attributes of the instance element. */
  instance: Record<string, string>;
  default: string | undefined;
  dynamicDefault: boolean;
  choiceFilter: string | undefined;
  parameters: Record<string, string>;
  /** List name, file name or reference that the choices come from. */
  itemset: string | undefined;
  /** Set for select_one_external: the list of itemsets.csv. */
  query: string | undefined;
  trigger: readonly string[];
  actions: FormAction[];
  /** Fixed value of an attribute. */
  value: string | undefined;
  /** Exists in the data but has no place in the body. */
  bodyless: boolean;
  tags: readonly OsmTag[];
}

export interface OsmTag {
  readonly name: string;
  readonly label: Text | undefined;
}

/** A node with nothing but what is given. */
export function newNode(kind: NodeKind, type: string, name: string, part: Partial<FormNode> = {}): FormNode {
  return {
    kind,
    type,
    name,
    path: '',
    parent: undefined,
    children: [],
    row: undefined,
    label: undefined,
    hint: undefined,
    guidanceHint: undefined,
    media: undefined,
    bind: undefined,
    tag: undefined,
    control: {},
    instance: {},
    default: undefined,
    dynamicDefault: false,
    choiceFilter: undefined,
    parameters: {},
    itemset: undefined,
    query: undefined,
    trigger: [],
    actions: [],
    value: undefined,
    bodyless: false,
    tags: [],
    ...part,
  };
}

/** Visits a node and all below it in document order. */
export function walk(node: FormNode, visit: (node: FormNode) => void): void {
  visit(node);
  for (const child of node.children) walk(child, visit);
}

/** Sets parents and paths of a finished tree. */
export function link(node: FormNode, parent?: FormNode): void {
  node.parent = parent;
  const step = node.kind === 'attribute' ? `@${node.name}` : node.name;
  node.path = `${parent?.path ?? ''}/${step}`;
  for (const child of node.children) link(child, node);
}
