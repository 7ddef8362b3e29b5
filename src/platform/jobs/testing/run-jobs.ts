import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import type { JobDefinition } from '../job.ts';
import { startJobs } from '../runner.ts';

const OPEN = `select 1 from jobs.run
  where task = any($1) and finished_at is null and (state = 'running' or next_at is null)`;

/** Runs what waits in the queue, as a server does, until nothing of these tasks is at work; what failed for now may wait on. */
export async function runJobs(
  database: TestDatabase,
  definitions: readonly JobDefinition[],
  dataDir = '/nonexistent',
): Promise<void> {
  const queue = await startJobs({
    db: database.db,
    ownerUrl: database.url,
    definitions,
    dataDir,
    log: { info() {}, error() {} },
  });
  try {
    const tasks = definitions.map(({ name }) => name);
    while ((await database.ownerQuery(OPEN, [tasks])).length > 0) await pause(20);
  } finally {
    await queue.stop();
  }
}
