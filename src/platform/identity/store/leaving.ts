import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** Open sessions and API tokens that would end with the account; those that the actor's policies show. */
export const countOpen = async (tx: Tx, accountId: string) =>
  (
    await rawQuery<{ sessions: number; tokens: number }>(
      tx,
      `select (select count(*)::int from identity.session where account_id = $1 and revoked_at is null and expires_at > now()) sessions,
         (select count(*)::int from identity.api_token where account_id = $1 and revoked_at is null and expires_at > now()) tokens`,
      [accountId],
    )
  )[0]!;
