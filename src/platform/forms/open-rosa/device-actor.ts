import type { FastifyRequest } from 'fastify';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { secretHash } from '#platform/identity/secrets.ts';
import { findDeviceActor } from '../store/device.ts';

/** A device as caller, with where it belongs. */
export interface DeviceActor extends RequestActor {
  device: { id: string; operationId: string; officeId: string };
}

/** Who stands behind the key of an address; undefined for one that is unknown or withdrawn. */
export async function authenticateDevice(tx: Tx, request: FastifyRequest): Promise<DeviceActor | undefined> {
  const { key } = request.params as { key?: string };
  if (!key || key.length > 100) return undefined;
  const found = await findDeviceActor(tx, secretHash(key));
  return found
    ? {
        accountId: found.account_id,
        kind: 'device',
        permissions: null,
        requestId: request.id,
        held: new Set(found.permissions),
        device: { id: found.device_id, operationId: found.operation_id, officeId: found.office_id },
      }
    : undefined;
}
