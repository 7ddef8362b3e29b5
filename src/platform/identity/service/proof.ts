import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, invalid, type Problem } from '#platform/http/problem.ts';
import * as secrets from '../secrets.ts';
import * as proofStore from '../store/proof.ts';
import * as store from '../store.ts';
import { inPerson, mustWait, waitProblem } from './caller.ts';

const RECOVERY_CODES = 10;

/** How a typed code was right: by the app, with its time step, or as a recovery code, which is used up now. */
export type RightCode = { by: 'app'; step: number } | { by: 'recovery_code'; step: null };

/** Undefined for a wrong code. Call it only after the password or the session has been proved. */
export async function checkCode(
  tx: Tx,
  accountId: string,
  totpSecret: string,
  code: string,
  now: Date,
): Promise<RightCode | undefined> {
  const step = secrets.totpStep(totpSecret, code.replace(/\s/g, ''), now);
  if (step !== null) return { by: 'app', step };
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

/** Undefined when it went well, or the refusal; a refusal is counted, so the caller must commit it. */
export async function stepUp(
  tx: Tx,
  actor: RequestActor,
  input: { code?: string | undefined; password?: string | undefined },
  now: Date,
): Promise<Problem | undefined> {
  const accountId = inPerson(actor);
  const email = (await store.findAccount(tx, accountId))?.email ?? '';
  const found = await store.signInLookup(tx, email);
  if (mustWait(found)) return waitProblem();
  let by: string = 'password';
  let step: number | null = null;
  if (found.totp_secret) {
    const right = await checkCode(tx, accountId, found.totp_secret, input.code ?? '', now);
    if (!right) {
      await store.noteSignInFailure(tx, email);
      return invalid('body.code', 'identity.wrong_code', 'The code is wrong or too old.');
    }
    ({ by, step } = right);
  } else if (!(await secrets.checkPassword(found.password_hash, input.password ?? ''))) {
    await store.noteSignInFailure(tx, email);
    return invalid('body.password', 'identity.wrong_password', 'This is not your current password.');
  }
  await noteProof(tx, actor, step);
  await audit(tx, actor, {
    action: 'identity.stepped_up',
    entity: 'identity.account',
    entityId: accountId,
    after: { by },
    at: now,
  });
  return undefined;
}

/** Makes fresh recovery codes; only their hashes are kept. */
export async function makeRecoveryCodes(tx: Tx, actor: RequestActor, now: Date): Promise<string[]> {
  const accountId = inPerson(actor);
  const person = await store.findCredential(tx, accountId);
  if (!person?.totp_confirmed_at) {
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
