import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 07:30.');
const way = z.object({ email: z.enum(['each', 'digest', 'off']).optional(), push: z.boolean().optional() });

const preference = z.object({
  /** IANA, such as `Africa/Khartoum`. */
  zone: z.string().min(1).max(60).optional(),
  /** Null: no quiet hours. */
  quiet: z.object({ from: clock, until: clock }).nullable().optional(),
  digestAt: clock.optional(),
  /** False: no daily digest. */
  digest: z.boolean().optional(),
  /** By kind; what is not named follows its urgency. */
  kinds: z.record(z.string().max(100), way).optional(),
});

/** What the agency sets for all. */
export const agencyPreference = preference.extend({
  kinds: z
    .record(
      z.string().max(100),
      /** Ways of the kind that nobody may choose otherwise; without a value they follow the urgency. */
      way.extend({
        fixed: z
          .array(z.enum(['email', 'push']))
          .max(2)
          .optional(),
      }),
    )
    .optional(),
});

export const noticeKind = z.object({
  kind: z.string(),
  /** About the safety of the account: always by mail where that is set up. */
  security: z.boolean(),
});

export const getPreference = defineRoute({
  id: 'notify.getPreference',
  method: 'GET',
  url: '/api/notices/preferences',
  summary:
    'How the person is told: what they chose, what holds where they chose nothing, and which ways are open',
  config: { permission: 'signed-in' },
  schema: {
    response: z.object({
      own: preference,
      /** The agency's, else what is built in. */
      defaults: agencyPreference.required(),
      kinds: z.array(noticeKind),
      emailOn: z.boolean(),
      pushOn: z.boolean(),
      /** By which a browser subscribes (RFC 8292); null while it is not there. */
      pushKey: z.string().nullable(),
    }),
  },
});

export const setPreference = defineRoute({
  id: 'notify.setPreference',
  method: 'PUT',
  url: '/api/notices/preferences',
  summary: 'Choose how one is told; parts left out follow the agency',
  config: { permission: 'signed-in', audit: 'notify.preference_changed' },
  schema: { body: preference },
});

const device = z.object({
  id: z.uuid(),
  userAgent: z.string(),
  createdAt: z.string(),
  lastSentAt: z.string().nullable(),
  /** The browser knows itself by it; no other sees it. */
  endpoint: z.string(),
});

export const listDevices = defineRoute({
  id: 'notify.listDevices',
  method: 'GET',
  url: '/api/notices/devices',
  summary: 'Own browsers that are told by push',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(device) }) },
});

/** What `PushSubscription.toJSON()` of a browser gives. */
export const addDevice = defineRoute({
  id: 'notify.addDevice',
  method: 'POST',
  url: '/api/notices/devices',
  summary: 'Let this browser be told by push; its address must be one of a known push service',
  config: { permission: 'signed-in', audit: 'notify.device_added', ratePerMinute: 30 },
  schema: {
    body: z.object({
      endpoint: z.url().max(2000),
      keys: z.object({
        p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}$/),
        auth: z.string().regex(/^[A-Za-z0-9_-]{20,30}$/),
      }),
    }),
    response: z.object({ id: z.uuid() }),
  },
});

export const removeDevice = defineRoute({
  id: 'notify.removeDevice',
  method: 'DELETE',
  url: '/api/notices/devices/:deviceId',
  summary: 'Tell this browser nothing more',
  config: { permission: 'signed-in', audit: 'notify.device_removed' },
  schema: { params: z.object({ deviceId: z.uuid() }) },
});
