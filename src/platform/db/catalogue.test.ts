import { sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBreaches, type SchemaGroups } from './catalogue-checks.ts';
import { findSlices, schemaOf } from './slices.ts';
import { findCluster, type TestDatabase, testDatabase } from './testing/test-database.ts';

let real: TestDatabase;
let spoiled: TestDatabase;

beforeAll(async () => {
  [real, spoiled] = await Promise.all([testDatabase(), testDatabase()]);
});

afterAll(() => Promise.all([real?.close(), spoiled?.close()]));

const modules = findSlices().filter(({ folder }) => folder.includes(`${sep}modules${sep}`));
const groups: SchemaGroups = {
  platform: findSlices()
    .filter((slice) => !modules.includes(slice))
    .map(({ slice }) => schemaOf(slice)),
  modules: modules.map(({ slice }) => schemaOf(slice)),
};

test('each kind of breach is found', async () => {
  await spoiled.ownerQuery(`
    create schema rogue;
    create table rogue.bare (id int primary key);
    create table rogue.unforced (id int primary key);
    alter table rogue.unforced enable row level security;
    create view rogue.window as select * from rogue.bare;
    create materialized view rogue.copy as select * from rogue.bare;
    create function rogue.door() returns int language sql security definer as 'select 1';
    create schema rogue2;
    create table rogue2.child (id int references rogue.bare);
    grant truncate on rogue.bare to sojourn_app;
    grant select on rogue.copy, platform.migration to sojourn_app;
  `);
  const breaches = await findBreaches(spoiled.ownerQuery, {
    platform: groups.platform,
    modules: [...groups.modules, 'rogue', 'rogue2'],
  });
  expect(breaches.filter((breach) => /rogue|platform\.migration/.test(breach))).toEqual([
    'The table rogue.bare has no row-level security.',
    'The table rogue.unforced does not force row-level security.',
    'The table rogue2.child has no row-level security.',
    'The materialised view rogue.copy is readable by sojourn_app and cannot have policies.',
    'The view rogue.window shows rows past the policies: make it "with (security_invoker = true)".',
    'The function rogue.door is SECURITY DEFINER and not in definer-allowlist.ts.',
    'The function rogue.door is SECURITY DEFINER without "set search_path = ..., pg_temp".',
    'The foreign key rogue2.child_id_fkey points into the module schema rogue.',
    'sojourn_app may select platform.migration.',
    'sojourn_app may truncate rogue.bare.',
  ]);
});

test('every slice migrates', async () => {
  expect((await findCluster()).leftOut).toEqual([]);
});

test('the database keeps the rules of the house', async () => {
  expect(await findBreaches(real.ownerQuery, groups)).toEqual([]);
});
