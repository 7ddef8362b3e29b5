import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical.ts';

/** What an entry says. Its canonical JSON is the text that is hashed, stored and shown. */
export interface EntryBody {
  /** ISO 8601 instant, UTC. */
  at: string;
  /** Account id; null before anybody is known (a failed sign-in). */
  actor: string | null;
  actorKind: string;
  /** Roles in which the actor acted, sorted. */
  roles: readonly string[];
  /** `slice.noun.verb`; a reading ends in `.read`. */
  action: string;
  /** Table of the record, `schema.table`. */
  entity: string;
  entityId: string;
  office: string | null;
  operation: string | null;
  before: Json;
  after: Json;
  reason: string | null;
  /** Request id, to find the lines of the server log. */
  request: string | null;
}

/** The text of an entry: RFC 8785 canonical JSON with all thirteen members present. */
export function entryText(body: EntryBody): string {
  return canonicalJson(body as unknown as Json);
}

/** `prev_hash` of the first entry of a record. */
export const chainStart = Buffer.alloc(32);

/**
 * Link of a record's chain: SHA-256 over the previous link (32 bytes), the sequence number (8 bytes, big-endian,
 * from 1) and the UTF-8 text of the entry.
 */
export function chainHash(previous: Uint8Array, seq: number, text: string): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(seq));
  return createHash('sha256').update(previous).update(number).update(text, 'utf8').digest();
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function* idsIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    if (ID.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* idsIn(inner);
  }
}

/** Identifiers that stand in what changed, each once: of people among others. */
export const idsOfChange = ({ before, after }: Pick<EntryBody, 'before' | 'after'>): string[] => [
  ...new Set([...idsIn(before), ...idsIn(after)]),
];
