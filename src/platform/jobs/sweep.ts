import type { JobDefinition } from './job.ts';
import { sweepRuns } from './store/attempt.ts';

const DAY = 86_400_000;
const KEEP_DAYS = 30;
/** Longer: somebody may still look into it, or let it try again. */
const KEEP_FAILED_DAYS = 90;

export const sweepJob: JobDefinition = {
  name: 'jobs.sweep',
  cron: '17 3 * * *',
  quiet: true,
  run: ({ db, actor, now }) =>
    db.withActor(actor, (tx) =>
      sweepRuns(
        tx,
        new Date(now.getTime() - KEEP_DAYS * DAY),
        new Date(now.getTime() - KEEP_FAILED_DAYS * DAY),
      ),
    ),
};
