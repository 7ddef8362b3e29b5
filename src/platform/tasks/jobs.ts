import type { JobDefinition } from '#platform/jobs/job.ts';
import { giveAlarms } from './service/alarms.ts';

export const jobs: readonly JobDefinition[] = [
  {
    name: 'tasks.remind',
    cron: '* * * * *',
    quiet: true,
    essential: true,
    run: ({ db, actor, now, signal }) => giveAlarms(db, actor, now, signal),
  },
];
