import { appendChild, attrLocal, createNode, setAttribute, type XNode } from '../xml/tree.ts';
import type { Action, Bind, BodyElement, ControlElement, ModelNode, RepeatElement } from './types.ts';

interface ModelParts {
  readonly binds: ReadonlyMap<string, Bind>;
  readonly actions: readonly Action[];
  readonly controls: ReadonlyMap<string, ControlElement>;
  readonly repeats: ReadonlyMap<string, RepeatElement>;
}

/** Controls and repeats of the body by ref; of two controls on one node the first counts. */
export function bodyByRef(body: readonly BodyElement[]): Pick<ModelParts, 'controls' | 'repeats'> {
  const controls = new Map<string, ControlElement>();
  const repeats = new Map<string, RepeatElement>();
  const visit = (element: BodyElement): void => {
    if (element.kind === 'control') {
      if (!controls.has(element.ref)) controls.set(element.ref, element);
      return;
    }
    if (element.kind === 'repeat' && !repeats.has(element.ref)) repeats.set(element.ref, element);
    element.children.forEach(visit);
  };
  body.forEach(visit);
  return { controls, repeats };
}

interface Draft extends Omit<ModelNode, 'children' | 'attributes' | 'hasRepeats'> {
  children: Draft[];
  attributes: Draft[];
  hasRepeats: boolean;
}

export function buildModel(
  root: XNode,
  parts: ModelParts,
): { model: ModelNode; byRef: Map<string, ModelNode> } {
  const byRef = new Map<string, ModelNode>();
  const model = buildNode([root], undefined, parts, byRef);
  return { model, byRef };
}

/** One model node for all occurrences of an element: the instances of a repeat may differ in what they hold. */
function buildNode(
  occurrences: readonly XNode[],
  parent: Draft | undefined,
  parts: ModelParts,
  byRef: Map<string, ModelNode>,
): Draft {
  const first = occurrences[0]!;
  const path = [...(parent?.path ?? []), first.name];
  const ref = `/${path.join('/')}`;
  const node: Draft = {
    kind: 'element',
    name: first.name,
    ref,
    path,
    parent,
    children: [],
    attributes: [],
    bind: parts.binds.get(ref),
    repeat: parts.repeats.get(ref),
    hasRepeats: false,
    template: blankCopy(occurrences.find(isTemplate) ?? first),
    control: parts.controls.get(ref),
    changeActions: changeActions(ref, parts),
  };
  byRef.set(ref, node);
  for (const [name, same] of groupByName(occurrences)) {
    const child = buildNode(same, node, parts, byRef);
    if (child.repeat !== undefined) node.hasRepeats = true;
    if (name !== '') node.children.push(child);
  }
  for (const attribute of first.attributes ?? []) addAttribute(attribute, node, parts, byRef);
  return node;
}

function addAttribute(
  attribute: XNode,
  owner: Draft,
  parts: ModelParts,
  byRef: Map<string, ModelNode>,
): void {
  const path = [...owner.path, `@${attribute.name}`];
  const ref = `/${path.join('/')}`;
  const bind = parts.binds.get(ref);
  if (bind === undefined && !parts.actions.some((action) => action.ref === ref)) return;
  const node: Draft = {
    kind: 'attribute',
    name: attribute.name,
    ref,
    path,
    parent: owner,
    children: [],
    attributes: [],
    bind,
    repeat: undefined,
    hasRepeats: false,
    template: attribute,
    control: undefined,
    changeActions: [],
  };
  owner.attributes.push(node);
  byRef.set(ref, node);
}

function changeActions(ref: string, parts: ModelParts): readonly Action[] {
  return parts.actions.filter(
    (action) => action.owner === ref && action.events.includes('xforms-value-changed'),
  );
}

function groupByName(occurrences: readonly XNode[]): Map<string, XNode[]> {
  const groups = new Map<string, XNode[]>();
  for (const occurrence of occurrences) {
    for (const child of occurrence.children) {
      const group = groups.get(child.name);
      if (group === undefined) groups.set(child.name, [child]);
      else group.push(child);
    }
  }
  return groups;
}

function isTemplate(node: XNode): boolean {
  return attrLocal(node, 'template') !== undefined && node.attributes?.some(isTemplateMark) === true;
}

function isTemplateMark(attribute: XNode): boolean {
  return (
    attribute.name === 'jr:template' || (attribute.local === 'template' && attribute.uri.includes('javarosa'))
  );
}

/** A copy without `jr:template` marks and, of nested repeats, without the templates themselves. */
export function blankCopy(node: XNode): XNode {
  const copy = createNode('element', node.name, node.uri);
  copy.text = node.children.length === 0 ? node.text : '';
  for (const child of node.children) if (!isTemplate(child)) appendChild(copy, blankCopy(child));
  for (const attribute of node.attributes ?? []) {
    if (!isTemplateMark(attribute)) setAttribute(copy, attribute.name, attribute.text, attribute.uri);
  }
  return copy;
}
