import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, withLogin } from '../pool.ts';
import { type MigrationSource, PLATFORM_SLICE } from '../slices.ts';
import { startChild } from '../testing/child.ts';
import { findCluster, type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let owner: Pool;
let root: string;
// The role is shared by the tests beside these, so its password must stay.
let appPassword: string;

beforeEach(async () => {
  database = await testDatabase({ empty: true });
  appPassword = (await findCluster()).appPassword;
  owner = createPool({ url: database.url, max: 4 });
  root = await mkdtemp(join(tmpdir(), 'sojourn-migrate-'));
});

afterEach(async () => {
  await owner?.end();
  await database?.close();
  await rm(root, { recursive: true, force: true });
});

function slice(name: string): MigrationSource {
  return { slice: name, folder: join(root, name) };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const run = (...slices: MigrationSource[]) => migrate(owner, [PLATFORM_SLICE, ...slices], { appPassword });

const NOTE = `create schema zoo;
create table zoo.note (id int primary key, body text);
alter table zoo.note enable row level security;`;

test('an edited file that was applied is refused, and nothing of the run is applied', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await run(slice('zoo'));
  await put('zoo/migrations/20260101T0000_note.sql', `${NOTE} -- edited`);
  await put('zoo/migrations/20260102T0000_more.sql', 'create table zoo.more (id int);');
  await expect(run(slice('zoo'))).rejects.toMatchObject({
    code: 'edited',
    message: /zoo\/20260101T0000_note\.sql/,
  });
  expect(await database.ownerQuery(`select to_regclass('zoo.more') as t`)).toEqual([{ t: null }]);
});

test('a database that a newer release changed is refused', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put('zoo/migrations/20270101T0000_future.sql', 'create table zoo.future (id int);');
  await run(slice('zoo'));
  await rm(join(root, 'zoo/migrations/20270101T0000_future.sql'));
  await expect(run(slice('zoo'))).rejects.toMatchObject({ code: 'newer_database' });
  // A slice that was taken out altogether is no newer release.
  expect((await run()).skipped).toBe(false);
});

test.each([
  ['note.sql', 'create schema zoo', 'bad_file'],
  ['20260101T0000_note.sql', 'create schema zoo; commit;', 'bad_file'],
  ['20260101T0000_note.sql', 'create schema zoo;\n\ncreate table zoo.a (b nothing);', 'failed'],
])('a bad file %s is refused with its name', async (name, text, code) => {
  await put(`zoo/migrations/${name}`, text);
  await expect(run(slice('zoo'))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(`zoo/${name}`),
  });
});

test('a failing file leaves nothing of itself, names the line, and the run goes on from there once mended', async () => {
  await put('zoo/migrations/20260101T0000_a.sql', NOTE);
  await put(
    'zoo/migrations/20260102T0000_b.sql',
    'create table zoo.b (id int);\ninsert into zoo.missing values (1);',
  );
  await expect(run(slice('zoo'))).rejects.toThrow(/20260102T0000_b\.sql, line 2: .*missing.* does not exist/);
  expect(await database.ownerQuery(`select to_regclass('zoo.b') as t`)).toEqual([{ t: null }]);
  await put('zoo/migrations/20260102T0000_b.sql', 'create table zoo.b (id int);');
  expect((await run(slice('zoo'))).applied).toEqual(['zoo/20260102T0000_b.sql']);
});

test('files of several slices run in the order of their time, and an unchanged run is skipped', async () => {
  await put(
    'bee/migrations/20260102T0000_uses_zoo.sql',
    'create schema bee; create table bee.b (id int references zoo.note);',
  );
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put('zoo/migrations/20260103T0000_third.sql', 'create table zoo.third (id int);');
  const first = await run(slice('bee'), slice('zoo'));
  expect(first.applied.slice(-3)).toEqual([
    'zoo/20260101T0000_note.sql',
    'bee/20260102T0000_uses_zoo.sql',
    'zoo/20260103T0000_third.sql',
  ]);
  expect(await run(slice('bee'), slice('zoo'))).toEqual({ applied: [], skipped: true });
});

test('line ends of another system are no edit', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await run(slice('zoo'));
  await put('zoo/migrations/20260101T0000_note.sql', NOTE.replaceAll('\n', '\r\n'));
  expect((await run(slice('zoo'))).skipped).toBe(true);
});

