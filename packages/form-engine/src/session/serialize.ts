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
  return serialize({
    runtime,
    shows: (node) => {
      const state = stateOf(node);
      return state === undefined || isRelevant(runtime, state);
    },
    textOf: (node) => {
      const state = stateOf(node);
      return state === undefined ? node.text : peekValue(runtime, state);
    },
  });
}

/** The record as it stands, hidden answers and those that a filter took away included. */
export function serializeDraft(runtime: Runtime): string {
  return serialize({ runtime, shows: () => true, textOf: (node) => node.text });
}

interface Writer {
  readonly runtime: Runtime;
  readonly shows: (node: XNode) => boolean;
  readonly textOf: (node: XNode) => string;
}

function serialize(writer: Writer): string {
  const { runtime } = writer;
  const root = runtime.root.node;
  const body = writeChildren(writer, root);
  const declarations = missingDeclarations(runtime, root);
  const open = `${root.name}${declarations}${writeAttributes(writer, root)}`;
  return body === '' ? `<${open}/>` : `<${open}>${body}</${root.name}>`;
}

function write(writer: Writer, node: XNode): string {
  if (!writer.shows(node)) return '';
  const open = `${node.name}${writeAttributes(writer, node)}`;
  const body = writeChildren(writer, node);
  return body === '' ? `<${open}/>` : `<${open}>${body}</${node.name}>`;
}

function writeChildren(writer: Writer, node: XNode): string {
  if (node.children.length === 0) return escapeText(writer.textOf(node));
  let body = '';
  for (const child of node.children) body += write(writer, child);
  return body;
}

function writeAttributes(writer: Writer, node: XNode): string {
  let written = '';
  for (const attribute of node.attributes ?? []) {
    if (writer.shows(attribute))
      written += ` ${attribute.name}="${escapeAttribute(writer.textOf(attribute))}"`;
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
