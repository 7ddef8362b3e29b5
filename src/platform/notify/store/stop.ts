import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** @param link `kind` null: the daily digest */
export const addStopLink = (
  tx: Tx,
  link: { hash: Buffer; accountId: string; kind: string | null },
  now: Date,
): Promise<unknown> =>
  rawQuery(
    tx,
    'insert into notify.stop_link (token_hash, account_id, kind, made_at) values ($1, $2, $3, $4)',
    [link.hash, link.accountId, link.kind, now],
  );

export interface StopRow {
  account_id: string;
  kind: string | null;
  stopped: boolean;
  /** The agency lets nobody stop it. */
  fixed: boolean;
}

export const findStop = async (tx: Tx, hash: Buffer): Promise<StopRow | undefined> =>
  (await rawQuery<StopRow>(tx, 'select * from notify.find_stop($1)', [hash]))[0];

/** @returns whether anything changed */
export const setStop = async (tx: Tx, hash: Buffer, stop: boolean, now: Date): Promise<boolean> =>
  (
    await rawQuery<{ changed: boolean }>(tx, 'select notify.set_stop($1, $2, $3) as changed', [
      hash,
      stop,
      now,
    ])
  )[0]!.changed;
