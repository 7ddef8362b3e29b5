import type {
  BodyElement,
  ControlElement,
  GroupElement,
  RepeatElement,
  TextSource,
} from '../definition/types.ts';
import { attributeNode, childNamed, type XNode } from '../xml/tree.ts';
import type { XPathContext } from '../xpath/host.ts';
import { errorsOf, isReadonly, isRequired, message } from './check.ts';
import { choicesOf } from './choices.ts';
import { trackChildren } from './host.ts';
import { guidanceOf, labelOf } from './labels.ts';
import { type Cell, computed, peek, untracked } from './reactive.ts';
import { instancesOf } from './repeats.ts';
import { contextOf, markTouched, type NodeState, type RangeState, type Runtime, stateOf } from './state.ts';
import type { FormNode, Label, NodeError, NodeKind } from './types.ts';
import { isRelevant, peekValue } from './values.ts';

type ViewElement = Pick<BodyElement, 'appearance' | 'label' | 'hint' | 'attributes'>;

interface ViewSpec {
  readonly id: string;
  readonly kind: NodeKind;
  readonly state: NodeState;
  readonly element: ViewElement;
  readonly parent: FormNode | undefined;
  readonly ref: string | undefined;
  readonly control?: ControlElement;
  readonly range?: RangeState;
  children(view: FormNode): readonly FormNode[];
}

const BLANK: ViewElement = { appearance: [], label: undefined, hint: undefined, attributes: {} };
const NO_NODES: readonly FormNode[] = [];
const NO_ERRORS: readonly NodeError[] = [];

export function rootView(runtime: Runtime): FormNode {
  const { root, definition } = runtime;
  const view: FormNode = createView(runtime, {
    id: root.id,
    kind: 'root',
    state: root,
    element: { ...BLANK, appearance: definition.bodyClasses },
    parent: undefined,
    ref: root.model.ref,
    children: once((self) => elementViews(runtime, definition.body, root, self)),
  });
  return view;
}

function once(make: (self: FormNode) => readonly FormNode[]): (self: FormNode) => readonly FormNode[] {
  let made: readonly FormNode[] | undefined;
  return (self) => {
    made ??= make(self);
    return made;
  };
}

function elementViews(
  runtime: Runtime,
  elements: readonly BodyElement[],
  state: NodeState,
  parent: FormNode,
): readonly FormNode[] {
  const views: FormNode[] = [];
  elements.forEach((element, index) => {
    const view = elementView(runtime, element, state, parent, index);
    if (view !== undefined) views.push(view);
  });
  return views;
}

function elementView(
  runtime: Runtime,
  element: BodyElement,
  around: NodeState,
  parent: FormNode,
  index: number,
): FormNode | undefined {
  if (element.kind === 'repeat') {
    const range = rangeOf(around, element);
    return range === undefined ? undefined : rangeView(runtime, element, range, parent);
  }
  const state = element.ref === undefined ? around : descend(around, element.ref);
  if (state === undefined) return undefined;
  const id = element.ref === undefined ? `${parent.id}#${index}` : freeId(runtime, state.id, index);
  return element.kind === 'group'
    ? groupView(runtime, element, state, parent, id)
    : questionView(runtime, element, state, parent, id);
}

/** Two controls may share a node; the second gets a mark behind the id. */
function freeId(runtime: Runtime, id: string, index: number): string {
  if (!runtime.views.has(id)) return id;
  const alias = `${id}#${index}`;
  runtime.aliases.set(id, [...(runtime.aliases.get(id) ?? []), alias]);
  return alias;
}

function groupView(
  runtime: Runtime,
  element: GroupElement,
  state: NodeState,
  parent: FormNode,
  id: string,
): FormNode {
  const children = once((self) => elementViews(runtime, element.children, state, self));
  return createView(runtime, { id, kind: 'group', state, element, parent, ref: element.ref, children });
}

function questionView(
  runtime: Runtime,
  element: ControlElement,
  state: NodeState,
  parent: FormNode,
  id: string,
): FormNode {
  const kind = isNote(element, state) ? 'note' : 'question';
  const children = (): readonly FormNode[] => NO_NODES;
  return createView(runtime, {
    id,
    kind,
    state,
    element,
    parent,
    ref: element.ref,
    control: element,
    children,
  });
}

function isNote(element: ControlElement, { model }: NodeState): boolean {
  const { bind } = model;
  return (
    element.control === 'input' &&
    bind?.readonly?.constant === true &&
    bind.type === 'string' &&
    bind.calculate === undefined &&
    model.template.text === ''
  );
}

function rangeView(runtime: Runtime, element: RepeatElement, range: RangeState, parent: FormNode): FormNode {
  const children = (self: FormNode): readonly FormNode[] =>
    instancesOf(range).flatMap((node) => {
      const state = stateOf(node);
      return state === undefined
        ? []
        : [runtime.views.get(state.id) ?? instanceView(runtime, element, range, state, self)];
    });
  return createView(runtime, {
    id: range.id,
    kind: 'repeat-range',
    state: range.parent,
    element,
    parent,
    ref: element.ref,
    range,
    children,
  });
}

function instanceView(
  runtime: Runtime,
  element: RepeatElement,
  range: RangeState,
  state: NodeState,
  parent: FormNode,
): FormNode {
  const children = once((self) => elementViews(runtime, element.children, state, self));
  return createView(runtime, {
    id: state.id,
    kind: 'repeat-instance',
    state,
    element,
    parent,
    ref: element.ref,
    range,
    children,
  });
}

