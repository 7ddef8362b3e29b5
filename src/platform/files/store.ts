import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { ReceivedFile } from './blob-folder.ts';

/** Makes a content known, or young again; its row stays locked until the transaction ends, so no sweep takes it meanwhile. */
export const insertBlob = async (tx: Tx, file: ReceivedFile): Promise<void> => {
  await rawQuery(
    tx,
    `insert into files.blob (sha256, size, content_type) values ($1, $2, $3)
     on conflict (sha256) do update set created_at = now()`,
    [file.sha256, file.size, file.contentType],
  );
};

/** Forgets contents older than a moment that nothing points to. Their files go before the transaction ends. */
export const forgetOrphans = (tx: Tx, before: Date, most: number): Promise<{ sha256: Buffer }[]> =>
  rawQuery(tx, 'select sha256 from files.forget_orphans($1, $2)', [before, most]);

/** Shared by whoever needs all contents to stay (a backup), taken alone by the sweep; any number that nothing else locks. */
export const SWEEP_LOCK = 7_302_018_116;

/** Whether contents may be forgotten until this transaction ends: not while a backup reads them. */
export const maySweep = async (tx: Tx): Promise<boolean> =>
  (await rawQuery<{ taken: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) as taken', [SWEEP_LOCK]))[0]!
    .taken;
