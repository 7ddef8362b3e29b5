import { hash } from 'node:crypto';
import type { EntryBody } from '../domain/entry.ts';
import type { StoredEntry, StoredHead } from '../store/verify.ts';
import type { FindingCode, Findings } from './finding.ts';

/** Last link of a record's chain that was met. */
interface Link {
  seq: number;
  hash: string;
}

export interface Chains {
  /** By entity, then by record. */
  links: Map<string, Map<string, Link>>;
  records: number;
  entries: number;
  withLeaf: number;
  pending: number;
}

export const newChains = (): Chains => ({
  links: new Map(),
  records: 0,
  entries: 0,
  withLeaf: 0,
  pending: 0,
});

const start = '\0'.repeat(32);
/** Microseconds from 1970 to 2000, where Postgres begins to count. */
const epoch = Date.UTC(2000, 0, 1) * 1000;

/**
 * Judges one entry and remembers it as the end of its chain. Entries come in the order of their ids. This runs for each
 * of millions of entries: nothing is made that an intact entry does not need.
 */
export function checkEntry(entry: StoredEntry, chains: Chains, findings: Findings): void {
  chains.entries += 1;
  if (hash('sha256', entry.link, 'binary') !== entry.hash) {
    report(findings, entry, 'entry_edited', 'The entry is not what was hashed when it was written.');
  }
  const body = parse(entry.text);
  if (body === undefined || columnsOf(body) !== entry.columns || timeOf(body) !== entry.at) {
    report(findings, entry, 'entry_columns_edited', 'The columns of the entry differ from its text.');
  }
  checkPlace(entry, chains, findings);
  checkLink(entry, body, chains, findings);
}

function report(
  findings: Findings,
  entry: StoredEntry,
  code: FindingCode,
  message: string,
  seq = entry.seq,
): void {
  const [entity, entityId] = recordOf(entry, parse(entry.text));
  const leaf = entry.leafIndex < 0 ? {} : { leafIndex: entry.leafIndex };
  findings.add({ code, message, entity, entityId, seq, entryId: entry.id, ...leaf });
}

function checkPlace(entry: StoredEntry, chains: Chains, findings: Findings): void {
  const sealed = entry.leafIndex >= 0;
  if (sealed) chains.withLeaf += 1;
  if (entry.pending) chains.pending += 1;
  if (sealed && hash('sha256', entry.leaf, 'binary') !== entry.leafHash) {
    report(findings, entry, 'leaf_edited', 'The leaf of the Merkle log is not that of its entry.');
  }
  if (sealed === entry.pending) {
    const message = sealed
      ? 'The entry is sealed and still waits to be sealed.'
      : 'The entry is neither sealed nor waits to be: it did not come in by the way of entries, or its place was removed.';
    report(findings, entry, 'entry_unregistered', message);
  }
}

function checkLink(
  entry: StoredEntry,
  body: EntryBody | undefined,
  chains: Chains,
  findings: Findings,
): void {
  const [entity, entityId] = recordOf(entry, body);
  const records = recordsOf(entity, chains);
  const link = records.get(entityId);
  const expected = (link?.seq ?? 0) + 1;
  if (entry.seq > expected) {
    const last = entry.seq - 1;
    const message =
      last === expected ? `Entry ${last} is missing.` : `Entries ${expected} to ${last} are missing.`;
    report(findings, entry, 'entry_missing', message, expected);
  } else if (entry.seq < expected) {
    report(findings, entry, 'entry_out_of_place', `Entry ${entry.seq} stands after entry ${expected - 1}.`);
  } else if (entry.previous !== (link?.hash ?? start)) {
    report(findings, entry, 'chain_broken', 'The entry does not continue the one before it.');
  }
  if (!link) {
    records.set(entityId, { seq: entry.seq, hash: entry.hash });
    chains.records += 1;
  } else if (entry.seq > link.seq) {
    link.seq = entry.seq;
    link.hash = entry.hash;
  }
}

function recordsOf(entity: string, { links }: Chains): Map<string, Link> {
  const known = links.get(entity);
  if (known) return known;
  const records = new Map<string, Link>();
  links.set(entity, records);
  return records;
}

function parse(text: string): EntryBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as EntryBody) : undefined;
  } catch {
    return undefined;
  }
}

function columnsOf(b: EntryBody): string {
  return `${b.actor ?? ''}\x1f${b.action}\x1f${b.entity}\x1f${b.office ?? ''}\x1f${b.operation ?? ''}\x1f${b.entityId}`;
}

function timeOf(body: EntryBody): number {
  return Date.parse(body.at) * 1000 - epoch;
}

/** The record, from the text where the columns agree with it, else from the columns: a damaged text may name anything. */
function recordOf(entry: StoredEntry, body: EntryBody | undefined): [string, string] {
  if (body && columnsOf(body) === entry.columns) return [body.entity, body.entityId];
  const columns = entry.columns.split('\x1f');
  return [columns[2] ?? '', columns.slice(5).join('\x1f')];
}

/** Compares a head with the end of its chain. Chains that are left over afterwards have no head. */
export function checkHead(head: StoredHead, chains: Chains, findings: Findings): void {
  const records = recordsOf(head.entity, chains);
  const link = records.get(head.entityId);
  records.delete(head.entityId);
  const last = link?.seq ?? 0;
  const at = { entity: head.entity, entityId: head.entityId };
  if (head.seq > last) {
    const message = `The record had ${head.seq} entries and the last one there is ${last}: its end was cut off.`;
    findings.add({ code: 'tail_cut', message, ...at, seq: last + 1 });
  } else if (head.seq < last || head.hash !== link?.hash) {
    const message = 'The head of the record is not the end of its chain.';
    findings.add({ code: 'head_edited', message, ...at, seq: last });
  }
}

export function reportHeadless(chains: Chains, findings: Findings): void {
  const message = 'The record has entries and no head.';
  for (const [entity, records] of chains.links) {
    for (const [entityId, { seq }] of records)
      findings.add({ code: 'head_missing', message, entity, entityId, seq });
  }
}
