import { MIGRATION_LOCK } from '#platform/db/migrate/migrate.ts';
import { ATTACHED } from '#platform/db/open.ts';
import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface RotationRow {
  id: string;
  requested_by: string | null;
  requested_at: Date;
  keys_made_at: Date | null;
  keys_used_at: Date | null;
  finished_at: Date | null;
}

const COLUMNS = 'id, requested_by, requested_at, keys_made_at, keys_used_at, finished_at';

/** The rotation under way, or the last one. */
export const findRotation = async (tx: Tx): Promise<RotationRow | undefined> =>
  (
    await rawQuery<RotationRow>(
      tx,
      `select ${COLUMNS} from vault.rotation order by finished_at desc nulls first, requested_at desc limit 1`,
    )
  )[0];

/** Breaks `rotation__one_at_a_time` while one is under way. */
export const insertRotation = async (tx: Tx, id: string, requestedBy: string | null): Promise<void> => {
  await rawQuery(tx, 'insert into vault.rotation (id, requested_by) values ($1, $2)', [id, requestedBy]);
};

/** The rotation under way, locked; whoever waited for the lock sees what the other did. */
export const lockRotation = async (tx: Tx): Promise<RotationRow | undefined> =>
  (
    await rawQuery<RotationRow>(
      tx,
      `select ${COLUMNS} from vault.rotation where finished_at is null for update`,
    )
  )[0];

export const noteKeysMade = async (tx: Tx, id: string): Promise<void> => {
  await rawQuery(tx, 'update vault.rotation set keys_made_at = now() where id = $1', [id]);
};

/** Seconds since the keys of the rotation were made, by the clock of the database. */
export const secondsSinceKeysMade = async (tx: Tx, id: string): Promise<number> =>
  Number(
    (
      await rawQuery<{ seconds: string }>(
        tx,
        'select extract(epoch from clock_timestamp() - keys_made_at)::text seconds from vault.rotation where id = $1',
        [id],
      )
    )[0]!.seconds,
  );

/** Every `next` key becomes the active one of its purpose; answers the ids. */
export async function activateNextKeys(tx: Tx, id: string): Promise<{ id: string; purpose: string }[]> {
  await rawQuery(
    tx,
    `update vault.key o set state = 'retired', retired_at = now()
     from vault.key n where n.state = 'next' and o.state = 'active' and o.purpose = n.purpose`,
  );
  const used = await rawQuery<{ id: string; purpose: string }>(
    tx,
    `update vault.key set state = 'active' where state = 'next' returning id, purpose`,
  );
  await rawQuery(tx, 'update vault.rotation set keys_used_at = now() where id = $1', [id]);
  return used;
}

export const noteFinished = async (tx: Tx, id: string): Promise<void> => {
  await rawQuery(tx, 'update vault.rotation set finished_at = now() where id = $1 and finished_at is null', [
    id,
  ]);
};

/** Whether servers are connected, which must learn of a key before it seals. */
export const serversConnected = async (tx: Tx): Promise<boolean> =>
  (
    await rawQuery<{ there: boolean }>(
      tx,
      `select exists (select from pg_stat_activity where datname = current_database() and usename = current_user
         and application_name <> $1) there`,
      [ATTACHED],
    )
  )[0]!.there;

/** Gives a data key another wrapping. */
export const rewrapKey = async (tx: Tx, id: string, rootId: string, wrapped: Buffer): Promise<void> => {
  await rawQuery(tx, 'update vault.key set wrapped = $2, root_id = $3 where id = $1', [id, wrapped, rootId]);
};

export const retireRoot = async (tx: Tx, id: string): Promise<void> => {
  await rawQuery(tx, 'update vault.root set retired_at = now() where id = $1', [id]);
};

export const destroyKey = async (tx: Tx, id: string): Promise<void> => {
  await rawQuery(tx, 'select vault.destroy_key($1)', [id]);
};

/** Whether no backup or upgrade runs, until the transaction ends. */
export const takeNoBackup = async (tx: Tx): Promise<boolean> =>
  (await rawQuery<{ taken: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) taken', [MIGRATION_LOCK]))[0]!
    .taken;
