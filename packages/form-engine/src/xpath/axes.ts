import { childrenNamed, createNode, type XNode } from '../xml/tree.ts';
import type { Axis, NodeTest, Step } from './ast.ts';
import type { XPathHost } from './host.ts';
import { nodeText } from './values.ts';

type Walk = (host: XPathHost, node: XNode) => readonly XNode[];

/** Axes that list nodes nearest first: their positions count backwards through the document. */
export const REVERSE: ReadonlySet<Axis> = new Set<Axis>([
  'ancestor',
  'ancestor-or-self',
  'preceding',
  'preceding-sibling',
]);

/** Whether two different start nodes can lead to the same node. */
export const OVERLAPS: ReadonlySet<Axis> = new Set<Axis>([
  'parent',
  'ancestor',
  'ancestor-or-self',
  'descendant',
  'descendant-or-self',
  'following',
  'following-sibling',
  'preceding',
  'preceding-sibling',
]);

const NONE: readonly XNode[] = [];

function childrenOf(host: XPathHost, node: XNode): readonly XNode[] {
  if (node.live !== null) host.touchChildren(node);
  return node.children;
}

function parentOf(node: XNode): readonly XNode[] {
  return node.parent === null ? NONE : [node.parent];
}

function ancestors(node: XNode, withSelf: boolean): readonly XNode[] {
  const found: XNode[] = [];
  for (let at: XNode | null = withSelf ? node : node.parent; at !== null; at = at.parent) found.push(at);
  return found;
}

function descendants(host: XPathHost, node: XNode, withSelf: boolean): readonly XNode[] {
  const found: XNode[] = withSelf ? [node] : [];
  collect(host, node, found);
  return found;
}

function collect(host: XPathHost, node: XNode, found: XNode[]): void {
  for (const child of childrenOf(host, node)) {
    found.push(child);
    collect(host, child, found);
  }
}

function siblings(host: XPathHost, node: XNode, after: boolean): readonly XNode[] {
  const { parent } = node;
  if (parent === null || node.kind === 'attribute') return NONE;
  const all = childrenOf(host, parent);
  const index = all.indexOf(node);
  return after ? all.slice(index + 1) : all.slice(0, Math.max(index, 0)).reverse();
}

function beside(host: XPathHost, node: XNode, after: boolean): readonly XNode[] {
  const found: XNode[] = [];
  for (let at: XNode | null = node; at !== null; at = at.parent) {
    for (const sibling of siblings(host, at, after)) {
      const inside = descendants(host, sibling, true);
      found.push(...(after ? inside : [...inside].reverse()));
    }
  }
  return found;
}

const WALKS: Readonly<Record<Axis, Walk>> = {
  self: (_host, node) => [node],
  child: childrenOf,
  parent: (_host, node) => parentOf(node),
  attribute: (_host, node) => node.attributes ?? NONE,
  namespace: () => NONE,
  ancestor: (_host, node) => ancestors(node, false),
  'ancestor-or-self': (_host, node) => ancestors(node, true),
  descendant: (host, node) => descendants(host, node, false),
  'descendant-or-self': (host, node) => descendants(host, node, true),
  'following-sibling': (host, node) => siblings(host, node, true),
  'preceding-sibling': (host, node) => siblings(host, node, false),
  following: (host, node) => beside(host, node, true),
  preceding: (host, node) => beside(host, node, false),
};

/** The nodes of one step from one node, in axis order and before predicates. */
export function walkStep(step: Step): Walk {
  const { axis, test } = step;
  if (axis === 'child') {
    if (test.kind === 'name') return childrenByName(test.name);
    if (test.kind === 'text') return textOf;
  }
  const walk = WALKS[axis];
  const matches = matcher(test, axis);
  if (matches === undefined) return walk;
  return (host, node) => walk(host, node).filter(matches);
}

function childrenByName(name: string): Walk {
  return (host, node) => {
    if (node.live !== null) host.touchChildren(node);
    return childrenNamed(node, name);
  };
}

function textOf(host: XPathHost, node: XNode): readonly XNode[] {
  if (node.kind !== 'element' || node.children.length > 0) return NONE;
  const text = createNode('text', '');
  text.text = nodeText(host, node);
  text.parent = node;
  return text.text === '' ? NONE : [text];
}

function matcher(test: NodeTest, axis: Axis): ((node: XNode) => boolean) | undefined {
  const principal: XNode['kind'] = axis === 'attribute' ? 'attribute' : 'element';
  if (test.kind === 'node') return undefined;
  if (test.kind === 'any') return (node) => node.kind === principal;
  if (test.kind === 'name') {
    const { name } = test;
    return (node) => node.kind === principal && node.name === name;
  }
  if (test.kind === 'prefix') {
    const prefix = `${test.prefix}:`;
    return (node) => node.kind === principal && node.name.startsWith(prefix);
  }
  if (test.kind === 'text') return (node) => node.kind === 'text';
  return () => false;
}
