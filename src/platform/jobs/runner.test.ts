import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import type { Actor } from '#platform/db/tx.ts';
import { startJobs } from './runner.ts';
import { enqueue } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.ownerQuery(
    `insert into identity.account (id, kind, name, email, state) values ($1, 'person', 'Officer', 'officer@example.org', 'active')`,
    [officer.accountId],
  );
});
afterAll(() => database?.close());

const officer: Actor = {
  accountId: '0197a000-0000-7000-8000-000000000001',
  kind: 'person',
  permissions: null,
  requestId: 'test',
};

test('a job of a rolled-back change never runs; one of a committed change runs once, for its account', async () => {
  const ran: { payload: unknown; accountId: string | null }[] = [];
  const errors: object[] = [];
  let tries = 0;
  const jobs = await startJobs({
    db: database.db,
    ownerUrl: database.url,
    dataDir: '/nowhere',
    log: { info: () => {}, error: (fields) => errors.push(fields) },
    definitions: [
      { name: 'note', run: async ({ payload, accountId }) => ran.push({ payload, accountId }) },
      {
        name: 'fail-once',
        run: async () => {
          tries += 1;
          throw new Error('secret text');
        },
      },
    ],
  });
  try {
    await expect(
      database.db.withActor(officer, async (tx) => {
        await enqueue(tx, 'note', { n: 1 });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await database.db.withActor(officer, async (tx) => {
      await enqueue(tx, 'fail-once', {});
      await enqueue(tx, 'note', { n: 2 });
    });
    await expect.poll(() => ran, { timeout: 10_000 }).toHaveLength(1);
    expect(ran).toEqual([{ payload: { n: 2 }, accountId: officer.accountId }]);
    await expect.poll(() => tries, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).toContain('jobs.failed');
    expect(JSON.stringify(errors)).not.toContain('secret text');
  } finally {
    await jobs.stop();
  }
});

test('jobs of a server that died run again at the next start; those of one that lives are left alone', async () => {
  const ran: unknown[] = [];
  const start = (name: string, work: () => Promise<unknown>) =>
    startJobs({
      db: database.db,
      ownerUrl: database.url,
      dataDir: '/nowhere',
      log: { info: () => {}, error: () => {} },
      definitions: [{ name, run: work }],
    });
  await database.db.withActor(officer, (tx) => enqueue(tx, 'left-behind', {}));
  await database.ownerQuery(
    `update graphile_worker._private_jobs j set locked_at = now(), locked_by = 'worker-of-the-dead', attempts = 1
     from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'left-behind'`,
  );
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const living = await start('long-work', () => {
    ran.push('long');
    return held;
  });
  await database.db.withActor(officer, (tx) => enqueue(tx, 'long-work', {}));
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['long']);
  const next = await start('left-behind', async () => ran.push('left'));
  const other = await start('long-work', async () => ran.push('long again'));
  try {
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['long', 'left']);
    // Time enough for the last server to take what it should not.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(ran).toEqual(['long', 'left']);
  } finally {
    finish();
    await Promise.all([living.stop(), next.stop(), other.stop()]);
  }
  expect(ran).toEqual(['long', 'left']);
});
