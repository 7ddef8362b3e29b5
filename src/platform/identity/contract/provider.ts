import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();
const permission = 'identity.rule.write';
const values = z.array(z.string().trim().min(1).max(200)).max(20);
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Write a domain, such as agency.example.');

const settings = z.object({
  /** What the button of the sign-in page says. */
  label: z.string().trim().min(1, 'Write a name.').max(60),
  clientId: z.string().trim().min(1).max(200),
  /** Besides `openid`. */
  scopes: z.array(z.string().trim().min(1).max(60)).max(10),
  /** Whoever is linked has a verified address in one of these; empty: any. */
  emailDomains: z.array(domain).max(20),
  /** An unknown subject with a verified address is linked to the account of that address. */
  linkByEmail: z.boolean(),
  /** A sign-in with one of these values of `acr` or `amr` proves both factors; none: never. */
  factorAcr: values,
  factorAmr: values,
  /** Signing out here signs out there, too; the address to return to is registered there. */
  endsThere: z.boolean().default(false),
});

const provider = settings.extend({
  id,
  issuer: z.string(),
  hasSecret: z.boolean(),
  active: z.boolean(),
  /** To be registered at the provider. */
  redirectUri: z.string(),
  logoutUri: z.string(),
  signedOutUri: z.string(),
  linkedAccounts: z.number(),
});
export type Provider = z.infer<typeof provider>;

/** Left out: stays as it is. */
const clientSecret = z.string().min(1).max(500);

export const listProviders = defineRoute({
  id: 'identity.listProviders',
  method: 'GET',
  url: '/api/sign-in-providers',
  summary: 'Providers of OpenID Connect by which people may sign in, with their settings',
  config: { permission },
  schema: { response: z.object({ items: z.array(provider) }) },
});

export const createProvider = defineRoute({
  id: 'identity.createProvider',
  method: 'POST',
  url: '/api/sign-in-providers',
  summary: 'Add a provider; it is asked for its configuration first',
  config: { permission, audit: 'identity.provider_created', stepUp: true, ratePerMinute: 20 },
  schema: {
    body: settings.extend({
      issuer: z
        .string()
        .trim()
        .max(500)
        .regex(
          /^(https:\/\/[^\s?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s?#]*)?)$/,
          'Write an address with https.',
        ),
      clientSecret: clientSecret.optional(),
    }),
    response: provider,
  },
});

export const updateProvider = defineRoute({
  id: 'identity.updateProvider',
  method: 'PUT',
  url: '/api/sign-in-providers/:providerId',
  summary: 'Change a provider, or switch it off; its issuer stays, for people are linked to it',
  config: { permission, audit: 'identity.provider_changed', stepUp: true },
  schema: {
    params: z.object({ providerId: id }),
    body: settings.extend({ active: z.boolean(), clientSecret: clientSecret.optional() }),
    response: provider,
  },
});

export const deleteProvider = defineRoute({
  id: 'identity.deleteProvider',
  method: 'DELETE',
  url: '/api/sign-in-providers/:providerId',
  summary: 'Remove a provider with all links to it',
  config: { permission, audit: 'identity.provider_deleted', stepUp: true },
  schema: { params: z.object({ providerId: id }) },
});

const offered = z.object({ id, label: z.string() });

export const listSignInProviders = defineRoute({
  id: 'identity.listSignInProviders',
  method: 'GET',
  url: '/api/session/providers',
  summary: 'By which providers one may sign in here',
  config: { permission: 'public', beforeSecondFactor: true, ratePerMinute: 300 },
  schema: { response: z.object({ items: z.array(offered) }) },
});

export const listOwnLinks = defineRoute({
  id: 'identity.listOwnLinks',
  method: 'GET',
  url: '/api/me/providers',
  summary: 'Which providers the own account is linked with',
  config: { permission: 'signed-in', beforeSecondFactor: true },
  schema: {
    response: z.object({
      items: z.array(offered.extend({ linkedAt: z.string().nullable(), lastUsedAt: z.string().nullable() })),
      /** Without one, the providers are the only way in. */
      hasPassword: z.boolean(),
    }),
  },
});

const unaudited = 'nothing depends on it until the provider answers';
const params = z.object({ providerId: id });
const startedAt = z.object({ url: z.string() });

export const startProviderSignIn = defineRoute({
  id: 'identity.startProviderSignIn',
  method: 'POST',
  url: '/api/session/providers/:providerId',
  summary: 'The address at the provider to send the browser to, to sign in or to accept an invitation',
  config: { permission: 'public', unaudited, beforeSecondFactor: true, ratePerMinute: 120 },
  schema: {
    params,
    body: z.object({
      /** A page of this installation to return to. */
      returnTo: z
        .string()
        .max(500)
        .regex(/^\/(?![/\\])[^\s\\]*$/)
        .default('/'),
      /** Of an invitation that is accepted so. */
      invitation: z.string().min(20).max(100).optional(),
    }),
    response: startedAt,
  },
});

export const startProviderLink = defineRoute({
  id: 'identity.startProviderLink',
  method: 'POST',
  url: '/api/me/providers/:providerId',
  summary: 'The address at the provider to send the browser to, to link the own account',
  config: { permission: 'signed-in', unaudited, stepUp: true },
  schema: { params, response: startedAt },
});

export const startProviderProof = defineRoute({
  id: 'identity.startProviderProof',
  method: 'POST',
  url: '/api/session/proof/providers/:providerId',
  summary: 'The address at the provider to send the browser to, to confirm who sits there',
  config: {
    withoutStepUp: 'it is a part of the proof',
    permission: 'signed-in',
    unaudited,
    beforeSecondFactor: true,
  },
  schema: { params, response: startedAt },
});

export const unlinkProvider = defineRoute({
  id: 'identity.unlinkProvider',
  method: 'DELETE',
  url: '/api/me/providers/:providerId',
  summary: 'Cut the link of the own account with a provider',
  config: { permission: 'signed-in', audit: 'identity.provider_unlinked', stepUp: true },
  schema: { params },
});

export const finishProvider = defineRoute({
  id: 'identity.finishProvider',
  method: 'GET',
  url: '/api/session/providers/:providerId/callback',
  summary: 'Where the provider sends the browser back to (OpenID Connect authorization code flow)',
  config: {
    permission: 'public',
    audit: 'identity.sign_in',
    beforeSecondFactor: true,
    ratePerMinute: 120,
    raw: 'response',
  },
  schema: { params },
});

export const providerLogout = defineRoute({
  id: 'identity.providerLogout',
  method: 'POST',
  url: '/api/session/providers/:providerId/logout',
  summary: 'Where the provider tells that somebody is out (OpenID Connect Back-Channel Logout 1.0)',
  config: {
    permission: 'public',
    audit: 'identity.provider_logout',
    beforeSecondFactor: true,
    ratePerMinute: 600,
    raw: 'both',
    bodyLimit: 20_000,
  },
  schema: { params },
});
