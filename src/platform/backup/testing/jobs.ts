import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { type BackupSource, backupJobs } from '../jobs.ts';

/** Takes the jobs of backups until stopped. */
export const takeBackupJobs = (
  { db, ownerUrl }: TestDatabase,
  source: BackupSource,
): ReturnType<typeof startJobs> =>
  startJobs({
    db,
    ownerUrl,
    dataDir: source.dataDir,
    log: { info() {}, error() {} },
    definitions: backupJobs(source),
  });
