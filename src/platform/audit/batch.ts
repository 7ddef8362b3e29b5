import type { Tx } from '#platform/db/tx.ts';
import { type Edge, edgeFits, edgeRoot, emptyEdge, extendEdge, leafHash } from './domain/merkle.ts';
import { checkpointText, openCheckpoint, signNote } from './domain/note.ts';
import type { Keyring } from './signer.ts';
import {
  type CheckpointRow,
  findLastCheckpoint,
  insertBatch,
  listCheckpointsAbove,
  listPending,
  lockSealing,
} from './store/seal.ts';

export interface SealOptions {
  keyring: Keyring;
  now: Date;
  /** Size that a witness outside the database has seen: a smaller log was rolled back. */
  witnessed: number;
  /** Most entries of one batch. */
  most?: number;
}

/** The log is not what its last checkpoint says; nothing more is signed until somebody has looked. */
class AuditLogDamaged extends Error {
  constructor(message: string) {
    super(`${message} Nothing more is sealed until this is explained: run "sojourn audit verify".`);
    this.name = 'AuditLogDamaged';
  }
}

/**
 * Moves pending entries into the Merkle log under a new signed checkpoint, within the transaction of an actor of kind
 * `job`. Does nothing while another server seals. Never signs on top of a state that the log's own key did not sign.
 * @returns how many entries were sealed; 0 when none waited
 */
export async function sealBatch(tx: Tx, options: SealOptions): Promise<number> {
  if (!(await lockSealing(tx))) return 0;
  const edge = soundEdge(await findLastCheckpoint(tx), options);
  const pending = await listPending(tx, options.most ?? 20_000);
  if (pending.length === 0) return 0;
  const leaves = pending.map((entry) => leafHash(entry.hash));
  const grown = extendEdge(edge, leaves);
  const root = edgeRoot(grown);
  const { signer } = options.keyring;
  const note = signNote(checkpointText({ origin: signer.name, size: grown.size, root }), signer);
  const entryIds = pending.map((entry) => entry.entry_id);
  await insertBatch(tx, { entryIds, root, edge: grown.nodes, note, at: options.now });
  return pending.length;
}

function soundEdge(last: CheckpointRow | undefined, { keyring, witnessed }: SealOptions): Edge {
  const size = last?.size ?? 0;
  if (size < witnessed) {
    throw new AuditLogDamaged(
      `The audit log holds ${size} sealed entries, but its witness has seen ${witnessed}.`,
    );
  }
  if (!last) return emptyEdge;
  const edge = { size, nodes: last.edge };
  const signed = openCheckpoint(last.note, keyring.verifiers);
  if (!signed)
    throw new AuditLogDamaged('The last checkpoint of the audit log is not signed by a known key.');
  const whole = signed.size === size && edgeFits(edge) && edgeRoot(edge).equals(signed.root);
  if (!whole) throw new AuditLogDamaged('The last checkpoint of the audit log is not what was signed.');
  return edge;
}

/** Notes that a witness which has seen `witnessed` entries still lacks, oldest first; at most a thousand. */
export async function missingNotes(tx: Tx, witnessed: number): Promise<string[]> {
  return (await listCheckpointsAbove(tx, witnessed, 1000)).map((checkpoint) => checkpoint.note);
}
