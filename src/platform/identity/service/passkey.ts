import { randomBytes } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import type { Assertion, CreationOptions, Registration, RequestOptions } from '../contract/passkey.ts';
import * as passkeyStore from '../store/passkey.ts';
import { hasSecondFactor, replaceRecoveryCodes } from '../store/proof.ts';
import * as store from '../store.ts';
import { inPerson } from './caller.ts';
import { tellOwner } from './tell-owner.ts';

/** Where passkeys hold: the name and the origin under which browsers reach this installation. */
export interface Site {
  id: string;
  origin: string;
}
export const siteOf = (publicUrl: string): Site => {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
};

const TIMEOUT_MS = 5 * 60_000;
/** COSE names of EdDSA, ES256 and RS256: what every maker of passkeys knows one of. */
const ALGORITHMS = [-8, -7, -257];

// The library is loaded when somebody uses a passkey: it costs the start nothing.
const library = () => import('@simplewebauthn/server');

async function newChallenge(tx: Tx, purpose: passkeyStore.ChallengePurpose): Promise<string> {
  const challenge = randomBytes(32);
  await passkeyStore.giveChallenge(tx, challenge, purpose);
  return challenge.toString('base64url');
}
const taker = (tx: Tx, purpose: passkeyStore.ChallengePurpose) => (challenge: string) =>
  passkeyStore.takeChallenge(tx, Buffer.from(challenge, 'base64url'), purpose);

const descriptorOf = (row: passkeyStore.PasskeyRow) => ({
  id: row.credential_id.toString('base64url'),
  type: 'public-key' as const,
  transports: row.transports,
});

/** Options for making a passkey that needs no password beside it: kept on the device, opened by its lock. */
export async function startPasskey(
  tx: Tx,
  actor: RequestActor,
  site: Site,
  agencyName: string,
): Promise<CreationOptions> {
  const accountId = inPerson(actor);
  const account = await store.findAccount(tx, accountId);
  if (!account) throw notFound('account');
  return {
    challenge: await newChallenge(tx, 'registration'),
    rp: { id: site.id, name: agencyName },
    user: {
      id: Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url'),
      name: account.email ?? account.name,
      displayName: account.name,
    },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    excludeCredentials: (await passkeyStore.listPasskeys(tx, accountId)).map(descriptorOf),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  };
}

const wrongPasskey = () =>
  invalid('body.registration', 'identity.wrong_passkey', 'This passkey does not fit. Begin again.');

export async function addPasskey(
  tx: Tx,
  actor: RequestActor,
  site: Site,
  input: { name: string; registration: Registration },
  now: Date,
): Promise<passkeyStore.PasskeyRow> {
  const accountId = inPerson(actor);
  const { verifyRegistrationResponse } = await library();
  const verified = await verifyRegistrationResponse({
    response: input.registration as unknown as RegistrationResponseJSON,
    expectedChallenge: taker(tx, 'registration'),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(ownProblem);
  if (!verified?.registrationInfo) throw wrongPasskey();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  const row = await passkeyStore.insertPasskey(tx, {
    accountId,
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: input.registration.response.transports ?? [],
    name: input.name,
    backedUp: credentialBackedUp,
  });
  await audit(tx, actor, {
    action: 'identity.passkey_added',
    entity: 'identity.account',
    entityId: accountId,
    after: { passkeyId: row.id, backedUp: row.backed_up },
    at: now,
  });
  await tellOwner(tx, accountId, 'second_factor_changed', now);
  return row;
}

/** The library throws for whatever a caller may get wrong; what the database says goes on upwards. */
function ownProblem(error: unknown): undefined {
  if (error instanceof Error && 'severity' in error) throw error;
  return undefined;
}

export async function removePasskey(tx: Tx, actor: RequestActor, id: string, now: Date): Promise<void> {
  const accountId = inPerson(actor);
  if ((await passkeyStore.removePasskey(tx, accountId, id)) === undefined) throw notFound('passkey');
  if (!(await hasSecondFactor(tx, accountId))) await replaceRecoveryCodes(tx, accountId, []);
  await audit(tx, actor, {
    action: 'identity.passkey_removed',
    entity: 'identity.account',
    entityId: accountId,
    after: { passkeyId: id },
    at: now,
  });
  await tellOwner(tx, accountId, 'second_factor_changed', now);
}

/** Options for using a passkey: any for a sign-in, one of the own for a proof. */
export async function startAssertion(
  tx: Tx,
  actor: RequestActor,
  site: Site,
  purpose: 'sign_in' | 'proof',
): Promise<RequestOptions> {
  const own = purpose === 'proof' ? await passkeyStore.listPasskeys(tx, inPerson(actor)) : [];
  return {
    challenge: await newChallenge(tx, purpose),
    rpId: site.id,
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: own.map(descriptorOf),
  };
}

/** The account whose passkey answered the challenge; undefined when it does not fit in whatever way. */
export async function verifyAssertion(
  tx: Tx,
  site: Site,
  answer: Assertion,
  purpose: 'sign_in' | 'proof',
): Promise<string | undefined> {
  const key = await passkeyStore.findKey(tx, Buffer.from(answer.id, 'base64url'));
  if (!key) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: taker(tx, purpose),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id: answer.id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
    requireUserVerification: true,
  }).catch(ownProblem);
  if (!verified?.verified) return undefined;
  await passkeyStore.noteKeyUse(tx, key.id, verified.authenticationInfo.newCounter);
  return key.account_id;
}
