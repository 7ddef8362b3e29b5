import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();

export const session = z.object({
  id,
  createdAt: z.string(),
  lastSeenAt: z.string(),
  userAgent: z.string(),
  /** Network address from which it was opened. */
  address: z.string().nullable(),
  current: z.boolean(),
});

export const listSessions = defineRoute({
  id: 'identity.listSessions',
  method: 'GET',
  url: '/api/me/sessions',
  summary: 'Own open sessions',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(session) }) },
});

export const revokeSession = defineRoute({
  id: 'identity.revokeSession',
  method: 'DELETE',
  url: '/api/me/sessions/:sessionId',
  summary: 'End one of the own sessions',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'identity.session_revoked',
  },
  schema: { params: z.object({ sessionId: id }) },
});

export const revokeOtherSessions = defineRoute({
  id: 'identity.revokeOtherSessions',
  method: 'DELETE',
  url: '/api/me/sessions',
  summary: 'End all own sessions but the one that asks',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'identity.sessions_revoked',
  },
  schema: { response: z.object({ ended: z.number() }) },
});
