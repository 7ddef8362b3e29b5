import type { ConstraintProblems } from '#platform/http/problem.ts';

/** None: a violated constraint of the log is a defect of the caller, never of what somebody typed. */
export const problems: ConstraintProblems = {};
