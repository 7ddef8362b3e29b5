import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** False when the code's time step was used before. */
export const noteProof = async (tx: Tx, sessionId: string, step: number | null): Promise<boolean> =>
  (await rawQuery<{ noted: boolean }>(tx, 'select identity.note_proof($1, $2) noted', [sessionId, step]))[0]!
    .noted;

/** From here to its end this transaction alone guesses at the account: what is wrong is counted before the next guess is told. */
export const oneGuessAtATime = (tx: Tx, email: string) =>
  rawQuery(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in ${email}`]);

/** False when the session has another token by now. */
export const renewSession = async (
  tx: Tx,
  sessionId: string,
  token: { held: Buffer; next: Buffer },
): Promise<boolean> =>
  (
    await rawQuery<{ renewed: boolean }>(tx, 'select identity.renew_session($1, $2, $3) renewed', [
      sessionId,
      token.held,
      token.next,
    ])
  )[0]!.renewed;

/** Ends the session of this token, whosever it is. */
export const endReplacedSession = (tx: Tx, token: Buffer) =>
  rawQuery(tx, 'select identity.end_replaced_session($1)', [token]);

/** True when there was such an unused code; it is used up now. */
export const spendRecoveryCode = async (tx: Tx, accountId: string, hash: Buffer): Promise<boolean> =>
  (
    await rawQuery<{ used: boolean }>(tx, 'select identity.use_recovery_code($1, $2) used', [accountId, hash])
  )[0]!.used;

/** Puts these codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await rawQuery(tx, 'delete from identity.recovery_code where account_id = $1', [accountId]);
  await rawQuery(
    tx,
    'insert into identity.recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])',
    [accountId, hashes],
  );
}

export const countRecoveryCodes = async (tx: Tx, accountId: string): Promise<number> =>
  (
    await rawQuery<{ n: number }>(
      tx,
      'select count(*)::int n from identity.recovery_code where account_id = $1 and used_at is null',
      [accountId],
    )
  )[0]!.n;

/** Whether the actor's own account has an authenticator app, and passkeys. */
export const findFactors = async (tx: Tx, accountId: string): Promise<{ app: boolean; passkey: boolean }> =>
  (
    await rawQuery<{ app: boolean; passkey: boolean }>(
      tx,
      `select exists (select from identity.credential where account_id = $1 and totp_confirmed_at is not null) app,
         exists (select from identity.passkey where account_id = $1) passkey`,
      [accountId],
    )
  )[0]!;

export async function hasSecondFactor(tx: Tx, accountId: string): Promise<boolean> {
  const { app, passkey } = await findFactors(tx, accountId);
  return app || passkey;
}
