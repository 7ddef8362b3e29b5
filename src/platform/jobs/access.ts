import type { SliceAccess } from '#platform/http/module.ts';

const admins = ['administrator'];

export const access: SliceAccess = {
  permissions: ['jobs.job.read', 'jobs.job.write'],
  roleDefaults: { administrator: ['jobs.job.read', 'jobs.job.write'] },
  matrix: {
    'jobs.listRuns': admins,
    // The database shows everyone their own jobs.
    'jobs.listOwnRuns': 'signed-in',
    'jobs.getRun': 'signed-in',
    'jobs.cancelRun': 'signed-in',
    'jobs.retryRun': 'signed-in',
    'jobs.seeEnd': 'signed-in',
    'jobs.listSchedules': admins,
    'jobs.runSchedule': admins,
    'jobs.pauseSchedule': admins,
  },
};
