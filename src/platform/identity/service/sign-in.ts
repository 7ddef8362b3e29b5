import type { RouteRequest } from '@sojourn/route-contract';
import { findAgencyName } from '#platform/access/store.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { Assertion } from '../contract/passkey.ts';
import type * as contract from '../contract.ts';
import { openTotp } from '../sealed.ts';
import * as secrets from '../secrets.ts';
import { oneGuessAtATime } from '../store/proof.ts';
import * as store from '../store.ts';
import { signedIn, signInWaits } from './caller.ts';
import { hashNewPassword } from './new-password.ts';
import { type Site, verifyAssertion } from './passkey.ts';
import { checkCode, type RightCode } from './proof.ts';

export interface OpenedSession {
  secret: string;
  actor: Actor;
  found: store.SessionActorRow;
}

/** Opens a session and makes this transaction act as its account. */
async function openSession(
  tx: Tx,
  actor: Actor,
  accountId: string,
  device: store.Device,
  step: number | null,
): Promise<OpenedSession> {
  const secret = secrets.newSecret();
  const token = secrets.secretHash(secret);
  const sessionId = await store.openSession(tx, accountId, token, device, step);
  if (!sessionId)
    throw new Problem(401, 'identity.code_used', {
      detail: 'This code was used already; wait for the next one.',
    });
  return actAs(tx, actor, accountId, { secret, token });
}

/** Makes this transaction act as the account whose session was just opened. */
export async function actAs(
  tx: Tx,
  actor: Actor,
  accountId: string,
  { secret, token }: { secret: string; token: Buffer },
): Promise<OpenedSession> {
  const found = await store.findSessionActor(tx, token, true);
  if (!found) throw new Error('A session that was just opened is not there.');
  return { secret, found, actor: { ...actor, accountId, kind: 'person', permissions: null } };
}

type SignInBody = RouteRequest<typeof contract.signIn>['body'];

const factorNeeded = (found: store.SignInLookup): Problem =>
  found.totp_sealed
    ? new Problem(401, 'identity.code_needed', { detail: 'Enter the code of your authenticator app.' })
    : new Problem(401, 'identity.passkey_needed', { detail: 'Use your passkey, or a recovery code.' });

/** The session, or the refusal; a refusal is counted, so the caller must commit it. */
export async function signIn(
  tx: Tx,
  actor: Actor,
  input: SignInBody & { device: store.Device; vault: Vault },
  now: Date,
): Promise<OpenedSession | Problem> {
  const found = await store.signInLookup(tx, input.email, input.device);
  const waits = signInWaits(found);
  if (waits) return waits;
  const right = await secrets.checkPassword(found.password_hash, input.password);
  // Many guesses at once have all passed the look above: each is told only after those before it were counted.
  await oneGuessAtATime(tx, input.email);
  const late = signInWaits(await store.signInLookup(tx, input.email, input.device));
  if (late) return late;
  if (!right || !found.account_id) {
    await store.noteSignInFailure(tx, input.email, input.device, found);
    return new Problem(401, 'identity.wrong_credentials', {
      detail: 'The e-mail address or the password is wrong.',
    });
  }
  let proof: RightCode | undefined;
  if (found.totp_sealed || found.has_passkey) {
    if (!input.code) return factorNeeded(found);
    const totp = openTotp(input.vault, found.account_id, found.totp_sealed);
    proof = await checkCode(tx, found.account_id, totp, input.code, now);
    if (!proof) {
      await store.noteSignInFailure(tx, input.email, input.device, found);
      return new Problem(401, 'identity.wrong_code', { detail: 'The code is wrong or too old.' });
    }
  }
  const opened = await openSession(tx, actor, found.account_id, input.device, proof?.step ?? null);
  await audit(tx, opened.actor, {
    action: 'identity.sign_in',
    entity: 'identity.account',
    entityId: found.account_id,
    after: { by: proof ? `password, ${proof.by}` : 'password' },
    at: now,
  });
  return opened;
}

/** A passkey that its owner opened by the lock of the device proves both factors at once. */
export async function signInByPasskey(
  tx: Tx,
  actor: Actor,
  input: { passkey: Assertion; site: Site; device: store.Device },
  now: Date,
): Promise<OpenedSession | Problem> {
  const accountId = await verifyAssertion(tx, input.site, input.passkey, 'sign_in');
  if (!accountId)
    return new Problem(401, 'identity.wrong_passkey', { detail: 'This passkey does not fit. Begin again.' });
  const opened = await openSession(tx, actor, accountId, input.device, null);
  await audit(tx, opened.actor, {
    action: 'identity.sign_in',
    entity: 'identity.account',
    entityId: accountId,
    after: { by: 'passkey' },
    at: now,
  });
  return opened;
}

export async function signOut(tx: Tx, actor: Actor, sessionId: string | undefined, now: Date): Promise<void> {
  const accountId = signedIn(actor);
  if (sessionId) await store.revokeSessions(tx, accountId, { only: sessionId }, now);
  await audit(tx, actor, {
    action: 'identity.sign_out',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
}

export async function setUp(
  tx: Tx,
  actor: Actor,
  input: Omit<RouteRequest<typeof contract.setUp>['body'], 'setUpCode' | 'operation'> & {
    operation: { code: string; name: string; country: string } | null;
    device: store.Device;
  },
  now: Date,
): Promise<OpenedSession> {
  const { office, operation } = input;
  const made = await store.setUp(tx, {
    agency: input.agencyName,
    name: input.name,
    email: input.email,
    language: input.language,
    passwordHash: await hashNewPassword(
      input.password,
      [input.name, input.email, input.agencyName],
      'body.password',
    ),
    office,
    operation,
  });
  const opened = await openSession(tx, actor, made.account_id, input.device, null);
  await audit(tx, opened.actor, {
    action: 'identity.set_up',
    entity: 'identity.account',
    entityId: made.account_id,
    officeId: made.office_id,
    after: { agency: input.agencyName, office: office.code, operation: operation?.code ?? null },
    at: now,
  });
  return opened;
}

export const linkEnded = (): Problem =>
  new Problem(410, 'identity.link_ended', {
    detail: 'This link was used already or has expired. Ask for a new one.',
  });

export async function useLink(
  tx: Tx,
  actor: Actor,
  input: { token: string; password: string; device: store.Device },
  now: Date,
): Promise<OpenedSession> {
  const token = secrets.secretHash(input.token);
  const target = await store.findLinkTarget(tx, token);
  if (!target) throw linkEnded();
  const about = [target.name, target.email, await findAgencyName(tx)];
  const accountId = await store.useLink(
    tx,
    token,
    await hashNewPassword(input.password, about, 'body.password'),
  );
  if (!accountId) throw linkEnded();
  const opened = await openSession(tx, actor, accountId, input.device, null);
  await audit(tx, opened.actor, {
    action: 'identity.link_used',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
  return opened;
}
