import type { TestServer } from '#platform/http/testing.ts';
import { runJobs } from '#platform/jobs/testing/run-jobs.ts';
import { importJobs } from '../service/import-work.ts';

/** Runs what checks and applications have begun. */
export const runImport = (server: TestServer): Promise<void> => runJobs(server.database, importJobs);
