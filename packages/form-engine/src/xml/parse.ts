import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import { FormEngineError } from '../errors.ts';
import { appendChild, createNode, setAttribute, type XNode } from './tree.ts';

export interface ParseXmlOptions {
  /** UTF-16 units; default 64 million. */
  readonly maxLength?: number;
  /** Default 200. */
  readonly maxDepth?: number;
}

interface Scope {
  readonly uris: ReadonlyMap<string, string>;
  readonly node: XNode;
  parts: (string | XNode)[];
}

const XML_SCOPE: ReadonlyMap<string, string> = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
  ['xmlns', 'http://www.w3.org/2000/xmlns/'],
]);

/**
 * Parses XML text into a tree and returns its document node. Namespaces are resolved; comments and processing
 * instructions are dropped; a DOCTYPE is refused.
 */
export function parseXml(text: string, options: ParseXmlOptions = {}): XNode {
  if (text.length > (options.maxLength ?? 64_000_000)) {
    throw new FormEngineError('xml.too-large', 'The XML text is too large.');
  }
  const maxDepth = options.maxDepth ?? 200;
  const document = createNode('document', '');
  const open: Scope[] = [{ uris: XML_SCOPE, node: document, parts: [] }];
  const parser = new SaxesParser();
  const addText = (part: string): void => {
    const scope = open[open.length - 1];
    if (scope !== undefined && scope.node.kind === 'element') scope.parts.push(part);
  };
  parser.on('error', (error) => {
    throw new FormEngineError('xml.malformed', `Not well-formed XML (${error.message})`);
  });
  parser.on('doctype', () => {
    throw new FormEngineError('xml.doctype', 'A DOCTYPE is not accepted.');
  });
  parser.on('opentag', (tag) => {
    const outer = open[open.length - 1];
    if (outer === undefined) return;
    if (open.length > maxDepth) throw new FormEngineError('xml.too-deep', 'The XML is nested too deeply.');
    const scope = openElement(tag, outer.uris);
    appendChild(outer.node, scope.node);
    outer.parts.push(scope.node);
    open.push(scope);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const scope = open.pop();
    if (scope !== undefined) settleText(scope);
  });
  // Spreadsheets saved by some tools put a byte-order mark before the declaration.
  parser.write(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).close();
  return document;
}

function openElement(tag: SaxesTagPlain, outer: ReadonlyMap<string, string>): Scope {
  let uris = outer;
  for (const name in tag.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const extended = new Map(uris);
    extended.set(name === 'xmlns' ? '' : name.slice(6), attributeText(tag.attributes[name]));
    uris = extended;
  }
  const node = createNode('element', tag.name, uris.get(prefixOf(tag.name)) ?? '');
  for (const name in tag.attributes) {
    const prefix = prefixOf(name);
    const uri = prefix === '' ? '' : (uris.get(prefix) ?? '');
    setAttribute(node, name, attributeText(tag.attributes[name]), uri);
  }
  return { uris, node, parts: [] };
}

function attributeText(value: string | SaxesAttributePlain | undefined): string {
  return typeof value === 'string' ? value : (value?.value ?? '');
}

export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

function settleText(scope: Scope): void {
  const { node, parts } = scope;
  if (node.children.length === 0) {
    node.text = parts.length === 1 ? String(parts[0]) : parts.join('');
    return;
  }
  const hasText = parts.some((part) => typeof part === 'string' && part.trim() !== '');
  if (!hasText) return;
  node.mixed = parts;
  node.text = parts.filter((part) => typeof part === 'string').join('');
}
