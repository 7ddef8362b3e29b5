import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  preference__small: {
    code: 'notify.preference_too_large',
    detail: 'That is more than can be kept.',
  },
};
