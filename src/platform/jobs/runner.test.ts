import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import type { Actor } from '#platform/db/tx.ts';
import { startJobs } from './runner.ts';
import { enqueue } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
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
    expect(JSON.stringify(errors)).not.toContain('secret text');
  } finally {
    await jobs.stop();
  }
});
