import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { makeKey } from './data-key.ts';
import { GRACE_MS } from './keyring.ts';
import { countRemaining, type Resealer, resealOnce } from './reseal.ts';
import { listKeys, lockKeys } from './store/keys.ts';
import {
  activateNextKeys,
  lockRotation,
  noteFinished,
  noteKeysMade,
  type RotationRow,
  secondsSinceKeysMade,
} from './store/rotation.ts';

export interface RotateOptions extends Resealer {
  /** How long a new key is known before it seals: GRACE_MS, or nothing where no other server is connected. */
  graceMs?: number;
  /** Told once, when values wait to be sealed anew. */
  onTotal?: (total: number) => void;
}

/**
 * Brings the rotation under way to its end, from wherever it stands: makes its keys, waits until every server knows them,
 * puts them to use, seals everything anew. Any number of processes may do so at once, and each may be killed.
 * @returns how many values no key opens, which stay as they are; 0 when all is well
 */
export async function rotate(options: RotateOptions): Promise<number> {
  const rotation = await options.db.withActor(options.actor, (tx) => makeKeys(tx, options));
  if (rotation) await waitAndUse(options, rotation.id);
  await options.keyring.refresh();
  let remaining = await countRemaining(options);
  options.onTotal?.(remaining);
  for (let changed = 1; changed > 0 && remaining > 0; remaining = await countRemaining(options)) {
    changed = await resealOnce(options);
  }
  if (rotation)
    await options.db.withActor(options.actor, (tx) => finish(tx, options, rotation.id, remaining));
  return remaining;
}

/** The keys of the rotation under way, made once; undefined when none is under way. */
async function makeKeys(tx: Tx, { keyring, actor }: RotateOptions): Promise<RotationRow | undefined> {
  await lockKeys(tx);
  const rotation = await lockRotation(tx);
  if (!rotation || rotation.keys_made_at) return rotation;
  const active = (await listKeys(tx)).filter(({ state }) => state === 'active');
  for (const { purpose } of active) await makeKey(tx, await keyring.rootNow(tx), actor, purpose, 'next');
  await noteKeysMade(tx, rotation.id);
  return rotation;
}

async function waitAndUse(options: RotateOptions, id: string): Promise<void> {
  const { db, actor, signal, graceMs = GRACE_MS } = options;
  for (;;) {
    const left = await db.withActor(actor, async (tx) => {
      await lockKeys(tx);
      const rotation = await lockRotation(tx);
      if (rotation?.id !== id || rotation.keys_used_at) return 0;
      const wait = graceMs / 1000 - (await secondsSinceKeysMade(tx, id));
      if (wait > 0) return wait;
      for (const key of await activateNextKeys(tx, id)) {
        await audit(tx, actor, {
          action: 'vault.key_used',
          entity: 'vault.key',
          entityId: key.id,
          after: { purpose: key.purpose },
          at: new Date(),
        });
      }
      return 0;
    });
    if (left <= 0) return;
    await sleep(Math.min(left * 1000, 5_000), undefined, { signal });
  }
}

async function finish(tx: Tx, { actor }: RotateOptions, id: string, left: number): Promise<void> {
  const rotation = await lockRotation(tx);
  if (rotation?.id !== id) return;
  await noteFinished(tx, id);
  await audit(tx, actor, {
    action: 'vault.rotation_finished',
    entity: 'vault.rotation',
    entityId: id,
    after: { left },
    at: new Date(),
  });
}
