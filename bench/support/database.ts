import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';

/** Runs a measurement on a database of its own (durable settings, as in use) and removes it afterwards. */
export async function withBenchDatabase(
  run: (ground: { database: OpenDatabase; dataDir: string }) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
  // As root Postgres runs as another user, who has to pass through.
  await chmod(dataDir, 0o711);
  try {
    const database = await openDatabase({ dataDir, slices: benchSlices(), log: () => {} });
    await run({ database, dataDir }).finally(() => database.close());
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** `SOJOURN_TEST_WITHOUT=forms,places` leaves slices out, as for the tests. */
function benchSlices() {
  const without = (process.env.SOJOURN_TEST_WITHOUT ?? '').split(',');
  return findSlices().filter(({ slice }) => !without.includes(slice));
}
