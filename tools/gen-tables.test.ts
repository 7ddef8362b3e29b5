import { afterAll, beforeAll, expect, test } from 'vitest';
import { readColumns } from '#platform/db/catalogue.ts';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { renderTables } from './gen-tables/render.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  await database.ownerQuery(`
    create schema zoo;
    create type zoo.diet as enum ('leaves', 'fish');
    create domain zoo.code as text not null;
    create table zoo.animal (
      id int generated always as identity, born date not null, fed_at timestamptz not null default now(),
      diet zoo.diet not null, diets zoo.diet[], code zoo.code, weight numeric, notes jsonb not null default '{}',
      sizes bigint[] not null, photo bytea, name text not null default '', shout text generated always as (upper(name)) stored
    );
    create view zoo.hungry with (security_invoker = true) as select id, born from zoo.animal;
  `);
});

afterAll(() => database?.close());

test('an unknown schema has no tables', async () => {
  expect(await readColumns(database.url, ['nowhere'])).toEqual([]);
});

test('each column reads and writes what the driver gives and takes', async () => {
  expect(renderTables('zoo', await readColumns(database.url, ['zoo']))).toBe(
    `// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AnimalTable {
  id: GeneratedAlways<number>;
  born: string;
  fed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  diet: 'leaves' | 'fish';
  diets: ('leaves' | 'fish')[] | null;
  code: string;
  weight: ColumnType<string | null, number | string | null | undefined, number | string | null>;
  notes: ColumnType<unknown, string | undefined, string>;
  sizes: number[];
  photo: Buffer | null;
  name: Generated<string>;
  shout: GeneratedAlways<string | null>;
}

export interface HungryTable {
  id: ColumnType<number | null, never, never>;
  born: ColumnType<string | null, never, never>;
}

export type ZooTables = {
  'zoo.animal': AnimalTable;
  'zoo.hungry': HungryTable;
};
`,
  );
});
