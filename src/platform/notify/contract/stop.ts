import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const stopState = z.object({
  /** Null: the daily digest. */
  kind: z.string().nullable(),
  /** `always`: it guards the account, or the agency lets nobody stop it. `unknown`: no link, or one that is too old. */
  state: z.enum(['sent', 'stopped', 'always', 'unknown']),
});
export type StopState = z.infer<typeof stopState>;

export const readStop = defineRoute({
  id: 'notify.readStop',
  method: 'POST',
  url: '/api/notices/stop/read',
  summary: 'What the link at the end of a mail would stop, without signing in',
  config: {
    permission: 'public',
    unaudited: 'It only looks; the secret stands in the body.',
    ratePerMinute: 60,
  },
  schema: { body: z.object({ token }), response: stopState },
});

export const setStop = defineRoute({
  id: 'notify.setStop',
  method: 'POST',
  url: '/api/notices/stop',
  summary: 'Stop mails of the kind that the link of a mail names, or take that back, without signing in',
  config: { permission: 'public', audit: 'notify.mail_stopped', ratePerMinute: 60 },
  schema: { body: z.object({ token, stop: z.boolean() }), response: stopState },
});

/** At the address of the page: by GET it asks, by this POST of a mailbox (RFC 8058) it stops. */
export const oneClickStop = defineRoute({
  id: 'notify.oneClickStop',
  method: 'POST',
  url: '/unsubscribe/:token',
  summary: 'Where the program of a mailbox stops mails of a kind by one click (RFC 8058)',
  config: {
    permission: 'public',
    audit: 'notify.mail_stopped',
    // Many people of one agency read their mail behind one provider, which posts for all of them.
    ratePerMinute: 600,
    raw: 'both',
    bodyLimit: 2000,
  },
  schema: { params: z.object({ token }) },
});
