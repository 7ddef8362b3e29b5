import { randomBytes } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import { inPerson } from '#platform/identity/service/caller.ts';
import { bindingOf } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { shareColumn } from './sealed.ts';
import * as store from './store.ts';

const SHARE_BYTES = 32;

/** A new browser of the actor; gives its share. */
export async function registerDevice(
  tx: Tx,
  actor: RequestActor,
  vault: Vault,
  device: { id: string; name: string },
  now: Date,
): Promise<Buffer> {
  const accountId = inPerson(actor);
  const share = randomBytes(SHARE_BYTES);
  const sealed = vault.seal(shareColumn.purpose, bindingOf(shareColumn, device.id), share);
  await store.insertDevice(tx, { ...device, accountId, shareSealed: sealed });
  await audit(tx, actor, {
    action: 'offline.device_registered',
    entity: 'offline.device',
    entityId: device.id,
    after: { name: device.name },
    at: now,
  });
  return share;
}

/** @throws Problem 404; 410 once revoked */
export async function takeShare(tx: Tx, actor: RequestActor, vault: Vault, id: string): Promise<Buffer> {
  inPerson(actor);
  const device = await store.seeDevice(tx, id);
  if (!device) throw notFound('device');
  if (!device.share_sealed) {
    throw new Problem(410, 'offline.device_revoked', { detail: 'This browser may keep nothing any more.' });
  }
  return vault.open(shareColumn.purpose, bindingOf(shareColumn, id), device.share_sealed);
}

/** Destroys the share: whatever the browser keeps is closed for ever, even if it never hears of it. */
export async function revokeDevice(
  tx: Tx,
  actor: RequestActor,
  id: string,
  now: Date,
): Promise<store.DeviceRow> {
  inPerson(actor);
  const revoked = await store.revokeDevice(tx, id, now);
  if (!revoked) {
    if (await store.seeDevice(tx, id))
      throw conflict('offline.revoked_already', 'This browser was revoked already.');
    throw notFound('device');
  }
  await audit(tx, actor, {
    action: 'offline.device_revoked',
    entity: 'offline.device',
    entityId: id,
    at: now,
  });
  return revoked;
}

/** The browser's own word, without a session; nothing happens unless it was to wipe. */
export async function noteWiped(tx: Tx, actor: RequestActor, id: string, now: Date): Promise<void> {
  if (!(await store.noteWiped(tx, id))) return;
  await audit(tx, actor, { action: 'offline.device_wiped', entity: 'offline.device', entityId: id, at: now });
}
