import { prefixOf } from '../xml/parse.ts';
import { attributeNode, type XNode } from '../xml/tree.ts';
import { escapeAttribute, escapeText } from '../xml/write.ts';
import { OPENROSA } from './load.ts';
import { type Runtime, stateOf } from './state.ts';
import { isRelevant, peekValue } from './values.ts';

const KNOWN: Readonly<Record<string, string>> = {
  orx: OPENROSA,
  jr: 'http://openrosa.org/javarosa',
  odk: 'http://www.opendatakit.org/xforms',
  entities: 'http://www.opendatakit.org/xforms/entities',
};

/** The record as it is sent: hidden nodes left out, every prefix declared on the root. */
export function serializeRecord(runtime: Runtime): string {
  const root = runtime.root.node;
  const body = writeChildren(runtime, root);
  const declarations = missingDeclarations(runtime, root);
  const open = `${root.name}${declarations}${writeAttributes(runtime, root)}`;
  return body === '' ? `<${open}/>` : `<${open}>${body}</${root.name}>`;
}

function write(runtime: Runtime, node: XNode): string {
  const state = stateOf(node);
  if (state !== undefined && !isRelevant(runtime, state)) return '';
  const open = `${node.name}${writeAttributes(runtime, node)}`;
  const body = writeChildren(runtime, node);
  return body === '' ? `<${open}/>` : `<${open}>${body}</${node.name}>`;
}

function writeChildren(runtime: Runtime, node: XNode): string {
  if (node.children.length > 0) {
    let body = '';
    for (const child of node.children) body += write(runtime, child);
    return body;
  }
  const state = stateOf(node);
  return escapeText(state === undefined ? node.text : peekValue(runtime, state));
}

function writeAttributes(runtime: Runtime, node: XNode): string {
  let written = '';
  for (const attribute of node.attributes ?? []) {
    const state = stateOf(attribute);
    if (state !== undefined && !isRelevant(runtime, state)) continue;
    const value = state === undefined ? attribute.text : peekValue(runtime, state);
    written += ` ${attribute.name}="${escapeAttribute(value)}"`;
  }
  return written;
}

function missingDeclarations(runtime: Runtime, root: XNode): string {
  const prefixes = new Set<string>();
  const visit = (node: XNode): void => {
    if (!node.name.startsWith('xmlns')) prefixes.add(prefixOf(node.name));
    for (const attribute of node.attributes ?? []) visit(attribute);
    for (const child of node.children) visit(child);
  };
  visit(root);
  let declared = '';
  for (const prefix of [...prefixes].sort()) {
    if (prefix === '' || prefix === 'xml' || attributeNode(root, `xmlns:${prefix}`) !== undefined) continue;
    const uri = runtime.definition.namespaces.get(prefix) ?? KNOWN[prefix];
    if (uri !== undefined) declared += ` xmlns:${prefix}="${escapeAttribute(uri)}"`;
  }
  return declared;
}
