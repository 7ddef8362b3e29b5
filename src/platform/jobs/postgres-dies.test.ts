import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '#platform/db/embedded/start.ts';
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import type { JobContext, JobDefinition } from './job.ts';
import { startJobs } from './runner.ts';
import { enqueue } from './store.ts';

const JOBS = 40;
const server: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };

let dataDir: string;
let postgres: Embedded;
let database: OpenDatabase;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sj-dies-'));
  postgres = await startEmbedded({ dataDir, log() {} });
  database = await openDatabase({ databaseUrl: postgres.url, dataDir, slices: findSlices(), log() {} });
  await asOwner(`create table public.effect (n integer primary key, at timestamptz not null default clock_timestamp());
    grant select, insert on public.effect to sojourn_app`);
}, 120_000);
afterAll(async () => {
  await database?.close();
  await postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function asOwner<T>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: postgres.url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end().catch(() => {});
  }
}

async function killPostgres(): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.ended;
  await postgres.stop();
  const { url } = postgres;
  postgres = await startEmbedded({ dataDir, log() {} });
  expect(postgres.url).toBe(url);
}

/** Ends all sessions at once, as Postgres itself does when one of its processes dies. */
async function killSessions(): Promise<void> {
  await asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
}

const atWork = new Set<number>();
const besides: number[] = [];
let begun = 0;
const counted: JobDefinition = {
  name: 'jobs.counted',
  async run({ db, actor, payload, progress }: JobContext<{ n: number }>) {
    const { n } = payload;
    begun += 1;
    if (atWork.has(n)) besides.push(n);
    atWork.add(n);
    try {
      await db.withActor(actor, (tx) =>
        rawQuery(tx, 'insert into public.effect (n) values ($1) on conflict do nothing', [n]),
      );
      await progress(1, 2);
      await pause(30);
    } finally {
      atWork.delete(n);
    }
  },
};

test('jobs outlive their database: none is lost, none runs beside itself, and the process goes on', async () => {
  const jobs = await startJobs({
    db: database.db,
    ownerUrl: postgres.url,
    dataDir,
    log: { info() {}, error() {} },
    definitions: [counted],
  });
  try {
    await database.db.withActor(server, async (tx) => {
      for (let n = 1; n <= JOBS; n += 1) await enqueue(tx, counted.name, { n });
    });
    for (const kill of [killSessions, killPostgres, killSessions, killPostgres]) {
      const before = begun;
      await expect.poll(() => begun, { timeout: 30_000 }).toBeGreaterThan(before + 3);
      await kill();
    }
    const left = () => asOwner(`select state from jobs.run where state <> 'done'`);
    await expect.poll(left, { timeout: 90_000, interval: 250 }).toEqual([]);
    const [all] = await asOwner<{ runs: number; effects: number }>(
      `select (select count(*)::int from jobs.run) runs, (select count(*)::int from public.effect) effects`,
    );
    expect(all).toEqual({ runs: JOBS, effects: JOBS });
    expect(besides).toEqual([]);
    // Nothing is left in the queue either.
    expect(await asOwner('select 1 from graphile_worker._private_jobs where locked_at is not null')).toEqual(
      [],
    );
  } finally {
    await jobs.stop();
  }
}, 180_000);
