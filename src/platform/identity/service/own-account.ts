import type { RouteRequest } from '@sojourn/route-contract';
import { findAgencyName } from '#platform/access/store.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, invalid, notFound } from '#platform/http/problem.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type * as contract from '../contract.ts';
import { openTotp, sealTotp } from '../sealed.ts';
import * as secrets from '../secrets.ts';
import { hasSecondFactor, replaceRecoveryCodes } from '../store/proof.ts';
import * as store from '../store.ts';
import { inPerson } from './caller.ts';
import { hashNewPassword } from './new-password.ts';
import { noteProof } from './proof.ts';
import { tellOwner } from './tell-owner.ts';

export async function updateProfile(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.updateProfile>['body'],
  now: Date,
): Promise<void> {
  const before = await getAccount(tx, inPerson(actor));
  const after = {
    name: input.name ?? before.name,
    language: input.language ?? before.language,
    theme: input.theme ?? before.theme,
  };
  await store.updateAccount(tx, before.id, after);
  await audit(tx, actor, {
    action: 'identity.account_changed',
    entity: 'identity.account',
    entityId: before.id,
    before: { language: before.language, theme: before.theme },
    after: { language: after.language, theme: after.theme, renamed: after.name !== before.name },
    at: now,
  });
}

async function getAccount(tx: Tx, id: string) {
  const account = await store.findAccount(tx, id);
  if (!account) throw notFound('account');
  return account;
}

/** Proves the own password again before a sensitive act. */
async function provePassword(tx: Tx, accountId: string, password: string, path: string): Promise<void> {
  const credential = await store.findCredential(tx, accountId);
  if (!(await secrets.checkPassword(credential?.password_hash ?? null, password))) {
    throw invalid(path, 'identity.wrong_password', 'This is not your current password.');
  }
}

export async function changePassword(
  tx: Tx,
  actor: Actor,
  input: { current: string; next: string; sessionId?: string | undefined },
  now: Date,
): Promise<void> {
  const accountId = inPerson(actor);
  await provePassword(tx, accountId, input.current, 'body.current');
  const { name, email } = await getAccount(tx, accountId);
  const about = [name, email, await findAgencyName(tx)];
  const hash = await hashNewPassword(input.next, about, 'body.next');
  await store.setPassword(tx, accountId, hash, now);
  const ended = await store.revokeSessions(
    tx,
    accountId,
    input.sessionId ? { except: input.sessionId } : {},
    now,
  );
  await audit(tx, actor, {
    action: 'identity.password_changed',
    entity: 'identity.account',
    entityId: accountId,
    after: { sessionsEnded: ended.length },
    at: now,
  });
  await tellOwner(tx, accountId, 'password_changed', now);
}

export async function startTotp(
  tx: Tx,
  actor: Actor,
  { issuer, vault }: { issuer: string; vault: Vault },
  now: Date,
) {
  const accountId = inPerson(actor);
  const account = await getAccount(tx, accountId);
  const current = await store.findCredential(tx, accountId);
  if (current?.totp_confirmed_at) {
    throw conflict(
      'identity.second_factor_exists',
      'Remove the present authenticator app before you enrol another.',
    );
  }
  const secret = secrets.newTotpSecret();
  await store.setTotp(tx, accountId, sealTotp(vault, accountId, secret), null, null);
  await audit(tx, actor, {
    action: 'identity.second_factor_started',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
  return { secret, uri: secrets.totpUri(secret, account.email ?? account.name, issuer) };
}

export async function confirmTotp(
  tx: Tx,
  actor: RequestActor,
  { code, vault }: { code: string; vault: Vault },
  now: Date,
): Promise<void> {
  const accountId = inPerson(actor);
  const credential = await store.findCredential(tx, accountId);
  const secret = openTotp(vault, accountId, credential?.totp_sealed ?? null);
  if (!credential || !secret || credential.totp_confirmed_at) {
    throw conflict('identity.second_factor_not_started', 'Begin the enrolment again.');
  }
  const step = secrets.totpStep(secret, code, now);
  if (step === null) throw invalid('body.code', 'identity.wrong_code', 'The code is wrong or too old.');
  await store.setTotp(tx, accountId, credential.totp_sealed, now, step);
  await noteProof(tx, actor, null);
  await audit(tx, actor, {
    action: 'identity.second_factor_confirmed',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
  await tellOwner(tx, accountId, 'second_factor_changed', now);
}

export async function removeTotp(tx: Tx, actor: Actor, password: string, now: Date): Promise<void> {
  const accountId = inPerson(actor);
  await provePassword(tx, accountId, password, 'body.password');
  await store.setTotp(tx, accountId, null, null, null);
  if (!(await hasSecondFactor(tx, accountId))) await replaceRecoveryCodes(tx, accountId, []);
  await audit(tx, actor, {
    action: 'identity.second_factor_removed',
    entity: 'identity.account',
    entityId: accountId,
    at: now,
  });
  await tellOwner(tx, accountId, 'second_factor_changed', now);
}

export async function revokeOwnSession(tx: Tx, actor: Actor, sessionId: string, now: Date): Promise<void> {
  const ended = await store.revokeSessions(tx, inPerson(actor), { only: sessionId }, now);
  if (ended.length === 0) throw notFound('session');
  await audit(tx, actor, {
    action: 'identity.session_revoked',
    entity: 'identity.account',
    entityId: inPerson(actor),
    after: { sessionId },
    at: now,
  });
}

/** Ends all own sessions but the one that asks; answers how many ended. */
export async function revokeOtherSessions(
  tx: Tx,
  actor: Actor,
  current: string | undefined,
  now: Date,
): Promise<number> {
  const ended = await store.revokeSessions(tx, inPerson(actor), current ? { except: current } : {}, now);
  await audit(tx, actor, {
    action: 'identity.sessions_revoked',
    entity: 'identity.account',
    entityId: inPerson(actor),
    after: { sessionsEnded: ended.length },
    at: now,
  });
  return ended.length;
}
