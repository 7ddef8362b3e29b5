import type { JobDefinition } from '#platform/jobs/job.ts';
import { ANSWER_DAYS } from './domain.ts';
import { forgetAnswers } from './store.ts';

const DAY = 86_400_000;

/** Forgets answers that no repetition will ask for any more. */
export const sweepAnswers: JobDefinition = {
  name: 'offline.sweep_answers',
  cron: '23 3 * * *',
  run: ({ db, now }) =>
    db.withActor(
      { accountId: null, kind: 'job', permissions: null, requestId: 'offline.sweep_answers' },
      (tx) => forgetAnswers(tx, new Date(now.getTime() - ANSWER_DAYS * DAY)),
    ),
};
