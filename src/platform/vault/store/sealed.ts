import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface DeclaredColumn {
  table_name: string;
  column_name: string;
  purpose: string;
}

export const listColumns = (tx: Tx): Promise<DeclaredColumn[]> =>
  rawQuery(tx, 'select table_name, column_name, purpose from vault.sealed_column order by 1, 2');

export interface CountRow extends DeclaredColumn {
  /** Null: no sealed value at all. */
  key_id: string | null;
  sealed: number;
}

/** Counts are numbers: the pool reads bigint so. */
export const countSealed = (tx: Tx): Promise<CountRow[]> =>
  rawQuery(tx, 'select * from vault.count_sealed()');

export interface SealedRow {
  id: string;
  sealed: Buffer;
}

export const listSealed = (
  tx: Tx,
  { table_name, column_name }: DeclaredColumn,
  page: { after: string | null; most: number; otherThan: string | null },
): Promise<SealedRow[]> =>
  rawQuery(tx, 'select id, sealed from vault.list_sealed($1, $2, $3, $4, $5)', [
    table_name,
    column_name,
    page.after,
    page.most,
    page.otherThan,
  ]);

/** @returns how many still stood as they were read */
export const replaceSealed = async (
  tx: Tx,
  { table_name, column_name }: DeclaredColumn,
  rows: readonly (SealedRow & { anew: Buffer })[],
): Promise<number> =>
  (
    await rawQuery<{ changed: number }>(tx, 'select vault.replace_sealed($1, $2, $3, $4, $5) changed', [
      table_name,
      column_name,
      rows.map(({ id }) => id),
      rows.map(({ sealed }) => sealed),
      rows.map(({ anew }) => anew),
    ])
  )[0]!.changed;

/** Where the walk towards a key stands; `undefined` while another process walks there. */
export interface Walk {
  /** Null: at the beginning. */
  past: string | null;
}

/** Takes the walk of a column until the transaction ends. */
export async function takeColumnWalk(
  tx: Tx,
  { table_name, column_name }: DeclaredColumn,
  towards: string,
): Promise<Walk | undefined> {
  const rows = await rawQuery<Walk>(
    tx,
    `select case when walking_to = $3 then walked_past end past from vault.sealed_column
     where table_name = $1 and column_name = $2 for update skip locked`,
    [table_name, column_name, towards],
  );
  return rows[0];
}

export const noteColumnWalk = async (
  tx: Tx,
  { table_name, column_name }: DeclaredColumn,
  towards: string,
  past: string | null,
): Promise<void> => {
  await rawQuery(
    tx,
    'update vault.sealed_column set walking_to = $3, walked_past = $4 where table_name = $1 and column_name = $2',
    [table_name, column_name, towards, past],
  );
};

export async function takeStoreWalk(tx: Tx, store: string, towards: string): Promise<Walk | undefined> {
  const rows = await rawQuery<Walk>(
    tx,
    `select case when walking_to = $2 then walked_past end past from vault.sealed_store
     where name = $1 for update skip locked`,
    [store, towards],
  );
  return rows[0];
}

export const noteStoreWalk = async (
  tx: Tx,
  store: string,
  towards: string,
  past: string | null,
): Promise<void> => {
  await rawQuery(tx, 'update vault.sealed_store set walking_to = $2, walked_past = $3 where name = $1', [
    store,
    towards,
    past,
  ]);
};
