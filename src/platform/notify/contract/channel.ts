import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { agencyPreference, noticeKind } from './preference.ts';

const channel = z.enum(['email', 'push']);
export const tlsModes = ['starttls', 'implicit', 'none'] as const;

const mail = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:-]+$/, 'Write the name of a server.'),
  port: z.number().int().min(1).max(65_535),
  tls: z.enum(tlsModes),
  username: z.string().trim().max(200),
  sender: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^@\s<>]+@[^@\s<>]+$/, 'Write an e-mail address.'),
});

export const getChannels = defineRoute({
  id: 'notify.getChannels',
  method: 'GET',
  url: '/api/administration/notices',
  summary: 'How the agency tells its people: mail server, push, defaults, how long read notices are kept',
  config: { permission: 'notify.channel.read' },
  schema: {
    response: z.object({
      /** Null while none is set on this screen. The password never leaves. */
      mail: mail.extend({ hasPassword: z.boolean() }).nullable(),
      /** The environment names a mail server, which goes before the one of the screen. */
      mailByEnvironment: z.boolean(),
      pushOn: z.boolean(),
      keepDays: z.number(),
      defaults: agencyPreference,
      /** All that the product tells of. */
      kinds: z.array(noticeKind),
    }),
  },
});

export const setAgency = defineRoute({
  id: 'notify.setAgency',
  method: 'PUT',
  url: '/api/administration/notices',
  summary:
    'Set what holds for everyone who has not chosen otherwise, which ways are fixed, push, and how long read notices are kept',
  config: {
    withoutStepUp: 'it says how people are told, never who may see what',
    permission: 'notify.channel.write',
    audit: 'notify.agency_changed',
  },
  schema: {
    body: z.object({
      defaults: agencyPreference,
      pushOn: z.boolean(),
      keepDays: z.number().int().min(7).max(3650),
    }),
  },
});

export const setMail = defineRoute({
  id: 'notify.setMail',
  method: 'PUT',
  url: '/api/administration/notices/mail',
  summary: 'Set the mail server; without `password` the known one stays, as long as the server is the same',
  config: { permission: 'notify.channel.write', audit: 'notify.mail_changed', stepUp: true },
  schema: { body: mail.extend({ password: z.string().max(500).optional() }) },
});

export const removeMail = defineRoute({
  id: 'notify.removeMail',
  method: 'DELETE',
  url: '/api/administration/notices/mail',
  summary: 'Send no more mail by the server of the screen',
  config: { permission: 'notify.channel.write', audit: 'notify.mail_removed', stepUp: true },
  schema: {},
});

export const testMail = defineRoute({
  id: 'notify.testMail',
  method: 'POST',
  url: '/api/administration/notices/mail/test',
  summary: 'Send a test message to oneself by the mail server in force, and say what became of it',
  config: {
    withoutStepUp: 'it only tries what was set with a proof',
    permission: 'notify.channel.write',
    audit: 'notify.mail_tested',
    ratePerMinute: 10,
  },
  schema: {
    response: z.object({
      state: z.enum(['sent', 'retry', 'refused', 'off']),
      reason: z.string().nullable(),
    }),
  },
});

export const getHealth = defineRoute({
  id: 'notify.getHealth',
  method: 'GET',
  url: '/api/administration/notices/health',
  summary: 'How sending fares: what waits, what went in the last day, what failed and why, in numbers',
  config: { permission: 'notify.channel.read' },
  schema: {
    response: z.object({
      channels: z.array(
        z.object({
          channel,
          waiting: z.number(),
          oldestWaiting: z.string().nullable(),
          sentLastDay: z.number(),
          failures: z.array(
            z.object({ reason: z.string(), count: z.number(), /** It is tried again. */ waits: z.boolean() }),
          ),
        }),
      ),
    }),
  },
});

export const retryFailed = defineRoute({
  id: 'notify.retryFailed',
  method: 'POST',
  url: '/api/administration/notices/retry',
  summary: 'Try again at once what failed by a channel',
  config: {
    withoutStepUp: 'it sends what was to be sent',
    permission: 'notify.channel.write',
    audit: 'notify.delivery_retried',
  },
  schema: { body: z.object({ channel }), response: z.object({ again: z.number() }) },
});
