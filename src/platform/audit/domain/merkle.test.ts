import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, edgeFits, edgeRoot, emptyEdge, emptyRoot, extendEdge, leafHash } from './merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  rangeRootOf,
  verifyConsistency,
  verifyInclusion,
} from './proof.ts';

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 9162, 2.1.1, word for word. */
function naiveRoot(data: Buffer[]): Buffer {
  if (data.length === 0) return sha();
  if (data.length === 1) return sha(Buffer.of(0), data[0]!);
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return sha(Buffer.of(1), naiveRoot(data.slice(0, k)), naiveRoot(data.slice(k)));
}

/** PATH of RFC 9162, 2.1.3.1, word for word. */
function naivePath(m: number, data: Buffer[]): Buffer[] {
  if (data.length === 1) return [];
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return m < k
    ? [...naivePath(m, data.slice(0, k)), naiveRoot(data.slice(k))]
    : [...naivePath(m - k, data.slice(k)), naiveRoot(data.slice(0, k))];
}

/** SUBPROOF of RFC 9162, 2.1.4.1, word for word. */
function naiveSubproof(m: number, data: Buffer[], b: boolean): Buffer[] {
  if (m === data.length) return b ? [] : [naiveRoot(data)];
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return m <= k
    ? [...naiveSubproof(m, data.slice(0, k), b), naiveRoot(data.slice(k))]
    : [...naiveSubproof(m - k, data.slice(k), false), naiveRoot(data.slice(0, k))];
}

const data = fc.array(
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  { minLength: 1, maxLength: 70 },
);
const leavesOf = (list: Buffer[]) => list.map(leafHash);
const flip = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at % copy.length]! ^= 1;
  return copy;
};

describe('the Merkle tree', () => {
  it('gives the published roots of the eight-leaf test log of certificate transparency', () => {
    const list = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const leaves = list.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(emptyRoot.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(rangeRootOf(leaves)(0, 1).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rangeRootOf(leaves)(0, 8).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  it('grows by batches of any size to the same root as the definition', () => {
    fc.assert(
      fc.property(data, fc.array(fc.nat(20)), (list, cuts) => {
        let edge: Edge = emptyEdge;
        let at = 0;
        for (const cut of [...cuts, list.length]) {
          const end = Math.min(list.length, at + cut);
          edge = extendEdge(edge, leavesOf(list.slice(at, end)));
          at = end;
          expect(edgeFits(edge)).toBe(true);
        }
        expect(edge.size).toBe(list.length);
        expect(edgeRoot(edge)).toEqual(naiveRoot(list));
      }),
    );
  });

  it('knows an edge that does not fit its size', () => {
    expect(edgeFits({ size: 3, nodes: [emptyRoot] })).toBe(false);
    expect(edgeFits({ size: 1, nodes: [Buffer.alloc(31)] })).toBe(false);
  });
});

describe('inclusion', () => {
  it('refuses a leaf outside the tree', () => {
    expect(() => inclusionProof(3, 3, rangeRootOf([]))).toThrow(RangeError);
    const root = emptyRoot;
    expect(verifyInclusion({ index: 1, size: 1, leaf: root, proof: [], root })).toBe(false);
  });

  it('proves each leaf as the definition does, and nothing else', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(), (list, pick, bit) => {
        const index = pick % list.length;
        const leaves = leavesOf(list);
        const proof = inclusionProof(index, list.length, rangeRootOf(leaves));
        expect(proof).toEqual(naivePath(index, list));
        const claim = { index, size: list.length, leaf: leaves[index]!, proof, root: naiveRoot(list) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: flip(claim.leaf, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
        if (proof.length === 0) return;
        const damaged = proof.map((node, i) => (i === bit % proof.length ? flip(node, bit) : node));
        expect(verifyInclusion({ ...claim, proof: damaged })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
      }),
    );
  });
});

describe('consistency', () => {
  it('refuses sizes that are not in order', () => {
    expect(() => consistencyProof(0, 3, rangeRootOf([]))).toThrow(RangeError);
    expect(() => consistencyProof(4, 3, rangeRootOf([]))).toThrow(RangeError);
    const root = emptyRoot;
    expect(verifyConsistency({ first: 2, firstRoot: root, size: 1, root, proof: [] })).toBe(false);
    expect(verifyConsistency({ first: 1, firstRoot: root, size: 2, root, proof: [] })).toBe(false);
  });

  it('proves that a tree only grew, as the definition does, and nothing else', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(), (list, pick, bit) => {
        const first = 1 + (pick % list.length);
        const proof = consistencyProof(first, list.length, rangeRootOf(leavesOf(list)));
        expect(proof).toEqual(naiveSubproof(first, list, true));
        const firstRoot = naiveRoot(list.slice(0, first));
        const claim = { first, firstRoot, size: list.length, root: naiveRoot(list), proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: flip(firstRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, root: flip(claim.root, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, firstRoot] })).toBe(false);
        if (proof.length === 0) return;
        const damaged = proof.map((node, i) => (i === bit % proof.length ? flip(node, bit) : node));
        expect(verifyConsistency({ ...claim, proof: damaged })).toBe(false);
      }),
    );
  });
});
