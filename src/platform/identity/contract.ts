import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

export const languages = ['en', 'fr', 'es', 'ar'] as const;
const themes = ['auto', 'light', 'dark'] as const;

const id = z.uuid();
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/, 'Write an e-mail address.');
/** NIST SP 800-63B: length decides; no composition rules. */
const newPassword = z.string().min(12, 'Use at least 12 characters.').max(200);
export const personName = z.string().trim().min(1, 'Write a name.').max(200);
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,15}$/, 'Use 2 to 16 letters, digits or hyphens.');
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Use the two letters of ISO 3166.');

/** A code of an authenticator app, or a recovery code as printed. */
export const typedCode = z.string().trim().max(40);

const account = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  language: z.enum(languages),
  theme: z.enum(themes),
});
export type Account = z.infer<typeof account>;

export const me = z.object({
  /** Null when nobody is signed in. */
  account: account.nullable(),
  permissions: z.array(z.string()),
  operations: z.array(
    z.object({ id, code: z.string(), name: z.string(), country: z.string(), officeId: id }),
  ),
  agency: z.object({ name: z.string() }).nullable(),
  setUpNeeded: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** Which ones: an authenticator app, passkeys. */
  hasApp: z.boolean(),
  hasPasskey: z.boolean(),
  /** A role requires a second factor and there is none: nothing else works until it is set up. */
  secondFactorDue: z.boolean(),
  recoveryCodesLeft: z.number(),
  /** Of the session that asks; null without one. It ends after that many minutes without a call, and then whatever happens. */
  session: z.object({ idleMinutes: z.number(), endsAt: z.string() }).nullable(),
  /** This installation holds invented data and invented people only. */
  demonstration: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const getMe = defineRoute({
  id: 'identity.me',
  method: 'GET',
  url: '/api/me',
  summary: 'Who is signed in, with the permissions and operations held today',
  config: { permission: 'public', beforeSecondFactor: true },
  schema: { response: me },
});

export const setUp = defineRoute({
  id: 'identity.setUp',
  method: 'POST',
  url: '/api/set-up',
  summary:
    'First-run set-up: agency, first administrator, first office and operation; works once, with the code that the server printed',
  config: { permission: 'public', audit: 'identity.set_up', ratePerMinute: 20, beforeSecondFactor: true },
  schema: {
    body: z.object({
      setUpCode: z.string().trim().min(1).max(100),
      agencyName: z.string().trim().min(1).max(200),
      name: personName,
      email,
      password: newPassword,
      language: z.enum(languages),
      office: z.object({ code, name: z.string().trim().min(1).max(200) }),
      operation: z.object({ code, name: z.string().trim().min(1).max(200), country }),
    }),
    response: me,
  },
});

export const signIn = defineRoute({
  id: 'identity.signIn',
  method: 'POST',
  url: '/api/session',
  summary: 'Sign in with e-mail, password and, where enrolled, a one-time code',
  config: { permission: 'public', audit: 'identity.sign_in', ratePerMinute: 300, beforeSecondFactor: true },
  schema: {
    body: z.object({
      email: z.string().trim().toLowerCase().max(254),
      password: z.string().max(200),
      /** Of the authenticator app, or a recovery code. */
      code: typedCode.optional(),
    }),
    response: me,
  },
});

export const signOut = defineRoute({
  id: 'identity.signOut',
  method: 'DELETE',
  url: '/api/session',
  summary: 'End the own session; tells where to go so that the sign-in elsewhere ends with it',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'identity.sign_out',
    beforeSecondFactor: true,
  },
  schema: {
    response: z.object({
      /** Where to send the browser so that the other sign-in ends, too; null where nothing else ends. */
      elsewhere: z.string().nullable(),
    }),
  },
});

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

export const updateProfile = defineRoute({
  id: 'identity.updateProfile',
  method: 'PATCH',
  url: '/api/me',
  summary: 'Change own name, language or theme',
  config: {
    withoutStepUp: 'name, language and theme open nothing',
    permission: 'signed-in',
    audit: 'identity.account_changed',
    beforeSecondFactor: true,
  },
  schema: {
    body: z.object({
      name: personName.optional(),
      language: z.enum(languages).optional(),
      theme: z.enum(themes).optional(),
    }),
    response: me,
  },
});

export const changePassword = defineRoute({
  id: 'identity.changePassword',
  method: 'POST',
  url: '/api/me/password',
  summary: 'Change the own password; ends all other sessions',
  config: {
    withoutStepUp: 'it asks for the present password itself',
    permission: 'signed-in',
    audit: 'identity.password_changed',
    ratePerMinute: 30,
  },
  schema: { body: z.object({ current: z.string().max(200), next: newPassword }) },
});

export const startTotp = defineRoute({
  id: 'identity.startTotp',
  method: 'POST',
  url: '/api/me/second-factor',
  summary: 'Begin enrolling an authenticator app (RFC 6238); holds from the first confirmed code',
  config: {
    permission: 'signed-in',
    audit: 'identity.second_factor_started',
    stepUp: true,
    beforeSecondFactor: true,
  },
  schema: { response: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }) },
});

export const confirmTotp = defineRoute({
  id: 'identity.confirmTotp',
  method: 'POST',
  url: '/api/me/second-factor/confirmation',
  summary: 'Confirm the authenticator app with a first code',
  config: {
    withoutStepUp: 'it ends what was begun with a proof',
    permission: 'signed-in',
    audit: 'identity.second_factor_confirmed',
    ratePerMinute: 30,
    beforeSecondFactor: true,
  },
  schema: { body: z.object({ code: z.string().trim().max(10) }), response: me },
});

export const removeTotp = defineRoute({
  id: 'identity.removeTotp',
  method: 'POST',
  url: '/api/me/second-factor/removal',
  summary: 'Remove the own second factor with the password',
  config: {
    permission: 'signed-in',
    audit: 'identity.second_factor_removed',
    ratePerMinute: 30,
    stepUp: true,
  },
  schema: { body: z.object({ password: z.string().max(200) }), response: me },
});

const linkToken = z.string().min(20).max(100);

export const readLink = defineRoute({
  id: 'identity.readLink',
  method: 'POST',
  url: '/api/links/reading',
  summary: 'What a one-time link opens: invitation or recovery, and for whom',
  config: {
    permission: 'public',
    unaudited: 'a read; the secret travels in the body to stay out of logs',
    ratePerMinute: 60,
  },
  schema: {
    body: z.object({ token: linkToken }),
    response: z.object({
      purpose: z.enum(['invitation', 'recovery']),
      name: z.string(),
      email: z.string(),
      language: z.enum(languages),
    }),
  },
});

export const useLink = defineRoute({
  id: 'identity.useLink',
  method: 'POST',
  url: '/api/links/use',
  summary: 'Set a password by a one-time link and sign in',
  config: { permission: 'public', audit: 'identity.link_used', ratePerMinute: 60, beforeSecondFactor: true },
  schema: { body: z.object({ token: linkToken, password: newPassword }), response: me },
});

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
