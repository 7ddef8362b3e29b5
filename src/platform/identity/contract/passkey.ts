import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { me } from '../contract.ts';

const id = z.uuid();
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
const transports = z.array(z.string().max(30)).max(10);
const extensions = z.record(z.string(), z.unknown()).default({});

/** What `navigator.credentials.create` gave, as JSON (WebAuthn level 3). */
const registration = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: transports.optional(),
  }),
  clientExtensionResults: extensions,
});
export type Registration = z.infer<typeof registration>;

/** What `navigator.credentials.get` gave, as JSON. */
export const assertion = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
  clientExtensionResults: extensions,
});
export type Assertion = z.infer<typeof assertion>;

const descriptor = z.object({ id: z.string(), type: z.literal('public-key'), transports });

const creationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number(),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type CreationOptions = z.infer<typeof creationOptions>;

const requestOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(descriptor),
});
export type RequestOptions = z.infer<typeof requestOptions>;

const passkey = z.object({
  id,
  name: z.string(),
  /** Kept by its maker in a cloud, so that it outlives the device. */
  backedUp: z.boolean(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type Passkey = z.infer<typeof passkey>;

const challengeOnly = 'a challenge that nothing depends on until it is answered';

export const listPasskeys = defineRoute({
  id: 'identity.listPasskeys',
  method: 'GET',
  url: '/api/me/passkeys',
  summary: 'Own passkeys',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(passkey) }) },
});

export const startPasskey = defineRoute({
  id: 'identity.startPasskey',
  method: 'POST',
  url: '/api/me/passkeys/options',
  summary: 'What a browser needs to make a passkey (WebAuthn); to be answered within five minutes',
  config: { permission: 'signed-in', unaudited: challengeOnly, stepUp: true, beforeSecondFactor: true },
  schema: { response: creationOptions },
});

export const addPasskey = defineRoute({
  id: 'identity.addPasskey',
  method: 'POST',
  url: '/api/me/passkeys',
  summary: 'Add the passkey that the browser made, under a name',
  config: {
    permission: 'signed-in',
    audit: 'identity.passkey_added',
    stepUp: true,
    beforeSecondFactor: true,
    ratePerMinute: 30,
  },
  schema: {
    body: z.object({ name: z.string().trim().min(1, 'Write a name.').max(100), registration }),
    response: passkey,
  },
});

export const removePasskey = defineRoute({
  id: 'identity.removePasskey',
  method: 'DELETE',
  url: '/api/me/passkeys/:passkeyId',
  summary: 'Remove a passkey',
  config: { permission: 'signed-in', audit: 'identity.passkey_removed', stepUp: true },
  schema: { params: z.object({ passkeyId: id }) },
});

export const startPasskeySignIn = defineRoute({
  id: 'identity.startPasskeySignIn',
  method: 'POST',
  url: '/api/session/passkey/options',
  summary: 'What a browser needs to sign in by a passkey, whose ever it is',
  config: { permission: 'public', unaudited: challengeOnly, ratePerMinute: 120, beforeSecondFactor: true },
  schema: { response: requestOptions },
});

export const signInByPasskey = defineRoute({
  id: 'identity.signInByPasskey',
  method: 'POST',
  url: '/api/session/passkey',
  summary: 'Sign in by a passkey alone: it proves possession and, by the lock of its device, the person',
  config: {
    permission: 'public',
    audit: 'identity.sign_in',
    ratePerMinute: 120,
    beforeSecondFactor: true,
  },
  schema: { body: z.object({ passkey: assertion }), response: me },
});

export const startPasskeyProof = defineRoute({
  id: 'identity.startPasskeyProof',
  method: 'POST',
  url: '/api/session/proof/options',
  summary: 'What a browser needs to confirm by one of the own passkeys who sits there',
  config: {
    withoutStepUp: 'it is a part of the proof',
    permission: 'signed-in',
    unaudited: challengeOnly,
    ratePerMinute: 60,
  },
  schema: { response: requestOptions },
});
