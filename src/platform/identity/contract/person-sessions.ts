import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { session } from './session.ts';
import { apiToken } from './token.ts';

const id = z.uuid();
const permission = 'identity.account.write';

const openSession = session.omit({ current: true });
export type PersonSession = z.infer<typeof openSession>;

export const listPersonSessions = defineRoute({
  id: 'identity.listPersonSessions',
  method: 'GET',
  url: '/api/people/:accountId/sessions',
  summary: 'Where a person in the charge of the caller is signed in, and their API tokens',
  config: { permission, audit: 'identity.sessions_listed' },
  schema: {
    params: z.object({ accountId: id }),
    response: z.object({ sessions: z.array(openSession), tokens: z.array(apiToken) }),
  },
});

export const endPersonSession = defineRoute({
  id: 'identity.endPersonSession',
  method: 'DELETE',
  url: '/api/people/:accountId/sessions/:sessionId',
  summary: 'End one session of a person in the charge of the caller',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission,
    audit: 'identity.person_session_ended',
  },
  schema: { params: z.object({ accountId: id, sessionId: id }) },
});

export const endPersonSessions = defineRoute({
  id: 'identity.endPersonSessions',
  method: 'DELETE',
  url: '/api/people/:accountId/sessions',
  summary: 'End all sessions of a person in the charge of the caller',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission,
    audit: 'identity.person_session_ended',
  },
  schema: { params: z.object({ accountId: id }), response: z.object({ ended: z.number() }) },
});

export const endPersonToken = defineRoute({
  id: 'identity.endPersonToken',
  method: 'DELETE',
  url: '/api/people/:accountId/tokens/:tokenId',
  summary: 'End an API token of a person in the charge of the caller',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission,
    audit: 'identity.person_token_ended',
  },
  schema: { params: z.object({ accountId: id, tokenId: id }) },
});
