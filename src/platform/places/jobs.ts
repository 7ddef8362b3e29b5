import type { JobDefinition } from '#platform/jobs/job.ts';
import { IMPORT_JOB, runImportJob } from './service/import-work.ts';

export const jobs: readonly JobDefinition[] = [
  { name: IMPORT_JOB, followedAt: '/places/imports', run: runImportJob },
];
