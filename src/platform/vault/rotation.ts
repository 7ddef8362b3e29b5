import { randomUUID } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { destroyKey as destroyStored, insertRotation } from './store/rotation.ts';

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
 * Ends a retired key for good. What stands in stores under it is the caller's to look at; columns the database looks at.
 * @throws the constraints `key__retired_before_destroyed`, `key__rested_before_destroyed`, `key__unused_before_destroyed`
 */
export async function destroyKey(tx: Tx, actor: Actor, id: string, reason: string, now: Date): Promise<void> {
  await destroyStored(tx, id);
  await audit(tx, actor, {
    action: 'vault.key_destroyed',
    entity: 'vault.key',
    entityId: id,
    reason,
    at: now,
  });
}