test('policies are replaced as a whole: one that left the file is gone', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put(
    'zoo/policies.sql',
    'create policy a on zoo.note to sojourn_app using (true); create policy b on zoo.note using (true);',
  );
  await run(slice('zoo'));
  await put('zoo/policies.sql', 'create policy a on zoo.note to sojourn_app using (id > 1);');
  await run(slice('zoo'));
  const rows = await database.ownerQuery(
    `select policyname, qual from pg_policies where schemaname = 'zoo' order by policyname`,
  );
  expect(rows).toEqual([
    { policyname: 'a', qual: '(id > 1)' },
    { policyname: 'owner_all', qual: 'true' },
  ]);
  const [table] = await database.ownerQuery(
    `select relforcerowsecurity as forced from pg_class where oid = 'zoo.note'::regclass`,
  );
  expect(table).toEqual({ forced: true });
});

test('policies that fail leave the old ones in force', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put('zoo/policies.sql', 'create policy a on zoo.note using (true);');
  await run(slice('zoo'));
  await put('zoo/policies.sql', 'create policy a on zoo.note using (nonsense());');
  await expect(run(slice('zoo'))).rejects.toThrow(/zoo\/policies\.sql: function nonsense\(\) does not exist/);
  const rows = await database.ownerQuery(
    `select policyname from pg_policies where schemaname = 'zoo' order by 1`,
  );
  expect(rows).toEqual([{ policyname: 'a' }, { policyname: 'owner_all' }]);
});

test('policies of two slices may use functions of each other', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put('bee/migrations/20260102T0000_b.sql', 'create schema bee;');
  await put('zoo/policies.sql', 'create policy a on zoo.note using (bee.may());');
  await put(
    'bee/policies.sql',
    `create or replace function bee.may() returns boolean language sql return true;`,
  );
  await expect(run(slice('zoo'), slice('bee'))).resolves.toMatchObject({ skipped: false });
});

test('an owner without superuser rights fills and rewrites a table under forced row-level security', async () => {
  const name = `owner_${Date.now()}`;
  await database.ownerQuery(`create role ${name} login createrole password 'x'`);
  try {
    await database.ownerQuery(
      `do $$ begin execute format('grant create on database %I to ${name}', current_database()); end $$`,
    );
    // As after the first start by that owner: it administers the restricted role.
    await database.ownerQuery(`grant sojourn_app to ${name} with admin option`);
    await put('zoo/migrations/20260101T0000_note.sql', `${NOTE} insert into zoo.note values (1, 'old');`);
    await put('zoo/migrations/20260102T0000_rewrite.sql', `update zoo.note set body = 'new';`);
    const pool = createPool({ url: withLogin(database.url, name, 'x'), max: 1 });
    await migrate(pool, [PLATFORM_SLICE, slice('zoo')], { appPassword }).finally(() => pool.end());
    expect(await database.ownerQuery('select body from zoo.note')).toEqual([{ body: 'new' }]);
  } finally {
    await database.ownerQuery(`drop owned by ${name} cascade; drop role ${name}`);
  }
});

test('servers that start together queue, and each file runs once', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', `${NOTE} select pg_sleep(0.3);`);
  const reports = await Promise.all([run(slice('zoo')), run(slice('zoo')), run(slice('zoo'))]);
  expect(reports.filter((report) => report.applied.includes('zoo/20260101T0000_note.sql'))).toHaveLength(1);
  expect(reports.filter((report) => report.skipped)).toHaveLength(2);
});

test('a server killed in the middle of a file leaves nothing half done and nothing locked', async () => {
  await put('zoo/migrations/20260101T0000_note.sql', NOTE);
  await put('zoo/migrations/20260102T0000_slow.sql', 'create table zoo.slow (id int); select pg_sleep(60);');
  const child = startChild('migrate-child.ts', [database.url, 'zoo', join(root, 'zoo'), appPassword]);
  await expect
    .poll(
      () =>
        database.ownerQuery(
          `select 1 from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and state = 'active'`,
        ),
      { timeout: 15_000 },
    )
    .toHaveLength(1);
  child.process.kill('SIGKILL');
  await child.ended;
  // The server side notices a dead client only when it next writes; the administrator's restart would end it too.
  await database.ownerQuery(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
  );
  expect(await database.ownerQuery(`select name from platform.migration where slice = 'zoo'`)).toEqual([
    { name: '20260101T0000_note.sql' },
  ]);
  await put('zoo/migrations/20260102T0000_slow.sql', 'create table zoo.slow (id int);');
  expect((await run(slice('zoo'))).applied).toEqual(['zoo/20260102T0000_slow.sql']);
});

test('identifiers of both makers are version 7 and sort in the order of their making', async () => {
  await run();
  const portable = await database.ownerQuery<{ id: string }>(
    'select platform.uuid7()::text as id from generate_series(1, 500)',
  );
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (const { id } of portable) expect(id).toMatch(pattern);
  expect(new Set(portable.map((row) => row.id)).size).toBe(500);
});
