import { randomUUID } from 'node:crypto';
import type { Actor, Db } from '#platform/db/tx.ts';
import type { JobDefinition } from '#platform/jobs/job.ts';
import { missingNotes, sealBatch } from './batch.ts';
import { openKeyring } from './signer.ts';
import { appendWitness, witnessedSize, witnessPath } from './witness.ts';

/**
 * Seals all that waits, then copies the new checkpoints to the witness file: after the commit, so that the witness never
 * states what the database does not hold; what a crash between the two left out is copied the next time.
 * @returns how many entries were sealed
 */
export async function sealAll(db: Db, dataDir: string, now: Date): Promise<number> {
  const actor: Actor = {
    accountId: null,
    kind: 'job',
    permissions: [],
    requestId: `audit.seal:${randomUUID()}`,
  };
  const keyring = await openKeyring(dataDir);
  const path = witnessPath(dataDir);
  const witnessed = await witnessedSize(path);
  let total = 0;
  for (;;) {
    const sealed = await db.withActor(actor, (tx) => sealBatch(tx, { keyring, now, witnessed }));
    if (sealed === 0) break;
    total += sealed;
  }
  for (;;) {
    const seen = await witnessedSize(path);
    const notes = await db.withActor(actor, (tx) => missingNotes(tx, seen));
    if (notes.length === 0) return total;
    await appendWitness(path, notes, keyring.verifiers);
  }
}

export const sealJob: JobDefinition = {
  name: 'audit.seal',
  cron: '* * * * *',
  quiet: true,
  essential: true,
  run: ({ db, dataDir, now }) => sealAll(db, dataDir, now),
};
