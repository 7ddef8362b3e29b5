import type { JobDefinition } from '#platform/jobs/job.ts';
import { EXPORT_JOB, sweepExports, writeExportJob } from './service/export.ts';

export const jobs: readonly JobDefinition[] = [
  { name: EXPORT_JOB, run: writeExportJob },
  { name: 'forms.sweep_exports', cron: '41 3 * * *', run: sweepExports },
];
