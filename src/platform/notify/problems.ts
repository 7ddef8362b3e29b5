import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {};
