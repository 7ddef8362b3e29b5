import { parseXml } from '../src/xml/parse.ts';
import { createDocument, createElement, staticText, type XNode } from '../src/xml/tree.ts';
import { compileXPath } from '../src/xpath/compile.ts';
import type { ZoneOffset } from '../src/xpath/dates.ts';
import { createContext, type XPathHost } from '../src/xpath/host.ts';
import { toText } from '../src/xpath/values.ts';

export interface HostOptions {
  readonly xml?: string;
  readonly zone?: ZoneOffset;
  readonly now?: string;
  readonly instances?: Readonly<Record<string, string>>;
}

export function hostOf({
  xml,
  zone = () => 0,
  now = '2026-03-04T10:20:30.400Z',
  instances = {},
}: HostOptions = {}): XPathHost {
  const document = xml === undefined ? createDocument(createElement('data')) : parseXml(xml);
  const lists = new Map(Object.entries(instances).map(([id, text]) => [id, parseXml(text)]));
  return {
    document,
    instance: (id) => lists.get(id),
    value: (node) => staticText(node),
    included: () => true,
    touchChildren: () => {},
    now: () => new Date(now),
    zone,
    uuid: () => '00000000-0000-4000-8000-000000000001',
    random: () => 0.25,
    itext: (id) => `text of ${id}`,
    choiceName: () => undefined,
    property: (name) => `my ${name}`,
    version: '7',
    locale: () => 'en',
    staticPaths: [],
  };
}

/** Evaluates to text, from the root element or from the first node of `at`. */
export function evaluate(source: string, options: HostOptions & { readonly at?: string } = {}): string {
  const host = hostOf(options);
  const node = contextNode(host, options.at);
  return compileXPath(source).text(createContext(host, node));
}

export function evaluateAll(source: string, options: HostOptions & { readonly at?: string } = {}): string[] {
  const host = hostOf(options);
  const nodes = compileXPath(source).nodes(createContext(host, contextNode(host, options.at)));
  return nodes.map((node) => toText(host, [node]));
}

function contextNode(host: XPathHost, at: string | undefined): XNode {
  const root = host.document.children[0]!;
  if (at === undefined) return root;
  return compileXPath(at).nodes(createContext(host, root))[0] ?? root;
}
