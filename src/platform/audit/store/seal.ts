import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** Any number that only sealing locks; the same in every release. */
const SEALING = 7_302_018_116;

/** Takes the lock of sealing until the transaction ends; false while another server holds it. */
export async function lockSealing(tx: Tx): Promise<boolean> {
  const [row] = await rawQuery<{ locked: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) as locked', [
    SEALING,
  ]);
  return row!.locked;
}

export interface CheckpointRow {
  size: number;
  root: Buffer;
  edge: Buffer[];
  note: string;
}

export async function findLastCheckpoint(tx: Tx): Promise<CheckpointRow | undefined> {
  const [row] = await rawQuery<CheckpointRow>(
    tx,
    'select size, root, edge, note from audit.last_checkpoint()',
  );
  return row;
}

export function listCheckpointsAbove(
  tx: Tx,
  size: number,
  most: number,
): Promise<{ size: number; note: string }[]> {
  return rawQuery(tx, 'select size, note from audit.checkpoints_above($1, $2)', [size, most]);
}

export function listPending(tx: Tx, most: number): Promise<{ entry_id: number; hash: Buffer }[]> {
  return rawQuery(tx, 'select entry_id, hash from audit.pending_entries($1)', [most]);
}

export async function insertBatch(
  tx: Tx,
  batch: { entryIds: readonly number[]; root: Buffer; edge: readonly Buffer[]; note: string; at: Date },
): Promise<void> {
  await rawQuery(tx, 'select audit.seal($1::bigint[], $2, $3::bytea[], $4, $5)', [
    batch.entryIds,
    batch.root,
    batch.edge,
    batch.note,
    batch.at,
  ]);
}
