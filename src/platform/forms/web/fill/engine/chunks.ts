import type { FormNode } from '@sojourn/form-engine';
import { isQuestion } from './pages.ts';

/** Consecutive parts of a form that are drawn together. */
export interface Chunk {
  readonly id: string;
  readonly nodes: readonly FormNode[];
  /** About how many questions stand in it, hidden ones included. */
  readonly size: number;
}

/** Questions of a chunk: about two screens full. */
const FULL = 30;

const sizeOf = (node: FormNode): number =>
  isQuestion(node) ? 1 : node.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** A form divided into chunks; a group is never divided. */
export function chunksOf(nodes: readonly FormNode[]): Chunk[] {
  const chunks: { id: string; nodes: FormNode[]; size: number }[] = [];
  for (const node of nodes) {
    const size = sizeOf(node);
    const last = chunks.at(-1);
    if (last && last.size + size <= FULL) {
      last.nodes.push(node);
      last.size += size;
    } else chunks.push({ id: node.id, nodes: [node], size });
  }
  return chunks;
}
