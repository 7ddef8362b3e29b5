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
