import type { ContentStore } from '#platform/files/contents.ts';
import type { JobDefinition } from '#platform/jobs/job.ts';
import { EXPORT_JOB, sweepExports, writeExportJob } from './service/export.ts';
import { sortAnswers } from './service/sort-answers.ts';

export const jobs = (contents: ContentStore): readonly JobDefinition[] => [
  {
    name: EXPORT_JOB,
    tells: { done: 'forms.export_ready' },
    run: (context) => writeExportJob(contents, context),
  },
  { name: 'forms.sweep_exports', cron: '41 3 * * *', quiet: true, run: sweepExports },
  { name: 'forms.sort_answers', cron: '* * * * *', quiet: true, run: sortAnswers },
];
