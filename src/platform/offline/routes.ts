import { type Binding, bind } from '#platform/http/binding.ts';
import type { Vault } from '#platform/vault/vault.ts';
import * as contract from './contract.ts';
import { KEEP_DAYS } from './domain.ts';
import * as service from './service.ts';
import * as store from './store.ts';

const toDevice = (row: store.DeviceRow): contract.KeepingDevice => ({
  id: row.id,
  name: row.name,
  madeAt: row.made_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  wipedAt: row.wiped_at?.toISOString() ?? null,
});

const toShare = (share: Buffer) => ({ share: share.toString('base64'), keepDays: KEEP_DAYS });

export const offlineRoutes = (vault: Vault): Binding[] => [
  bind(contract.registerDevice, async (c) =>
    toShare(await service.registerDevice(c.tx, c.actor, vault, c.body, c.now)),
  ),
  bind(contract.takeShare, async (c) =>
    toShare(await service.takeShare(c.tx, c.actor, vault, c.params.deviceId)),
  ),
  bind(contract.listDevices, async (c) => ({ items: (await store.listDevices(c.tx)).map(toDevice) })),
  bind(contract.revokeDevice, async (c) =>
    toDevice(await service.revokeDevice(c.tx, c.actor, c.params.deviceId, c.now)),
  ),
  bind(contract.askState, async (c) => ({ state: await store.deviceState(c.tx, c.params.deviceId) })),
  bind(contract.noteWiped, async (c) => {
    await service.noteWiped(c.tx, c.actor, c.params.deviceId, c.now);
    return undefined;
  }),
];
