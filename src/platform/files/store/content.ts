import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { ReceivedFile } from '../contents.ts';

/**
 * Makes a content known, or young again; its row stays locked until the transaction ends, so no sweep takes it meanwhile.
 * @returns whether it was not known before
 */
export const insertBlob = async (tx: Tx, file: ReceivedFile): Promise<boolean> =>
  (
    await rawQuery<{ fresh: boolean }>(
      tx,
      `insert into files.blob (sha256, size, content_type, sealed_key) values ($1, $2, $3, $4)
       on conflict (sha256) do update set created_at = now() returning xmax = 0 as fresh`,
      [file.sha256, file.size, file.contentType, file.keyId],
    )
  )[0]!.fresh;

/** Forgets contents older than a moment that nothing points to. Their files go before the transaction ends. */
export const forgetOrphans = (tx: Tx, before: Date, most: number): Promise<{ sha256: Buffer }[]> =>
  rawQuery(tx, 'select sha256 from files.forget_orphans($1, $2)', [before, most]);

/** Shared by whoever needs all contents to stay (a backup), taken alone by the sweep; any number that nothing else locks. */
export const SWEEP_LOCK = 7_302_018_118;

/** Whether contents may be forgotten until this transaction ends: not while a backup reads them. */
export const maySweep = async (tx: Tx): Promise<boolean> =>
  (await rawQuery<{ taken: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) as taken', [SWEEP_LOCK]))[0]!
    .taken;

/** Notes which key of the vault sealed a content. */
export const noteKey = async (tx: Tx, sha256: Buffer, keyId: string): Promise<void> => {
  await rawQuery(tx, 'update files.blob set sealed_key = $2 where sha256 = $1', [sha256, keyId]);
};

/** Locks the row of a content; false when it is not known (any more). */
export const lockContent = async (tx: Tx, sha256: Buffer): Promise<boolean> =>
  (await rawQuery(tx, 'select 1 from files.blob where sha256 = $1 for update', [sha256])).length > 0;

/** How many contents stand under which key; those in the clear under ''. */
export async function countByKey(tx: Tx): Promise<Map<string, number>> {
  const rows = await rawQuery<{ key: string; count: number }>(
    tx,
    `select coalesce(sealed_key::text, '') as key, count(*)::int as count from files.blob group by 1`,
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** Hashes after one, as hexadecimal text in their order; with `otherThan` those not sealed under that key. */
export async function listHashes(
  tx: Tx,
  page: { after: Buffer | null; most: number; otherThan: string | null },
): Promise<string[]> {
  const rows = await rawQuery<{ sha256: Buffer }>(
    tx,
    `select sha256 from files.blob
      where ($1::bytea is null or sha256 > $1) and ($3::uuid is null or sealed_key is distinct from $3)
      order by sha256 limit $2`,
    [page.after, page.most, page.otherThan],
  );
  return rows.map(({ sha256 }) => sha256.toString('hex'));
}
