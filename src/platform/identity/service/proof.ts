import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, invalid, Problem } from '#platform/http/problem.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { Assertion } from '../contract/passkey.ts';
import { openTotp } from '../sealed.ts';
import * as secrets from '../secrets.ts';
import * as proofStore from '../store/proof.ts';
import * as store from '../store.ts';
import { accountWaits, inPerson } from './caller.ts';
import { type Site, verifyAssertion } from './passkey.ts';

const RECOVERY_CODES = 10;

/** How a typed code was right: by the app, with its time step, or as a recovery code, which is used up now. */
export type RightCode = { by: 'app'; step: number } | { by: 'recovery_code'; step: null };

/** Undefined for a wrong code. Call it only after the password or the session has been proved. */
export async function checkCode(
  tx: Tx,
  accountId: string,
  totp: string | null,
  code: string,
  now: Date,
): Promise<RightCode | undefined> {
  const step = totp && secrets.totpStep(totp, code.replace(/\s/g, ''), now);
  if (typeof step === 'number') return { by: 'app', step };
  const hash = secrets.recoveryCodeHash(code);
  return hash && (await proofStore.spendRecoveryCode(tx, accountId, hash))
    ? { by: 'recovery_code', step: null }
    : undefined;
}

/** Notes that the person of this session has just proved who they are. */
export async function noteProof(tx: Tx, actor: RequestActor, step: number | null): Promise<void> {
  if (!actor.sessionId || !(await proofStore.noteProof(tx, actor.sessionId, step)))
    throw invalid('body.code', 'identity.code_used', 'This code was used already; wait for the next one.');
}

interface GivenProof {
  code?: string | undefined;
  password?: string | undefined;
  passkey?: Assertion | undefined;
}

/** How the person proved who they are, or the refusal with the field that is wrong. */
async function checkProof(
  tx: Tx,
  accountId: string,
  found: store.SignInLookup,
  given: GivenProof & { site: Site; vault: Vault },
  now: Date,
): Promise<{ by: string; step: number | null } | Problem> {
  if (given.passkey) {
    const owner = await verifyAssertion(tx, given.site, given.passkey, 'proof');
    return owner === accountId
      ? { by: 'passkey', step: null }
      : invalid('body.passkey', 'identity.wrong_passkey', 'This passkey does not fit. Begin again.');
  }
  if (found.totp_sealed || found.has_passkey) {
    const totp = openTotp(given.vault, accountId, found.totp_sealed);
    const right = await checkCode(tx, accountId, totp, given.code ?? '', now);
    return right ?? invalid('body.code', 'identity.wrong_code', 'The code is wrong or too old.');
  }
  return (await secrets.checkPassword(found.password_hash, given.password ?? ''))
    ? { by: 'password', step: null }
    : invalid('body.password', 'identity.wrong_password', 'This is not your current password.');
}

/** Undefined when it went well, or the refusal; a refusal is counted, so the caller must commit it. */
export async function stepUp(
  tx: Tx,
  actor: RequestActor,
  given: GivenProof & { site: Site; device: store.Device; vault: Vault },
  now: Date,
): Promise<Problem | undefined> {
  const accountId = inPerson(actor);
  const email = (await store.findAccount(tx, accountId))?.email ?? '';
  await proofStore.oneGuessAtATime(tx, email);
  const found = await store.signInLookup(tx, email, given.device);
  const waits = accountWaits(found);
  if (waits) return waits;
  const proof = await checkProof(tx, accountId, found, given, now);
  if (proof instanceof Problem) {
    await store.noteSignInFailure(tx, email, given.device, found);
    return proof;
  }
  await noteProof(tx, actor, proof.step);
  await audit(tx, actor, {
    action: 'identity.stepped_up',
    entity: 'identity.account',
    entityId: accountId,
    after: { by: proof.by },
    at: now,
  });
  return undefined;
}

/** Makes fresh recovery codes; only their hashes are kept. */
export async function makeRecoveryCodes(tx: Tx, actor: RequestActor, now: Date): Promise<string[]> {
  const accountId = inPerson(actor);
  if (!(await proofStore.hasSecondFactor(tx, accountId))) {
    throw conflict('identity.second_factor_missing', 'Set up a second factor first.');
  }
  const codes = Array.from({ length: RECOVERY_CODES }, secrets.newRecoveryCode);
  await proofStore.replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => secrets.recoveryCodeHash(code)!),
  );
  await audit(tx, actor, {
    action: 'identity.recovery_codes_made',
    entity: 'identity.account',
    entityId: accountId,
    after: { codes: codes.length },
    at: now,
  });
  return codes;
}
