import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Kdf, RootSource } from '../root-key.ts';
import type { SealedColumn } from '../sealed-column.ts';

export interface RootRow {
  id: string;
  source: RootSource;
  kdf: Kdf | null;
  made_at: Date;
}
export interface KeyRow {
  id: string;
  purpose: string;
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
  root_id: string;
  state: 'next' | 'active' | 'retired' | 'destroyed';
  made_at: Date;
  retired_at: Date | null;
  destroyed_at: Date | null;
}

/** One at a time makes root and data keys; any number that nothing else locks. */
const KEYS_LOCK = 7_302_018_121;

export const lockKeys = async (tx: Tx): Promise<void> => {
  await rawQuery(tx, 'select pg_advisory_xact_lock($1)', [KEYS_LOCK]);
};

export const findRoot = async (tx: Tx): Promise<RootRow | undefined> =>
  (
    await rawQuery<RootRow>(tx, 'select id, source, kdf, made_at from vault.root where retired_at is null')
  )[0];

export const insertRoot = async (
  tx: Tx,
  root: { id: string; source: RootSource; kdf: Kdf | null },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into vault.root (id, source, kdf) values ($1, $2, $3)
     on conflict (id) do update set retired_at = null, source = excluded.source, kdf = excluded.kdf`,
    [root.id, root.source, root.kdf === null ? null : JSON.stringify(root.kdf)],
  );
};

export const listKeys = (tx: Tx): Promise<KeyRow[]> =>
  rawQuery<KeyRow>(
    tx,
    `select id, purpose, wrapped, root_id, state, made_at, retired_at, destroyed_at from vault.key
     order by purpose, made_at desc, id`,
    [],
    { name: 'vault.list_keys' },
  );

export const insertKey = async (
  tx: Tx,
  key: Pick<KeyRow, 'id' | 'purpose' | 'root_id' | 'state'> & { wrapped: Buffer },
): Promise<void> => {
  await rawQuery(
    tx,
    'insert into vault.key (id, purpose, wrapped, root_id, state) values ($1, $2, $3, $4, $5)',
    [key.id, key.purpose, key.wrapped, key.root_id, key.state],
  );
};

/** Notes which columns and stores hold sealed values; what a slice no longer declares stays noted, for it may hold some. */
export async function declareSealed(
  tx: Tx,
  columns: readonly SealedColumn[],
  stores: readonly { name: string; purpose: string }[],
): Promise<void> {
  for (const { table, column, key, purpose } of columns) {
    await rawQuery(
      tx,
      `insert into vault.sealed_column (table_name, column_name, key_column, purpose) values ($1, $2, $3, $4)
       on conflict (table_name, column_name) do update set key_column = excluded.key_column, purpose = excluded.purpose`,
      [table, column, key, purpose],
    );
  }
  for (const { name, purpose } of stores) {
    await rawQuery(
      tx,
      `insert into vault.sealed_store (name, purpose) values ($1, $2)
       on conflict (name) do update set purpose = excluded.purpose`,
      [name, purpose],
    );
  }
}
