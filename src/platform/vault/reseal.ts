import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import type { Keyring } from './keyring.ts';
import { bindingOf } from './sealed-column.ts';
import type { SealedStore } from './sealed-store.ts';
import {
  countSealed,
  type DeclaredColumn,
  listColumns,
  listSealed,
  noteColumnWalk,
  noteStoreWalk,
  replaceSealed,
  type SealedRow,
  takeColumnWalk,
  takeStoreWalk,
} from './store/sealed.ts';
import { createVault } from './vault.ts';
import { VaultProblem } from './vault-problem.ts';

/** What seals anew: beside others that do the same, on this server or another. */
export interface Resealer {
  db: Db;
  keyring: Keyring;
  stores: readonly SealedStore[];
  /** As whom it stands in the audit log. */
  actor: Actor;
  signal: AbortSignal;
  /** Values in one transaction; 500 if left out. */
  batch?: number;
  /** Told after each batch how many values stand under their new key by this process. */
  onBatch?: (sealedAnew: number) => Promise<void> | void;
}

const BATCH = 500;
const STORE_BATCH = 20;

/** Values that do not stand under the active key, in columns and stores. */
export async function countRemaining({ db, keyring, stores, actor }: Resealer): Promise<number> {
  return db.withActor(actor, async (tx) => {
    let remaining = 0;
    for (const { purpose, key_id, sealed } of await countSealed(tx)) {
      if (key_id !== null && key_id !== keyring.active(purpose).id) remaining += sealed;
    }
    for (const store of stores) {
      const active = keyring.active(store.purpose).id;
      for (const [id, count] of await store.countByKey(tx)) if (id !== active) remaining += count;
    }
    return remaining;
  });
}

type Step = 'some' | 'done' | 'busy';

/**
 * Walks once through every declared column and store and seals anew what does not stand under the active key. Each batch
 * is one transaction that also keeps the place, so that it may be killed at any moment and goes on from there; a place
 * that another process walks is waited for. What does not open stays as it is: `sojourn keys verify` names it.
 * @returns how many it sealed anew
 */
export async function resealOnce(resealer: Resealer): Promise<number> {
  await resealer.keyring.refresh();
  const columns = await resealer.db.withActor(resealer.actor, listColumns);
  let anew = 0;
  const walk = async (step: () => Promise<{ step: Step; changed: number }>): Promise<void> => {
    for (;;) {
      resealer.signal.throwIfAborted();
      const taken = await step();
      anew += taken.changed;
      if (taken.changed > 0) await resealer.onBatch?.(anew);
      if (taken.step === 'done') return;
      if (taken.step === 'busy') await sleep(200, undefined, { signal: resealer.signal });
    }
  };
  for (const column of columns) await walk(() => resealColumnBatch(resealer, column));
  for (const store of resealer.stores) await walk(() => resealStoreBatch(resealer, store));
  return anew;
}

function resealColumnBatch(
  resealer: Resealer,
  column: DeclaredColumn,
): Promise<{ step: Step; changed: number }> {
  const { db, keyring, actor } = resealer;
  const active = keyring.active(column.purpose).id;
  const run = (): Promise<{ step: Step; changed: number }> =>
    db.withActor(
      actor,
      async (tx) => {
        const walk = await takeColumnWalk(tx, column, active);
        if (!walk) return { step: 'busy', changed: 0 };
        const rows = await listSealed(tx, column, {
          after: walk.past,
          most: resealer.batch ?? BATCH,
          otherThan: active,
        });
        await noteColumnWalk(tx, column, active, rows.at(-1)?.id ?? null);
        if (rows.length === 0) return { step: 'done', changed: 0 };
        return { step: 'some', changed: await resealRows(tx, resealer, column, rows) };
      },
      { retries: 5 },
    );
  return run().catch(async (error: unknown) => {
    // Another server made a key that this one has not seen.
    if (!(error instanceof VaultProblem) || error.code !== 'unknown_key') throw error;
    await keyring.refresh();
    return run();
  });
}

async function resealRows(
  tx: Tx,
  { keyring, actor }: Resealer,
  column: DeclaredColumn,
  rows: readonly SealedRow[],
): Promise<number> {
  const vault = createVault(keyring);
  const place = { table: column.table_name, column: column.column_name };
  const anew = rows.flatMap((row) => {
    const binding = bindingOf(place, row.id);
    const content = openOrLeave(() => vault.open(column.purpose, binding, row.sealed));
    return content ? [{ ...row, anew: vault.seal(column.purpose, binding, content) }] : [];
  });
  if (anew.length === 0) return 0;
  const changed = await replaceSealed(tx, column, anew);
  await audit(tx, actor, {
    action: 'vault.key_resealed',
    entity: 'vault.key',
    entityId: keyring.active(column.purpose).id,
    after: { ...place, rows: changed },
    at: new Date(),
  });
  return changed;
}

function openOrLeave(open: () => Buffer): Buffer | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof VaultProblem && error.code === 'does_not_open') return undefined;
    throw error;
  }
}

/** Contents lie outside the database: each is sealed anew whole before the place moves past it. */
async function resealStoreBatch(
  resealer: Resealer,
  store: SealedStore,
): Promise<{ step: Step; changed: number }> {
  const { db, keyring, actor, signal } = resealer;
  const active = keyring.active(store.purpose).id;
  const ids = await db.withActor(actor, async (tx) => {
    const walk = await takeStoreWalk(tx, store.name, active);
    return walk && store.listIds(tx, { after: walk.past, most: STORE_BATCH, otherThan: active });
  });
  if (!ids) return { step: 'busy', changed: 0 };
  let changed = 0;
  for (const id of ids) {
    signal.throwIfAborted();
    if (await resealContent(resealer, store, id)) changed++;
  }
  await db.withActor(actor, async (tx) => {
    await noteStoreWalk(tx, store.name, active, ids.at(-1) ?? null);
    if (changed === 0) return;
    await audit(tx, actor, {
      action: 'vault.key_resealed',
      entity: 'vault.key',
      entityId: active,
      after: { store: store.name, contents: changed },
      at: new Date(),
    });
  });
  return { step: ids.length === 0 ? 'done' : 'some', changed };
}

async function resealContent({ db, signal }: Resealer, store: SealedStore, id: string): Promise<boolean> {
  try {
    await store.reseal(db, id, signal);
    return true;
  } catch (error) {
    if (error instanceof VaultProblem && error.code === 'does_not_open') return false;
    throw error;
  }
}
