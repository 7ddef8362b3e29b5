import { type Edge, edgeRoot, emptyEdge, extendEdge } from '../domain/merkle.ts';
import { type Checkpoint, openCheckpoint, type Verifier } from '../domain/note.ts';
import { type LogReader, readCheckpoints, type StoredCheckpoint, scanLeaves } from '../store/verify.ts';
import { splitNotes } from '../witness.ts';
import type { FindingCode, Findings } from './finding.ts';

export interface TreeResult {
  leaves: number;
  checkpoints: number;
  witnessed: number;
}

interface Watch {
  findings: Findings;
  /** Sizes at which somebody vouched for a root, ascending. */
  sizes: number[];
  stored: Map<number, StoredCheckpoint>;
  signed: Map<number, Checkpoint>;
  witnessed: Map<number, Checkpoint[]>;
  /** Last size whose root was confirmed: damage lies after it. */
  confirmed: number;
  /** A root that differs makes all later ones differ: the first is told. */
  rootBroken: boolean;
}

/** Rebuilds the Merkle log from its leaves and compares it with every checkpoint, inside the database and outside. */
export async function checkTree(
  reader: LogReader,
  options: { verifiers: readonly Verifier[]; witness: string | undefined; witnessExpected: boolean },
  findings: Findings,
): Promise<TreeResult> {
  const rows = await readCheckpoints(reader);
  const watch = prepare(rows, options, findings);
  let edge: Edge = emptyEdge;
  let waiting: Buffer[] = [];
  let expected = 0;
  let intact = true;
  const work = () => {
    if (intact) edge = grow(edge, waiting, watch);
    waiting = [];
  };
  await scanLeaves(reader, (leaf) => {
    if (leaf.index !== expected) {
      work();
      intact = false;
      reportGap(leaf, expected, findings);
    }
    expected = Math.max(expected, leaf.index + 1);
    waiting.push(leaf.hash);
    if (waiting.length >= 1024) work();
  });
  work();
  reportEnd(expected, watch);
  return {
    leaves: expected,
    checkpoints: rows.length,
    witnessed: [...watch.witnessed.values()].flat().length,
  };
}

function reportGap(leaf: { index: number; entryId: number }, expected: number, findings: Findings): void {
  const at = { leafIndex: expected, leafEnd: leaf.index };
  if (leaf.index > expected) {
    findings.add({
      code: 'leaf_missing',
      message: `Leaves ${expected} to ${leaf.index - 1} of the Merkle log are missing.`,
      ...at,
    });
  } else {
    const message = `Leaf ${leaf.index} of the Merkle log stands where leaf ${expected} should.`;
    findings.add({ code: 'leaf_edited', message, leafIndex: leaf.index, entryId: leaf.entryId });
  }
}

/** Adds leaves and stops at each size for which there is a checkpoint. */
function grow(edge: Edge, hashes: readonly Buffer[], watch: Watch): Edge {
  let grown = edge;
  let from = 0;
  while (from < hashes.length) {
    const next = watch.sizes[0] ?? Number.POSITIVE_INFINITY;
    const to = Math.min(hashes.length, from + next - grown.size);
    grown = extendEdge(grown, hashes.slice(from, to));
    from = to;
    confirmRoot(grown, watch);
  }
  return grown;
}

