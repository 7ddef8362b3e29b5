import QRCode from 'qrcode';
import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/device.ts';
import * as service from '../service/device.ts';
import * as store from '../store/device.ts';
import { type FormsConfig, iso } from './shared.ts';

const toDevice = (row: store.DeviceRow): contract.Device => ({
  id: row.id,
  operationId: row.operation_id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  createdByName: row.created_by_name,
  lastSeenAt: iso(row.last_seen_at),
  revokedAt: iso(row.revoked_at),
  recordCount: row.record_count,
});

export const deviceRoutes = (config: FormsConfig): Binding[] => [
  bind(contract.listDevices, async (c) => ({
    items: (await store.listDevices(c.tx, c.querystring.operationId)).map(toDevice),
  })),
  bind(contract.createDevice, async (c) => {
    const { device, key } = await service.createDevice(c.tx, c.actor, c.body, c.now);
    const serverUrl = service.serverUrlOf(config.publicUrl(), key);
    const settings = service.collectSettings(serverUrl, device.name);
    const qrSvg = await QRCode.toString(settings, { type: 'svg', margin: 2, errorCorrectionLevel: 'L' });
    return { device: toDevice(device), serverUrl, settings, qrSvg };
  }),
  bind(contract.revokeDevice, async (c) =>
    toDevice(await service.revokeDevice(c.tx, c.actor, c.params.deviceId, c.body.reason, c.now)),
  ),
];
