import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { email, languages, personName } from '../contract.ts';

const id = z.uuid();

const person = z.object({
  id,
  name: z.string(),
  email: z.string(),
  state: z.enum(['invited', 'active', 'disabled']),
  language: z.enum(languages),
  hasSecondFactor: z.boolean(),
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
});
export type Person = z.infer<typeof person>;

export const listPeople = defineRoute({
  id: 'identity.listPeople',
  method: 'GET',
  url: '/api/people',
  summary: 'Accounts of people in the offices in scope',
  config: { permission: 'identity.account.read' },
  schema: {
    querystring: pageQuery.extend({
      q: z.string().max(200).optional(),
      state: z.enum(['invited', 'active', 'disabled']).optional(),
    }),
    response: pageOf(person),
  },
});

export const getPerson = defineRoute({
  id: 'identity.getPerson',
  method: 'GET',
  url: '/api/people/:accountId',
  summary: 'One account',
  config: { permission: 'identity.account.read' },
  schema: { params: z.object({ accountId: id }), response: person },
});

export const oneTimeLink = z.object({ link: z.string(), expiresAt: z.string() });

export const invitePerson = defineRoute({
  id: 'identity.invitePerson',
  method: 'POST',
  url: '/api/people',
  summary: 'Create an account and a one-time invitation link to hand over',
  config: { permission: 'identity.account.write', audit: 'identity.account_invited', stepUp: true },
  schema: {
    body: z.object({ name: personName, email, language: z.enum(languages) }),
    response: z.object({ person, invitation: oneTimeLink }),
  },
});

export const createInvitationLink = defineRoute({
  id: 'identity.createInvitationLink',
  method: 'POST',
  url: '/api/people/:accountId/invitation-links',
  summary: 'A new one-time link for somebody who has not accepted the invitation yet; older links end',
  config: { permission: 'identity.account.write', audit: 'identity.invitation_link_created', stepUp: true },
  schema: { params: z.object({ accountId: id }), response: oneTimeLink },
});

export const changePersonState = defineRoute({
  id: 'identity.changePersonState',
  method: 'POST',
  url: '/api/people/:accountId/state',
  summary:
    'Disable an account or enable it again. Disabling ends its sessions, tokens and links at once; what the person had set up and what works without them goes to the keeper, or ends with them',
  config: { permission: 'identity.account.write', audit: 'identity.account_state_changed', stepUp: true },
  schema: {
    params: z.object({ accountId: id }),
    body: z.object({
      state: z.enum(['active', 'disabled']),
      reason: z.string().trim().max(500).default(''),
      /** Takes over devices and service accounts; without one they end. */
      keeperId: id.optional(),
    }),
    response: person,
  },
});

export const getLeaving = defineRoute({
  id: 'identity.getLeaving',
  method: 'GET',
  url: '/api/people/:accountId/leaving',
  summary: 'What ends, or needs another keeper, when this account is disabled',
  config: { permission: 'identity.account.write' },
  schema: {
    params: z.object({ accountId: id }),
    response: z.object({
      sessions: z.number(),
      tokens: z.number(),
      /** Of each kind that works without the person. */
      kept: z.array(z.object({ kind: z.string(), count: z.number() })),
    }),
  },
});
