import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { id, instant } from './shapes.ts';

const permission = 'forms.device.write';

const device = z.object({
  id,
  operationId: id,
  name: z.string(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  lastSeenAt: instant.nullable(),
  revokedAt: instant.nullable(),
  recordCount: z.number(),
});
export type Device = z.infer<typeof device>;

export const listDevices = defineRoute({
  id: 'forms.listDevices',
  method: 'GET',
  url: '/api/devices',
  summary: 'Devices that may send records, with when each was last seen',
  config: { permission },
  schema: {
    querystring: z.object({ operationId: id.optional() }),
    response: z.object({ items: z.array(device) }),
  },
});

export const createDevice = defineRoute({
  id: 'forms.createDevice',
  method: 'POST',
  url: '/api/devices',
  summary: 'Admit a device to an operation; its key and settings code are shown this once',
  config: { permission, audit: 'forms.device_created', stepUp: true },
  schema: {
    body: z.object({ operationId: id, name: z.string().trim().min(1, 'Write a name.').max(100) }),
    response: z.object({
      device,
      /** Server address for Collect: `<public address>/collect/<key>`. */
      serverUrl: z.string(),
      /** What the code holds: base64 of zlib of Collect's settings JSON. */
      settings: z.string(),
      /** The same as a picture to scan. */
      qrSvg: z.string(),
    }),
  },
});

export const revokeDevice = defineRoute({
  id: 'forms.revokeDevice',
  method: 'POST',
  url: '/api/devices/:deviceId/revocation',
  summary: 'Withdraw the key of a device at once',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission,
    audit: 'forms.device_revoked',
  },
  schema: {
    params: z.object({ deviceId: id }),
    body: z.object({ reason: z.string().trim().max(500).default('') }),
    response: device,
  },
});
