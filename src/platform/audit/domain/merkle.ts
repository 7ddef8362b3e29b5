import { hash } from 'node:crypto';

/**
 * Merkle tree of RFC 9162, section 2.1, over a list that only grows. A leaf is hashed with a 0x00 and a node with a 0x01
 * in front, so that no node can be passed off as a leaf.
 */

/** Leaf hash of the data of one entry (the 32 bytes of its chain hash). */
export function leafHash(data: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + data.length);
  input[0] = 0;
  input.set(data, 1);
  return hash('sha256', input, 'buffer');
}

const nodeInput = Buffer.alloc(65, 1);

/** Hash of the node above two nodes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  // For 32 bytes a loop is faster than a call into the engine.
  for (let i = 0; i < 32; i += 1) {
    nodeInput[1 + i] = left[i]!;
    nodeInput[33 + i] = right[i]!;
  }
  return hash('sha256', nodeInput, 'buffer');
}

/** Root of the empty tree: SHA-256 of nothing. */
export const emptyRoot: Buffer = hash('sha256', Buffer.alloc(0), 'buffer');

/**
 * The compact right edge of a tree: the roots of its perfect subtrees from the largest (left) to the smallest (right),
 * one for each bit that is set in `size`. It is all that is needed to add leaves and to know the root.
 */
export interface Edge {
  readonly size: number;
  readonly nodes: readonly Buffer[];
}

export const emptyEdge: Edge = { size: 0, nodes: [] };

/** The edge after adding leaves (given as leaf hashes) on the right. */
export function extendEdge(edge: Edge, leaves: readonly Buffer[]): Edge {
  const nodes = [...edge.nodes];
  let size = edge.size;
  for (const leaf of leaves) {
    let node = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(nodes.pop()!, node);
    nodes.push(node);
    size += 1;
  }
  return { size, nodes };
}

/** Root of the tree that has this edge. */
export function edgeRoot(edge: Edge): Buffer {
  const { nodes } = edge;
  if (nodes.length === 0) return emptyRoot;
  let root = nodes[nodes.length - 1]!;
  for (let i = nodes.length - 2; i >= 0; i -= 1) root = nodeHash(nodes[i]!, root);
  return root;
}

/** Whether the number of nodes fits the size: one per set bit. */
export function edgeFits(edge: Edge): boolean {
  let bits = 0;
  for (let rest = edge.size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits === edge.nodes.length && edge.nodes.every((node) => node.length === 32);
}
