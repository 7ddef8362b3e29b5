import { edgeRoot, emptyEdge, extendEdge, nodeHash } from './merkle.ts';

/** Gives the Merkle root over the leaves `start` (included) to `end` (excluded). */
export type RangeRoot = (start: number, end: number) => Buffer;

/** A RangeRoot over leaf hashes held in memory. */
export function rangeRootOf(leaves: readonly Buffer[]): RangeRoot {
  return (start, end) => edgeRoot(extendEdge(emptyEdge, leaves.slice(start, end)));
}

/** Largest power of two below n (n > 1): where RFC 9162 splits a tree of n leaves. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Inclusion proof of leaf `index` in the tree of `size` leaves (RFC 9162, 2.1.3.1), from the leaf upwards. */
export function inclusionProof(index: number, size: number, root: RangeRoot): Buffer[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path: Buffer[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(root(middle, end));
      end = middle;
    } else {
      path.push(root(start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

const odd = (n: number) => n % 2 === 1;
const half = (n: number) => Math.floor(n / 2);

/** What is claimed of a leaf. */
export interface Inclusion {
  index: number;
  size: number;
  leaf: Buffer;
  proof: readonly Buffer[];
  root: Buffer;
}

/** Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ index, size, leaf, proof, root }: Inclusion): boolean {
  if (!(index >= 0 && index < size)) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!odd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && r.equals(root);
}

/** Proof that the tree of `size` leaves begins with the tree of `first` leaves (RFC 9162, 2.1.4.1). */
export function consistencyProof(first: number, size: number, root: RangeRoot): Buffer[] {
  if (!(first >= 1 && first <= size)) throw new RangeError(`no tree of ${first} within a tree of ${size}`);
  const path: Buffer[] = [];
  let start = 0;
  let end = size;
  // True while the old tree, cut to this range, is the range that its root already names.
  let whole = true;
  while (first !== end) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      path.push(root(middle, end));
      end = middle;
    } else {
      path.push(root(start, middle));
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.push(root(start, end));
  return path.reverse();
}

/** What is claimed of two states of the log. */
export interface Consistency {
  first: number;
  firstRoot: Buffer;
  size: number;
  root: Buffer;
  proof: readonly Buffer[];
}

/** Whether the newer tree only added to the older one (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ first, firstRoot, size, root, proof }: Consistency): boolean {
  if (!(first >= 1 && first <= size)) return false;
  if (first === size) return proof.length === 0 && firstRoot.equals(root);
  let fn = first - 1;
  let sn = size - 1;
  while (odd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  // When the old size is a power of two its root is itself the first node of the path.
  const path = fn === 0 ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (!start) return false;
  let fr = start;
  let sr = start;
  for (const c of path) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!odd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(root);
}
