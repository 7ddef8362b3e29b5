import { blankCopy } from '../definition/model.ts';
import type { FormDefinition, ModelNode } from '../definition/types.ts';
import { FormEngineError } from '../errors.ts';
import { parseXml } from '../xml/parse.ts';
import { appendChild, createElement, createNode, setAttribute, type XNode } from '../xml/tree.ts';

/** The record that a new form starts from. */
export function newRecord(definition: FormDefinition): XNode {
  return blankCopy(definition.instance);
}

/**
 * A stored record, in the shape of the form: nodes that were left out (hidden when it was sent) are put back, nodes
 * that this version of the form does not have are not taken.
 *
 * @param blank whether nodes that are put back stay empty; otherwise they get the form's defaults.
 */
export function loadRecord(definition: FormDefinition, xml: string, blank: boolean): XNode {
  const root = parseXml(xml, { maxDepth: 100 }).children[0];
  if (root === undefined || root.local !== definition.model.template.local) {
    throw new FormEngineError('form.structure', `The record is not one of ${definition.rootName}.`);
  }
  return merge(definition.model, root, blank);
}

function merge(model: ModelNode, stored: XNode, blank: boolean): XNode {
  const node = createElement(model.name, '', model.template.uri);
  for (const attribute of model.template.attributes ?? []) {
    setAttribute(node, attribute.name, attribute.text, attribute.uri);
  }
  for (const attribute of stored.attributes ?? []) {
    if (!attribute.name.startsWith('xmlns'))
      setAttribute(node, attribute.name, attribute.text, attribute.uri);
  }
  if (model.children.length === 0) node.text = stored.text;
  for (const child of model.children) {
    const { local } = child.template;
    const found = stored.children.filter((each) => each.local === local);
    if (child.repeat !== undefined) for (const each of found) appendChild(node, merge(child, each, blank));
    else if (found[0] !== undefined) appendChild(node, merge(child, found[0], blank));
    else appendChild(node, blank ? emptied(child) : merge(child, child.template, blank));
  }
  return node;
}

function emptied(model: ModelNode): XNode {
  return merge(model, createElement(model.name), true);
}

/** The child of the meta block, made if the form has none: `instanceID`, `deprecatedID`, ... */
export function metaNode(root: XNode, name: string): XNode {
  let meta = root.children.find((child) => child.local === 'meta');
  if (meta === undefined) {
    meta = createNode('element', 'orx:meta', OPENROSA);
    appendChild(root, meta);
  }
  const found = meta.children.find((child) => child.local === name);
  if (found !== undefined) return found;
  const prefix = meta.name.slice(0, -'meta'.length);
  const node = createNode('element', prefix + name, meta.uri);
  appendChild(meta, node);
  return node;
}

export const OPENROSA = 'http://openrosa.org/xforms';
