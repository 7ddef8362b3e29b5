import { parseVerifierKey } from './domain/note.ts';
import {
  countLog,
  type LogReader,
  listOrphans,
  openLogReader,
  scanEntries,
  scanHeads,
} from './store/verify.ts';
import { checkEntry, checkHead, newChains, reportHeadless } from './verify/chains.ts';
import { collectFindings, type Finding, type Findings } from './verify/finding.ts';
import { checkTree } from './verify/tree.ts';
import { readWitness } from './witness.ts';

export interface VerifyOptions {
  /** Connection string of the database's owner or of a superuser. */
  ownerUrl: string;
  /** Keys under which checkpoints may be signed, `name+hash+key`; best from a copy kept elsewhere. */
  publicKeys: readonly string[];
  /** File of checkpoints outside the database; undefined to go without. */
  witnessFile?: string | undefined;
  /** Most findings that are kept; all are counted. */
  limit?: number;
  /** Records whose chains are followed at a time, some 250 bytes of memory each. */
  recordsPerPass?: number;
}

export interface VerifyResult {
  entries: number;
  records: number;
  leaves: number;
  checkpoints: number;
  witnessed: number;
  seconds: number;
  findings: readonly Finding[];
  findingsTotal: number;
}

/**
 * Reads the whole log in one snapshot and finds every edit, deletion, insertion, reorder, cut tail and fork. Three
 * things are held against each other: each record's chain, the Merkle log rebuilt from its leaves, and the signed
 * checkpoints inside and outside the database. What was written since the last checkpoint is bound by its chain alone.
 */
export async function verifyLog(options: VerifyOptions): Promise<VerifyResult> {
  const verifiers = options.publicKeys.map(parseVerifierKey);
  const witness = options.witnessFile === undefined ? undefined : await readWitness(options.witnessFile);
  const findings = collectFindings(options.limit ?? 1000);
  const started = performance.now();
  const reader = await openLogReader(options.ownerUrl);
  try {
    const chains = await checkChains(reader, options.recordsPerPass ?? 1_000_000, findings);
    const witnessExpected = options.witnessFile !== undefined;
    const tree = await checkTree(reader, { verifiers, witness, witnessExpected }, findings);
    if (chains.withLeaf !== tree.leaves || chains.pending !== chains.queued)
      await reportOrphans(reader, findings);
    const seconds = (performance.now() - started) / 1000;
    const { entries, records } = chains;
    return { entries, records, ...tree, seconds, findings: findings.list(), findingsTotal: findings.total() };
  } finally {
    await reader.close();
  }
}

/** Follows all chains, in several passes over the entries where they are too many to remember at once. */
async function checkChains(reader: LogReader, recordsPerPass: number, findings: Findings) {
  const counted = await countLog(reader);
  const of = Math.max(1, Math.ceil(counted.heads / recordsPerPass));
  const total = { entries: 0, withLeaf: 0, pending: 0, records: 0, queued: counted.pending };
  for (let index = 0; index < of; index += 1) {
    const chains = newChains();
    await scanEntries(reader, { index, of }, (entry) => checkEntry(entry, chains, findings));
    total.records += chains.records;
    await scanHeads(reader, { index, of }, (head) => checkHead(head, chains, findings));
    reportHeadless(chains, findings);
    total.entries += chains.entries;
    total.withLeaf += chains.withLeaf;
    total.pending += chains.pending;
  }
  return total;
}

async function reportOrphans(reader: LogReader, findings: Findings): Promise<void> {
  for (const { entryId, leafIndex } of await listOrphans(reader)) {
    const [place, at] =
      leafIndex < 0 ? ['waits to be sealed', {}] : [`is leaf ${leafIndex} of the Merkle log`, { leafIndex }];
    findings.add({
      code: 'entry_missing',
      message: `Entry ${entryId} ${place} and is gone.`,
      entryId,
      ...at,
    });
  }
}