function confirmRoot(edge: Edge, watch: Watch): void {
  const { size } = edge;
  if (watch.sizes[0] !== size) return;
  watch.sizes.shift();
  const root = edgeRoot(edge);
  const stored = watch.stored.get(size);
  const vouched = [watch.signed.get(size), ...(watch.witnessed.get(size) ?? [])].filter(
    (c) => c !== undefined,
  );
  const from = Math.min(watch.confirmed, size);
  const report = (code: FindingCode, message: string) =>
    watch.findings.add({ code, message, leafIndex: from, leafEnd: size });
  if (vouched.every((checkpoint) => checkpoint.root.equals(root))) {
    if (vouched.length > 0 && !watch.rootBroken) watch.confirmed = size;
    if (stored && !(stored.root.equals(root) && stored.edge.equals(Buffer.concat(edge.nodes)))) {
      report(
        'checkpoint_edited',
        `The columns of the checkpoint of ${size} entries differ from what was signed.`,
      );
    }
  } else if (!watch.rootBroken) {
    watch.rootBroken = true;
    const leaves = `Leaves ${from} to ${size - 1} of the Merkle log`;
    report(
      'history_rewritten',
      `${leaves} are not those that the checkpoint of ${size} entries was signed for.`,
    );
  }
}

function prepare(
  rows: readonly StoredCheckpoint[],
  {
    verifiers,
    witness,
    witnessExpected,
  }: { verifiers: readonly Verifier[]; witness: string | undefined; witnessExpected: boolean },
  findings: Findings,
): Watch {
  const stored = new Map(rows.map((row) => [row.size, row]));
  const signed = new Map<number, Checkpoint>();
  for (const row of rows) {
    const checkpoint = openCheckpoint(row.note, verifiers);
    if (checkpoint?.size === row.size) signed.set(row.size, checkpoint);
    else {
      const message = `The checkpoint of ${row.size} entries is not signed by a known key.`;
      findings.add({ code: 'checkpoint_unsigned', message, leafIndex: 0, leafEnd: row.size });
    }
  }
  if (witnessExpected && witness === undefined && rows.length > 0) {
    findings.add({
      code: 'witness_missing',
      message: 'There is no witness file, although checkpoints were written.',
    });
  }
  const witnessed = readNotes(witness ?? '', verifiers, findings);
  const sizes = [...new Set([...stored.keys(), ...witnessed.keys()])].sort((a, b) => a - b);
  return { findings, sizes, stored, signed, witnessed, confirmed: 0, rootBroken: false };
}

function readNotes(
  text: string,
  verifiers: readonly Verifier[],
  findings: Findings,
): Map<number, Checkpoint[]> {
  const { notes, strayCharacters } = splitNotes(text);
  const known = new Map<number, Checkpoint[]>();
  let number = 0;
  for (const note of notes) {
    number += 1;
    const checkpoint = openCheckpoint(note, verifiers);
    if (!checkpoint) {
      findings.add({
        code: 'witness_damaged',
        message: `Note ${number} of the witness file is not signed by a known key.`,
      });
    } else known.set(checkpoint.size, [...(known.get(checkpoint.size) ?? []), checkpoint]);
  }
  if (strayCharacters > 0) {
    findings.add({
      code: 'witness_damaged',
      message: `The witness file holds ${strayCharacters} characters that are no note.`,
    });
  }
  return known;
}

/** What the checkpoints speak of and the leaves no longer reach, and the other way about. */
function reportEnd(leaves: number, watch: Watch): void {
  const { findings, stored, witnessed } = watch;
  for (const size of witnessed.keys()) {
    if (stored.has(size)) continue;
    const message = `The witness has a checkpoint of ${size} entries that the database does not hold.`;
    findings.add({ code: 'checkpoint_missing', message, leafIndex: 0, leafEnd: size });
  }
  const reached = Math.max(0, ...stored.keys(), ...witnessed.keys());
  if (leaves < reached) {
    const message = `The Merkle log holds ${leaves} leaves where ${reached} were signed: of those after leaf ${watch.confirmed} some were removed.`;
    findings.add({
      code: 'tail_cut',
      message,
      leafIndex: Math.min(watch.confirmed, leaves),
      leafEnd: reached,
    });
  } else if (leaves > reached) {
    const message = `Leaves ${reached} to ${leaves - 1} stand under no checkpoint.`;
    findings.add({ code: 'leaf_unsigned', message, leafIndex: reached, leafEnd: leaves });
  }
}