/** The node of an absolute ref below (or at) a state, without entering a repeat. */
function descend(around: NodeState, ref: string): NodeState | undefined {
  if (around.model.ref === ref) return around;
  if (!ref.startsWith(`${around.model.ref}/`)) return undefined;
  let node: XNode | undefined = around.node;
  for (const name of ref.slice(around.model.ref.length + 1).split('/')) {
    if (node === undefined) return undefined;
    node = name.startsWith('@')
      ? attributeNode(node, name.slice(1))
      : (node.children.find((child) => child.name === name) ?? childNamed(node, name));
  }
  return node === undefined ? undefined : stateOf(node);
}

function rangeOf(around: NodeState, element: RepeatElement): RangeState | undefined {
  const at = element.ref.lastIndexOf('/');
  const parent = descend(around, element.ref.slice(0, at));
  return parent?.ranges.find((range) => range.model.ref === element.ref);
}

/** A hint that holds guidance only has nothing to show beside the question. */
function hintOf(runtime: Runtime, source: TextSource, context: XPathContext): Label | undefined {
  const { parts, ...shown } = labelOf(runtime, source, context);
  return Object.values(shown).every((value) => value === '') ? undefined : { ...shown, parts };
}

function cellFor<T>(runtime: Runtime, id: string, initial: T, compute: () => T): Cell<T> {
  const cell = computed(initial, compute, () => {
    markTouched(runtime, id);
  });
  const cells = runtime.viewCells.get(id);
  if (cells === undefined) runtime.viewCells.set(id, [cell as Cell]);
  else cells.push(cell as Cell);
  return cell;
}

function createView(runtime: Runtime, spec: ViewSpec): FormNode {
  const { id, state, element, control, range } = spec;
  const { graph } = runtime;
  const text = (
    source: TextSource | undefined,
    of: typeof labelOf | typeof guidanceOf,
  ): (() => Label | undefined) => {
    if (source === undefined) return () => undefined;
    let cell: Cell<Label | undefined> | undefined;
    return () => {
      cell ??= cellFor(runtime, id, undefined, () => of(runtime, source, contextOf(runtime, state.node)));
      return peek(graph, cell);
    };
  };
  let errors: Cell<readonly NodeError[]> | undefined;
  const view: FormNode = {
    id,
    ref: spec.ref,
    kind: spec.kind,
    control: control?.control,
    element: control,
    valueType: state.model.bind?.type ?? 'string',
    appearance: element.appearance,
    attributes: element.attributes,
    parent: spec.parent,
    get children() {
      return spec.children(view);
    },
    get relevant() {
      return isShown(runtime, spec);
    },
    get required() {
      return control !== undefined && untracked(graph, () => isRequired(runtime, state));
    },
    get readonly() {
      return runtime.mode === 'view' || untracked(graph, () => isReadonly(runtime, state));
    },
    get value() {
      return control === undefined ? '' : untracked(graph, () => peekValue(runtime, state));
    },
    get canChange() {
      return range !== undefined && canChange(runtime, range);
    },
    get position() {
      return range === undefined ? 0 : instancesOf(range).indexOf(state.node) + 1;
    },
    get errors() {
      if (control === undefined) return NO_ERRORS;
      errors ??= cellFor(runtime, id, NO_ERRORS, () => errorsOf(runtime, state));
      return peek(graph, errors);
    },
    label: text(element.label, labelOf),
    hint: text(element.hint, hintOf),
    guidance: text(element.hint, guidanceOf),
    constraintMessage: () => untracked(graph, () => message(runtime, state, 'constraintMessage')),
    requiredMessage: () => untracked(graph, () => message(runtime, state, 'requiredMessage')),
    choices: () => untracked(graph, () => choicesOf(runtime, state).list),
  };
  runtime.views.set(id, view);
  return view;
}

/** A repeat is shown while its parent is and, where instances have a condition of their own, while any has it. */
function isShown(runtime: Runtime, { state, range, kind }: ViewSpec): boolean {
  return untracked(runtime.graph, () => {
    if (!isRelevant(runtime, state)) return false;
    if (kind !== 'repeat-range' || range === undefined || range.model.bind?.relevant === undefined)
      return true;
    trackChildren(runtime, range.parent.node);
    const instances = instancesOf(range);
    return instances.length === 0 || instances.some((node) => isRelevant(runtime, stateOf(node) ?? state));
  });
}

export function canChange(runtime: Runtime, range: RangeState): boolean {
  const { repeat } = range.model;
  if (runtime.mode === 'view' || repeat === undefined || repeat.fixed || repeat.count !== undefined)
    return false;
  return !untracked(runtime.graph, () => isReadonly(runtime, range.parent));
}

/** Finds a node by id, making the views on the way to it. */
export function findView(runtime: Runtime, root: FormNode, id: string): FormNode | undefined {
  const known = runtime.views.get(id);
  if (known !== undefined) return known;
  const search = (view: FormNode): FormNode | undefined => {
    for (const child of view.children) {
      if (child.id === id) return child;
      const leads = child.ref === undefined || id.startsWith(child.id);
      const found = leads ? search(child) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(root);
}
