import type { JobDefinition } from '#platform/jobs/job.ts';
import { DISPATCH_JOB } from './notify.ts';
import { dispatch, gatherDigests, type Sending, sweepOld } from './service/send.ts';

export const notifyJobs = (sending: Sending): JobDefinition[] => [
  {
    name: DISPATCH_JOB,
    cron: '* * * * *',
    quiet: true,
    essential: true,
    run: (context) => dispatch(context, sending),
  },
  {
    name: 'notify.gather_digests',
    cron: '*/15 * * * *',
    quiet: true,
    run: (context) => gatherDigests(context, sending),
  },
  { name: 'notify.sweep', cron: '17 3 * * *', quiet: true, run: sweepOld },
];
