import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  device__pkey: { code: 'offline.device_known', detail: 'This browser is registered already.' },
};
