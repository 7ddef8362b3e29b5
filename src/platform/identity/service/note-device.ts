import type { Tx } from '#platform/db/tx.ts';
import * as store from '../store.ts';
import { tellOwner } from './tell-owner.ts';

/** Notes that somebody has just signed in on this device. Its first time is told, unless it is the first device of all. */
export async function noteDevice(tx: Tx, key: Buffer, now: Date): Promise<void> {
  const owner = await store.findOwnerOfNewDevice(tx, key);
  await store.rememberDevice(tx, key);
  if (owner) await tellOwner(tx, owner, 'new_device_seen', now);
}
