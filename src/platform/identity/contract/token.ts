import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();

export const apiToken = z.object({
  id,
  name: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Works in these operations only, and for no office as a whole; null: wherever its account works. */
  operations: z.array(id).nullable(),
  /** Works from these only; empty: from anywhere. */
  addresses: z.array(z.string()),
});
export type ApiToken = z.infer<typeof apiToken>;

/** What a token may do, from where, and for how long. */
export const tokenInput = z.object({
  name: z.string().trim().min(1).max(100),
  permissions: z.array(z.string()).min(1),
  days: z.number().int().min(1).max(366),
  operations: z.array(id).min(1).max(50).nullable().default(null),
  addresses: z
    .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'Write an address such as 192.0.2.0/24.'))
    .max(20)
    .default([]),
});

export const listTokens = defineRoute({
  id: 'identity.listTokens',
  method: 'GET',
  url: '/api/me/tokens',
  summary: 'Own API tokens that still work',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(apiToken) }) },
});

export const createToken = defineRoute({
  id: 'identity.createToken',
  method: 'POST',
  url: '/api/me/tokens',
  summary: 'Create an API token with some of the own permissions; its secret is shown once',
  config: { permission: 'signed-in', audit: 'identity.token_created', stepUp: true },
  schema: {
    body: tokenInput,
    response: z.object({ token: apiToken, secret: z.string() }),
  },
});

export const revokeToken = defineRoute({
  id: 'identity.revokeToken',
  method: 'DELETE',
  url: '/api/me/tokens/:tokenId',
  summary: 'End an API token at once',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'identity.token_revoked',
  },
  schema: { params: z.object({ tokenId: id }) },
});
