import { deflateSync } from 'node:zlib';
import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import type * as contract from '../contract/device.ts';
import * as store from '../store/device.ts';

/** @returns the device with its key, which is shown once and kept as a hash only */
export async function createDevice(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createDevice>['body'],
  now: Date,
): Promise<{ device: store.DeviceRow; key: string }> {
  const key = newSecret();
  const id = await store.createDevice(tx, { ...input, keyHash: secretHash(key) });
  if (!id) throw notFound('operation');
  const device = (await store.findDevice(tx, id))!;
  await audit(tx, actor, {
    action: 'forms.device_created',
    entity: 'forms.device',
    entityId: id,
    officeId: device.office_id,
    operationId: device.operation_id,
    after: { name: device.name, accountId: device.account_id },
    at: now,
  });
  return { device, key };
}

export async function revokeDevice(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  now: Date,
): Promise<store.DeviceRow> {
  const device = await store.findDevice(tx, id);
  if (!device) throw notFound('device');
  if (!(await store.revokeDevice(tx, id, now))) {
    throw conflict('forms.device_revoked', 'This device was withdrawn already.');
  }
  await audit(tx, actor, {
    action: 'forms.device_revoked',
    entity: 'forms.device',
    entityId: id,
    officeId: device.office_id,
    operationId: device.operation_id,
    before: { name: device.name },
    ...(reason ? { reason } : {}),
    at: now,
  });
  return (await store.findDevice(tx, id))!;
}

/** Address that Collect is set to; everything else it asks for lies below. */
export const serverUrlOf = (publicUrl: string, key: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/collect/${key}`;

/**
 * The text of Collect's settings code: its settings as JSON, deflated (zlib), in base64. Forms follow the server
 * exactly, so that a version that was retired disappears from the device by itself.
 */
export function collectSettings(serverUrl: string, name: string): string {
  const settings = {
    general: {
      server_url: serverUrl,
      form_update_mode: 'match_exactly',
      periodic_form_updates_check: 'every_fifteen_minutes',
      autosend: 'wifi_and_cellular',
      delete_send: false,
    },
    admin: {},
    project: { name: name.slice(0, 60) },
  };
  return deflateSync(JSON.stringify(settings)).toString('base64');
}
