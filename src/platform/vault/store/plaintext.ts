import { Client } from 'pg';
import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { name } from './names.ts';

export interface PlainColumn {
  table: string;
  column: string;
  key: string;
  from: string;
}

export const hasColumn = async (tx: Tx, table: string, column: string): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `select from pg_attribute where attrelid = to_regclass($1) and attname = $2 and not attisdropped`,
      [table, column],
    )
  ).length > 0;

/** Some rows that still hold a text in the clear, locked. */
export const takePlain = (tx: Tx, { table, key, from }: PlainColumn, most: number) =>
  rawQuery<{ id: string; plain: string }>(
    tx,
    `select ${name(key)}::text id, ${name(from)} plain from ${name(table)} where ${name(from)} is not null
     order by ${name(key)} limit $1 for update`,
    [most],
  );

/** A sealed value that stands there already is newer than the text. */
export const putSealed = async (
  tx: Tx,
  { table, column, key, from }: PlainColumn,
  ids: readonly string[],
  sealed: readonly Buffer[],
): Promise<void> => {
  await rawQuery(
    tx,
    `update ${name(table)} t set ${name(column)} = coalesce(t.${name(column)}, n.sealed), ${name(from)} = null
     from unnest($1::text[], $2::bytea[]) n(id, sealed) where t.${name(key)}::text = n.id`,
    [ids, sealed],
  );
};

export const dropColumn = async (tx: Tx, table: string, column: string): Promise<void> => {
  await rawQuery(tx, `alter table ${name(table)} drop column ${name(column)}`);
};

/** Writes the table anew, so that its files no longer hold what its rows held before. Cannot stand in a transaction. */
export async function rewriteTable(ownerUrl: string, table: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'sojourn vault' });
  // A lost connection shows in the query that wanted it.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`vacuum (full, analyze) ${name(table)}`);
  } finally {
    await client.end();
  }
}
