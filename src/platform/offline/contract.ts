import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const params = z.object({ deviceId: z.uuid() });

/** A browser of mine that keeps things for work without a link. */
const device = z.object({
  id: z.string(),
  name: z.string(),
  madeAt: z.string(),
  lastSeenAt: z.string(),
  revokedAt: z.string().nullable(),
  /** When the browser said that it had wiped what it kept; null while it has not been heard. */
  wipedAt: z.string().nullable(),
});
export type KeepingDevice = z.infer<typeof device>;

/** 32 random bytes in base64: with what the browser keeps for itself they open its store. */
const share = z.object({
  share: z.string(),
  /** Days without a word from the server after which the browser wipes what it keeps. */
  keepDays: z.number().int(),
});

export const registerDevice = defineRoute({
  id: 'offline.registerDevice',
  method: 'POST',
  url: '/api/offline/devices',
  summary: 'Make this browser one that keeps things sealed, and get its share of the key',
  config: { permission: 'signed-in', audit: 'offline.device_registered' },
  schema: {
    body: z.object({
      /** Made at random by the browser; knowing it is what asks for its state without a session. */
      id: z.uuid(),
      name: z.string().trim().min(1).max(120),
    }),
    response: share,
  },
});

export const takeShare = defineRoute({
  id: 'offline.takeShare',
  method: 'GET',
  url: '/api/offline/devices/:deviceId/share',
  summary: "This browser's share of the key that opens what it keeps",
  config: { permission: 'signed-in' },
  schema: { params, response: share },
});

export const listDevices = defineRoute({
  id: 'offline.listDevices',
  method: 'GET',
  url: '/api/offline/devices',
  summary: 'My browsers that keep things, the newest first',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(device) }) },
});

export const revokeDevice = defineRoute({
  id: 'offline.revokeDevice',
  method: 'POST',
  url: '/api/offline/devices/:deviceId/revoke',
  summary: 'Destroy the share of a browser: what it keeps stays closed, and is wiped at its next contact',
  config: { permission: 'signed-in', audit: 'offline.device_revoked' },
  schema: { params, response: device },
});

export const askState = defineRoute({
  id: 'offline.askState',
  method: 'GET',
  url: '/api/offline/devices/:deviceId/state',
  summary: 'Whether a browser may go on keeping what it has; asked with or without a session',
  config: { permission: 'public', ratePerMinute: 120 },
  schema: { params, response: z.object({ state: z.enum(['active', 'revoked', 'unknown']) }) },
});

export const noteWiped = defineRoute({
  id: 'offline.noteWiped',
  method: 'POST',
  url: '/api/offline/devices/:deviceId/wiped',
  summary: 'Say that a revoked browser wiped what it kept',
  config: { permission: 'public', audit: 'offline.device_wiped', ratePerMinute: 60 },
  schema: { params },
});
