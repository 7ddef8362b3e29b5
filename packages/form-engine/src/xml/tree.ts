/**
 * The one node shape of this package: the form itself, its instances and submissions are all trees of it.
 * Plain objects of one hidden class, because XPath touches them by the hundred thousand.
 */
export interface XNode {
  readonly kind: 'element' | 'attribute' | 'text' | 'document';
  /** Qualified name as written (`orx:meta`); empty for text and document. */
  readonly name: string;
  /** Name without prefix. */
  readonly local: string;
  /** Namespace URI, empty when none. */
  readonly uri: string;
  parent: XNode | null;
  /** Child elements in order. Never mutate directly: use `appendChild`, `insertChild`, `removeChild`. */
  children: XNode[];
  attributes: XNode[] | null;
  /** The element's own text, joined; whitespace between child elements is dropped. */
  text: string;
  /** Text and elements in order; only where an element holds both. */
  mixed: (string | XNode)[] | null;
  /** Lazy index of `children` by name. */
  byName: Map<string, XNode[]> | null;
  /** State of a running form for this node; null in static trees. Opaque to XML and XPath. */
  live: object | null;
}

const EMPTY: XNode[] = [];
Object.freeze(EMPTY);

/** Below this many children a scan beats a map. */
const INDEX_FROM = 6;

export function createNode(kind: XNode['kind'], name: string, uri = ''): XNode {
  const colon = name.indexOf(':');
  return {
    kind,
    name,
    local: colon < 0 ? name : name.slice(colon + 1),
    uri,
    parent: null,
    children: EMPTY,
    attributes: null,
    text: '',
    mixed: null,
    byName: null,
    live: null,
  };
}

export function createElement(name: string, text = '', uri = ''): XNode {
  const node = createNode('element', name, uri);
  node.text = text;
  return node;
}

/** A document whose only child is `root`. */
export function createDocument(root: XNode): XNode {
  const document = createNode('document', '');
  appendChild(document, root);
  return document;
}

export function appendChild(parent: XNode, child: XNode): void {
  if (parent.children === EMPTY) parent.children = [child];
  else parent.children.push(child);
  child.parent = parent;
  parent.byName = null;
}

export function insertChild(parent: XNode, child: XNode, index: number): void {
  if (parent.children === EMPTY) parent.children = [child];
  else parent.children.splice(index, 0, child);
  child.parent = parent;
  parent.byName = null;
}

export function removeChild(parent: XNode, child: XNode): void {
  const index = parent.children.indexOf(child);
  if (index < 0) return;
  parent.children.splice(index, 1);
  child.parent = null;
  parent.byName = null;
}

export function setAttribute(element: XNode, name: string, value: string, uri = ''): void {
  const found = attributeNode(element, name);
  if (found !== undefined) {
    found.text = value;
    return;
  }
  const attribute = createNode('attribute', name, uri);
  attribute.text = value;
  attribute.parent = element;
  if (element.attributes === null) element.attributes = [attribute];
  else element.attributes.push(attribute);
}

export function attributeNode(element: XNode, name: string): XNode | undefined {
  return element.attributes?.find((attribute) => attribute.name === name);
}

/** Value of an attribute by the name as written. */
export function attr(element: XNode, name: string): string | undefined {
  return attributeNode(element, name)?.text;
}

/** Value of an attribute by local name, whatever its prefix (`jr:count`, `count`). */
export function attrLocal(element: XNode, local: string): string | undefined {
  return element.attributes?.find((attribute) => attribute.local === local)?.text;
}

export function childNamed(parent: XNode, local: string): XNode | undefined {
  return parent.children.find((child) => child.local === local);
}

/**
 * Child elements of one qualified name, in order. The same array is handed out until the children change:
 * treat it as read-only. Its identity is what hash indexes over choice lists are cached by.
 */
export function childrenNamed(parent: XNode, name: string): readonly XNode[] {
  const { children } = parent;
  if (children.length === 0) return EMPTY;
  if (parent.byName === null) {
    if (children.length < INDEX_FROM) return scan(children, name);
    parent.byName = indexByName(children);
  }
  return parent.byName.get(name) ?? EMPTY;
}

function scan(children: readonly XNode[], name: string): readonly XNode[] {
  let found: XNode[] | undefined;
  for (const child of children) {
    if (child.name !== name) continue;
    if (found === undefined) found = [child];
    else found.push(child);
  }
  return found ?? EMPTY;
}

function indexByName(children: readonly XNode[]): Map<string, XNode[]> {
  const index = new Map<string, XNode[]>();
  for (const child of children) {
    const list = index.get(child.name);
    if (list === undefined) index.set(child.name, [child]);
    else list.push(child);
  }
  return index;
}

/** XPath string-value of a node of a static tree. */
export function staticText(node: XNode): string {
  if (node.mixed !== null) {
    let text = '';
    for (const part of node.mixed) text += typeof part === 'string' ? part : staticText(part);
    return text;
  }
  if (node.children.length === 0) return node.text;
  let text = '';
  for (const child of node.children) text += staticText(child);
  return text;
}

/** Position among all nodes of the tree: negative when `a` comes first. */
export function compareDocumentOrder(a: XNode, b: XNode): number {
  if (a === b) return 0;
  const left = ancestry(a);
  const right = ancestry(b);
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth += 1;
  const x = left[depth];
  const y = right[depth];
  if (x === undefined) return -1;
  if (y === undefined) return 1;
  return place(x) - place(y);
}

function ancestry(node: XNode): XNode[] {
  const chain: XNode[] = [];
  for (let at: XNode | null = node; at !== null; at = at.parent) chain.push(at);
  return chain.reverse();
}

function place(node: XNode): number {
  const { parent } = node;
  if (parent === null) return 0;
  // Attributes come before children (XPath 1.0, section 5).
  if (node.kind === 'attribute') return (parent.attributes?.indexOf(node) ?? 0) - 1e6;
  if (node.kind === 'text') return -1;
  return parent.children.indexOf(node);
}
