import type { FormNode } from '../survey/node.ts';
import { walk } from '../survey/node.ts';
import { readReferences } from './references.ts';

/** Expressions whose value must be known before the node's own can be. */
const DEPENDENT = ['calculate', 'relevant'];

/**
 * Circles among calculations and relevance, each as the nodes along it. References to other instances of a
 * repeat (`indexed-repeat`, predicates) and to the last saved record are no circle.
 */
export function findCycles(root: FormNode, find: (name: string) => FormNode | undefined): FormNode[][] {
  const edges = new Map<FormNode, FormNode[]>();
  walk(root, (node) => {
    if (node.bind === undefined || node.kind === 'attribute' || node.kind === 'entityLabel') return;
    const targets = dependencies(node)
      .map(find)
      .filter((target) => target !== undefined);
    if (targets.length > 0) edges.set(node, targets);
  });
  const cycles: FormNode[][] = [];
  const done = new Set<FormNode>();
  for (const start of edges.keys()) {
    if (!done.has(start)) search(start, edges, done, cycles);
  }
  return cycles;
}

function dependencies(node: FormNode): string[] {
  const names: string[] = [];
  for (const key of DEPENDENT) {
    const text = node.bind?.[key];
    if (typeof text !== 'string' || (key === 'calculate' && node.trigger.length > 0)) continue;
    const elsewhere = /indexed-repeat\(|\[/.test(text);
    if (elsewhere) continue;
    for (const { name, lastSaved } of readReferences(text).references) if (!lastSaved) names.push(name);
  }
  return names;
}

/** Depth-first without recursion, for a chain of calculations may be as long as the form. */
function search(
  start: FormNode,
  edges: ReadonlyMap<FormNode, FormNode[]>,
  done: Set<FormNode>,
  cycles: FormNode[][],
): void {
  const path: FormNode[] = [start];
  const onPath = new Map<FormNode, number>([[start, 0]]);
  const next: number[] = [0];
  while (path.length > 0) {
    const node = path[path.length - 1]!;
    const target = edges.get(node)?.[next[next.length - 1]!++];
    if (target === undefined) {
      done.add(node);
      onPath.delete(node);
      path.pop();
      next.pop();
    } else if (onPath.has(target)) {
      cycles.push([...path.slice(onPath.get(target)), target]);
    } else if (!done.has(target) && edges.has(target)) {
      onPath.set(target, path.length);
      path.push(target);
      next.push(0);
    }
  }
}
