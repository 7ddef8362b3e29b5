import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import type { SealedColumn } from '../sealed-column.ts';

/** A column to seal in tests of the vault, which knows no other slice: that of the identity slice. */
export const secretColumn: SealedColumn = {
  table: 'identity.credential',
  column: 'totp_sealed',
  key: 'account_id',
  purpose: 'test.secret',
  from: 'totp_secret',
};

/** Accounts with a credential each; answers their ids. */
export async function addPeople(database: TestDatabase, count: number): Promise<string[]> {
  const rows = await database.ownerQuery<{ id: string }>(
    `with made as (
       insert into identity.account (kind, name, email)
       select 'person', 'P' || n, gen_random_uuid() || '@example.org' from generate_series(1, $1) n returning id)
     insert into identity.credential (account_id) select id from made returning account_id as id`,
    [count],
  );
  return rows.map(({ id }) => id);
}
