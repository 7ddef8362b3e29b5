import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  round__number_unique: {
    code: 'displacement.round_number_taken',
    detail: 'This operation has a round with this number already.',
    path: 'body.number',
  },
  round__code_unique: {
    code: 'displacement.round_code_taken',
    detail: 'This operation has a round with this code already.',
    path: 'body.code',
  },
  round__ends_after_start: {
    code: 'displacement.round_ends_before_start',
    detail: 'The last day lies before the first.',
    path: 'body.endsOn',
  },
};
