import { rawQuery, type Tx } from '#platform/db/tx.ts';

interface FeedRow {
  created_at: Date;
  last_read_at: Date | null;
}

export const findFeed = async (tx: Tx): Promise<FeedRow | undefined> =>
  (
    await rawQuery<FeedRow>(
      tx,
      'select created_at, last_read_at from tasks.feed where account_id = platform.actor()',
    )
  )[0];

/** True when there was one. */
export const dropFeed = async (tx: Tx): Promise<boolean> =>
  (await rawQuery(tx, 'delete from tasks.feed where account_id = platform.actor() returning 1')).length > 0;

export const insertFeed = (tx: Tx, keyHash: Buffer, now: Date) =>
  rawQuery(
    tx,
    'insert into tasks.feed (account_id, key_hash, created_at) values (platform.actor(), $1, $2)',
    [keyHash, now],
  );

/** Who stands behind a key; from then on the transaction acts for them. */
export const findFeedActor = async (
  tx: Tx,
  keyHash: Buffer,
): Promise<{ account_id: string; permissions: string[] } | undefined> =>
  (
    await rawQuery<{ account_id: string; permissions: string[] }>(tx, 'select * from tasks.feed_actor($1)', [
      keyHash,
    ])
  )[0];
