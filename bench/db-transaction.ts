/**
 * What one transaction with an actor costs, on an embedded database made for the occasion.
 *
 *   npx tsx --conditions=source bench/db-transaction.ts
 */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { type Actor, rawQuery, type Tx } from '#platform/db/tx.ts';

const ACTOR: Actor = {
  accountId: '018f0000-0000-7000-8000-000000000001',
  kind: 'person',
  permissions: null,
  requestId: 'bench',
};
const SECONDS = 4;

const folder = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
await chmod(folder, 0o755);
const open = () => openDatabase({ dataDir: folder, slices: findSlices(), log: () => {} });

const begun = performance.now();
await (await open()).close();
print('first start with initdb and migration', performance.now() - begun, 'ms');
const again = performance.now();
const database = await open();
print('next start, nothing to migrate', performance.now() - again, 'ms');

const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
await owner.query(`
  create schema bench;
  create table bench.note (id uuid primary key default platform.uuid7(), author uuid not null, body jsonb not null);
  alter table bench.note enable row level security;
  alter table bench.note force row level security;
  create policy own on bench.note to sojourn_app
    using (author = (select platform.actor())) with check (author = (select platform.actor()));
  create index on bench.note (author, id);
  grant usage on schema bench to sojourn_app;
  grant select, insert on bench.note to sojourn_app;
  insert into bench.note (author, body)
    select '${ACTOR.accountId}', jsonb_build_object('text', repeat('x', 280)) from generate_series(1, 1000);
  analyze bench.note;
`);

const body = JSON.stringify({ text: 'x'.repeat(280) });
const read = (tx: Tx) =>
  rawQuery(tx, 'select id from bench.note where author = $1 order by id limit 10', [ACTOR.accountId], {
    name: 'bench.read',
  });
const write = (tx: Tx) =>
  rawQuery(tx, 'insert into bench.note (author, body) values ($1, $2)', [ACTOR.accountId, body], {
    name: 'bench.write',
  });
type Tables = { 'bench.note': { id: string; author: string; body: unknown } };
const readBuilt = (tx: Tx) =>
  tx
    .withTables<Tables>()
    .selectFrom('bench.note')
    .select('id')
    .where('author', '=', ACTOR.accountId)
    .orderBy('id')
    .limit(10)
    .execute();

const plain = new Pool({ connectionString: database.appUrl, max: 16 });
await measure('one statement, no transaction (floor)', 1, () =>
  plain.query({ name: 'floor', text: 'select 1' }),
);
await measure('the same read in four round trips', 1, () => sequential());
for (const clients of [1, 16]) {
  await measure('withActor, read 10 rows, prepared', clients, () => database.db.withActor(ACTOR, read));
  await measure('withActor, read 10 rows, kysely', clients, () => database.db.withActor(ACTOR, readBuilt));
  await measure('withActor, insert 1 row', clients, () => database.db.withActor(ACTOR, write));
}
await plain.end();
await owner.end();

await new Promise((resolve) => setTimeout(resolve, 2_000));
print('memory of this process (RSS)', process.memoryUsage().rss / 2 ** 20, 'MB');
print('memory of Postgres and its backends (PSS)', await postgresMemory(), 'MB');
const stopping = performance.now();
await database.close();
print('stop', performance.now() - stopping, 'ms');
await rm(folder, { recursive: true, force: true });

async function sequential(): Promise<void> {
  const client = await plain.connect();
  await client.query('begin');
  await client.query({
    name: 'set',
    text: `select set_config('app.actor', $1, true), set_config('app.actor_kind', 'person', true)`,
    values: [ACTOR.accountId],
  });
  await client.query({
    name: 'read',
    text: 'select id from bench.note where author = $1 order by id limit 10',
    values: [ACTOR.accountId],
  });
  await client.query('commit');
  client.release();
}

async function measure(name: string, clients: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 300; i++) await work();
  const cpu = process.cpuUsage();
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - start < SECONDS * 1_000) {
        await work();
        done++;
      }
    }),
  );
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const perUnit = `${((wall * 1_000 * clients) / done).toFixed(0)} µs wall, ${((user + system) / done).toFixed(0)} µs Node CPU`;
  print(`${name}, ${clients} at once`, (done / wall) * 1_000, `/s  (${perUnit})`);
}

/** Proportional share, so that the shared buffers count once; Linux only. */
async function postgresMemory(): Promise<number> {
  let kilobytes = 0;
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const cwd = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const stat = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const parent = /PPid:\s+(\d+)/.exec(stat)?.[1];
    const isServer = cwd.includes(folder);
    const parentLine = await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '');
    if (!isServer && !parentLine.includes(folder)) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1_024;
}

function print(name: string, value: number, unit: string): void {
  process.stdout.write(`${name.padEnd(52)} ${value.toFixed(0).padStart(7)} ${unit}\n`);
}
