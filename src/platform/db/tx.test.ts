import type { Generated } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing/test-database.ts';
import type { Actor, Tx } from './tx.ts';

const AMARA = '018f0000-0000-7000-8000-00000000a11a';
const BASHIR = '018f0000-0000-7000-8000-00000000ba51';

function person(accountId: string): Actor {
  return { accountId, kind: 'person', permissions: null, requestId: 'test' };
}

type Tables = { 'sample.note': { id: Generated<string>; author: string; body: string } };

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ownerQuery(`
    create schema sample;
    create table sample.note (
      id uuid primary key default platform.uuid7(), author uuid not null, body text not null
    );
    alter table sample.note enable row level security;
    alter table sample.note force row level security;
    grant usage on schema sample to sojourn_app;
    grant select, insert, update on sample.note to sojourn_app;
    create policy own on sample.note to sojourn_app
      using (author = (select platform.actor())) with check (author = (select platform.actor()));
  `);
});

afterAll(() => database?.close());

function write(tx: Tx, author: string, body: string): Promise<unknown> {
  return tx.withTables<Tables>().insertInto('sample.note').values({ author, body }).execute();
}

async function bodies(tx: Tx): Promise<string[]> {
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('sample.note')
    .select('body')
    .orderBy('body')
    .execute();
  return rows.map((row) => row.body);
}

test('a row of somebody else is refused on write and hidden on read', async () => {
  await expect(database.db.withActor(person(AMARA), (tx) => write(tx, BASHIR, 'forged'))).rejects.toThrow(
    /row-level security/,
  );
  await database.db.withActor(person(AMARA), (tx) => write(tx, AMARA, 'mine'));
  expect(await database.db.withActor(person(BASHIR), bodies)).toEqual([]);
  expect(await database.db.withActor(person(AMARA), bodies)).toEqual(['mine']);
});
