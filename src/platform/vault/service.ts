import { randomUUID } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, Problem } from '#platform/http/problem.ts';
import type { Keys } from './contract.ts';
import type { SealedStore } from './sealed-store.ts';
import { findRoot, listKeys } from './store/keys.ts';
import { destroyKey as destroyStored, findRotation, insertRotation } from './store/rotation.ts';
import { countSealed } from './store/sealed.ts';

/**
 * Asks for new data keys; `rotate` does it.
 * @throws the constraint `rotation__one_at_a_time` while one is under way
 */
export async function startRotation(tx: Tx, actor: Actor, now: Date): Promise<string> {
  const id = randomUUID();
  await insertRotation(tx, id, actor.accountId);
  await audit(tx, actor, {
    action: 'vault.rotation_started',
    entity: 'vault.rotation',
    entityId: id,
    at: now,
  });
  return id;
}

/**
 * Ends a retired key for good.
 * @throws Problem `vault.key_in_use`, or the constraints `key__retired_before_destroyed`, `key__rested_before_destroyed`,
 * `key__unused_before_destroyed`
 */
export async function destroyKey(
  tx: Tx,
  actor: Actor,
  { id, reason, stores }: { id: string; reason: string; stores: readonly SealedStore[] },
  now: Date,
): Promise<void> {
  for (const store of stores) {
    if ((await store.countByKey(tx)).has(id))
      throw conflict('vault.key_in_use', 'Something still stands under this key: seal it anew first.');
  }
  await destroyStored(tx, id);
  await audit(tx, actor, {
    action: 'vault.key_destroyed',
    entity: 'vault.key',
    entityId: id,
    reason,
    at: now,
  });
}

/** How many values and contents stand under which key. */
async function countByKey(tx: Tx, stores: readonly SealedStore[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const add = (id: string, count: number): void => void counts.set(id, (counts.get(id) ?? 0) + count);
  for (const { key_id, sealed } of await countSealed(tx)) if (key_id !== null) add(key_id, sealed);
  for (const store of stores) for (const [id, count] of await store.countByKey(tx)) add(id, count);
  return counts;
}

/** The keys as those see them who watch over them. @throws Problem 404 to those who do so below the top office */
export async function describeKeys(tx: Tx, stores: readonly SealedStore[]): Promise<Keys> {
  const root = await findRoot(tx);
  if (!root) {
    throw new Problem(404, 'vault.top_office_only', {
      detail:
        'Keys belong to the whole installation: they are shown to those who hold this right at the top office.',
    });
  }
  const rows = await listKeys(tx);
  const counts = await countByKey(tx, stores);
  const rotation = await findRotation(tx);
  const keys = rows.map(({ id, purpose, state, made_at, retired_at }) => ({
    id,
    purpose,
    state,
    madeAt: made_at.toISOString(),
    retiredAt: retired_at?.toISOString() ?? null,
    sealed: counts.get(id) ?? 0,
  }));
  const active = new Set(rows.filter(({ state }) => state === 'active').map(({ id }) => id));
  const sum = (which: (id: string) => boolean): number =>
    [...counts].reduce((total, [id, count]) => (which(id) ? total + count : total), 0);
  return {
    root: { id: root.id, source: root.source, madeAt: root.made_at.toISOString() },
    keys,
    remaining: sum((id) => !active.has(id)),
    total: sum(() => true),
    rotation: rotation
      ? {
          id: rotation.id,
          requestedAt: rotation.requested_at.toISOString(),
          keysUsedAt: rotation.keys_used_at?.toISOString() ?? null,
          finishedAt: rotation.finished_at?.toISOString() ?? null,
        }
      : null,
  };
}
