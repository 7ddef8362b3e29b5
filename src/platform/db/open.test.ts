import { expect, test } from 'vitest';
import { openDatabase } from './open.ts';
import { withDatabase, withLogin } from './pool.ts';
import { PLATFORM_SLICE } from './slices.ts';
import { findCluster, testDatabase } from './testing/test-database.ts';
import { rawQuery } from './tx.ts';

const open = (databaseUrl: string) =>
  openDatabase({ databaseUrl, dataDir: '/nowhere', slices: [PLATFORM_SLICE], log: () => {} });

test.each([
  ['not an address', 'host=localhost', /not an address such as postgres:/],
  ['no password', 'postgres://owner@127.0.0.1:1/sojourn', /must contain the password/],
  ['nobody listens', 'postgres://owner:x@127.0.0.1:1/sojourn', /cannot be reached \(.*ECONNREFUSED/],
])('an external database is refused in one sentence: %s', async (_, url, message) => {
  await expect(open(url)).rejects.toMatchObject({ name: 'StartProblem', message });
});

test('the restricted role may not be given as the owner', async () => {
  const database = await testDatabase({ empty: true });
  try {
    await expect(open(database.appUrl)).rejects.toMatchObject({
      name: 'MigrateProblem',
      code: 'owner_is_app',
    });
  } finally {
    await database.close();
  }
});

test('an owner without superuser rights gets a migrated database and the restricted role', async () => {
  const { url } = await findCluster();
  const database = await testDatabase({ empty: true });
  const name = new URL(database.url).pathname.slice(1);
  await database.ownerQuery(`alter database ${name} owner to sojourn_test_owner`);
  const opened = await open(withDatabase(withLogin(url, 'sojourn_test_owner', 'test-owner'), name));
  try {
    expect(opened.migration.skipped).toBe(false);
    const actor = { accountId: null, kind: 'anonymous', permissions: [], requestId: 'test' } as const;
    const rows = await opened.db.withActor(actor, (tx) => rawQuery(tx, 'select current_user as me'));
    expect(rows).toEqual([{ me: 'sojourn_app' }]);
  } finally {
    await opened.close();
    await database.close();
  }
});
