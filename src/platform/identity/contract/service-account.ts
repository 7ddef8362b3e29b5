import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { personName } from '../contract.ts';
import { apiToken, tokenInput } from './token.ts';

const id = z.uuid();
const params = z.object({ accountId: id });
const tokenParams = z.object({ accountId: id, tokenId: id });
const read = 'identity.account.read';
const write = 'identity.account.write';

const serviceAccount = z.object({
  id,
  name: z.string(),
  state: z.enum(['active', 'disabled']),
  officeId: id,
  officeName: z.string(),
  keeper: z.object({ id, name: z.string(), active: z.boolean() }),
  /** Of tokens that still work. */
  tokens: z.number(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type ServiceAccount = z.infer<typeof serviceAccount>;

export const listServiceAccounts = defineRoute({
  id: 'identity.listServiceAccounts',
  method: 'GET',
  url: '/api/service-accounts',
  summary: 'Accounts of programs in the offices in scope',
  config: { permission: read },
  schema: {
    querystring: pageQuery.extend({
      q: z.string().max(200).optional(),
      state: z.enum(['active', 'disabled']).optional(),
    }),
    response: pageOf(serviceAccount),
  },
});

export const getServiceAccount = defineRoute({
  id: 'identity.getServiceAccount',
  method: 'GET',
  url: '/api/service-accounts/:accountId',
  summary: 'One account of a program, with its tokens; for its keeper, too',
  config: { permission: 'signed-in' },
  schema: {
    params,
    response: z.object({
      account: serviceAccount,
      tokens: z.array(apiToken),
      /** The caller may make tokens and disable it. */
      inCharge: z.boolean(),
    }),
  },
});

export const createServiceAccount = defineRoute({
  id: 'identity.createServiceAccount',
  method: 'POST',
  url: '/api/service-accounts',
  summary: 'Open an account for a program: an office owns it, a person answers for it. It has no password',
  config: { permission: write, audit: 'identity.service_account_created', stepUp: true },
  schema: { body: z.object({ name: personName, officeId: id, keeperId: id }), response: serviceAccount },
});

export const changeServiceKeeper = defineRoute({
  id: 'identity.changeServiceKeeper',
  method: 'PUT',
  url: '/api/service-accounts/:accountId/keeper',
  summary: 'Name another person who answers for the account',
  config: {
    withoutStepUp: 'who answers for an account gets no right by it',
    permission: write,
    audit: 'identity.service_keeper_changed',
  },
  schema: { params, body: z.object({ keeperId: id }), response: serviceAccount },
});

export const changeServiceState = defineRoute({
  id: 'identity.changeServiceState',
  method: 'POST',
  url: '/api/service-accounts/:accountId/state',
  summary: 'Disable the account, which ends its tokens at once, or enable it again without any',
  config: { permission: write, audit: 'identity.account_state_changed', stepUp: true },
  schema: {
    params,
    body: z.object({ state: z.enum(['active', 'disabled']), reason: z.string().trim().max(500).default('') }),
    response: serviceAccount,
  },
});

const madeToken = z.object({ token: apiToken, secret: z.string() });

export const createServiceToken = defineRoute({
  id: 'identity.createServiceToken',
  method: 'POST',
  url: '/api/service-accounts/:accountId/tokens',
  summary: 'Create a token with permissions that the caller holds wherever the account works',
  config: { permission: write, audit: 'identity.token_created', stepUp: true },
  schema: { params, body: tokenInput, response: madeToken },
});

export const rotateServiceToken = defineRoute({
  id: 'identity.rotateServiceToken',
  method: 'POST',
  url: '/api/service-accounts/:accountId/tokens/:tokenId/rotation',
  summary: 'Create a token like this one; this one ends after the hours given',
  config: { permission: write, audit: 'identity.token_rotated', stepUp: true },
  schema: {
    params: tokenParams,
    body: z.object({
      days: z.number().int().min(1).max(366),
      overlapHours: z.number().int().min(0).max(168),
    }),
    response: madeToken,
  },
});

export const endServiceToken = defineRoute({
  id: 'identity.endServiceToken',
  method: 'DELETE',
  url: '/api/service-accounts/:accountId/tokens/:tokenId',
  summary: 'End a token of the account at once',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: write,
    audit: 'identity.token_revoked',
  },
  schema: { params: tokenParams },
});
