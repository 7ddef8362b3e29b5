import { Pool } from 'pg';
import type { OpenDatabase } from '#platform/db/open.ts';
import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import { type Installation, startInstallation } from '#server/testing/installation.ts';
import { withBenchDatabase } from './database.ts';

/** An embedded database as the tests know theirs. Its owner is the superuser here. */
function asTestDatabase(database: OpenDatabase): { test: TestDatabase; close(): Promise<void> } {
  const owner = new Pool({ connectionString: database.ownerUrl, max: 4 });
  owner.on('error', () => {});
  const test: TestDatabase = {
    db: database.db,
    url: database.ownerUrl,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    async ownerQuery<Row>(sql: string, params: readonly unknown[] = []) {
      return (await owner.query(sql, params as unknown[])).rows as Row[];
    },
    migrate: () => Promise.reject(new Error('the database of a measurement is migrated when it opens')),
    close: () => Promise.resolve(),
  };
  return { test, close: () => owner.end() };
}

/** Runs on the whole product with two offices that hold rows of every kind, and removes it afterwards. */
export async function withInstallation(
  run: (world: Installation, ownerUrl: string) => Promise<void>,
  options: { logger?: object; beatMs?: number } = {},
): Promise<void> {
  await withBenchDatabase(async ({ database }) => {
    const { test, close } = asTestDatabase(database);
    try {
      const world = await startInstallation(test, options);
      await run(world, database.ownerUrl).finally(() => world.close());
    } finally {
      await close();
    }
  });
}

/** The same numbers in [0, 1) for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
