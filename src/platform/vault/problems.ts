import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  rotation__one_at_a_time: {
    code: 'vault.rotation_under_way',
    detail: 'A change of keys is under way: wait until it has ended.',
  },
  key__retired_before_destroyed: {
    code: 'vault.key_not_retired',
    detail: 'Only a retired key can be destroyed.',
  },
  key__rested_before_destroyed: {
    code: 'vault.key_just_retired',
    detail: 'The key was retired less than an hour ago: a server may still be using it. Try again later.',
  },
  key__unused_before_destroyed: {
    code: 'vault.key_in_use',
    detail: 'Something still stands under this key: seal it anew first.',
  },
};
