import type { JobDefinition } from '#platform/jobs/job.ts';
import type { Binding } from './binding.ts';
import type { ConstraintProblems } from './problem.ts';

/** Who may call a route: role ids, everyone signed in, or the public. */
export type Allowed = readonly string[] | 'signed-in' | 'public';

/** The access rules of a slice as data: permissions, what built-in roles hold, and the expected matrix. */
export interface SliceAccess {
  permissions: readonly string[];
  /** Built-in role id -> permissions of this slice that it holds. */
  roleDefaults: Readonly<Record<string, readonly string[]>>;
  /** Route id -> who may call it; written by hand, proved by the matrix test against the running server. */
  matrix: Readonly<Record<string, Allowed>>;
}

/** All that the composition root knows of a slice. */
export interface SliceManifest {
  name: string;
  routes: readonly Binding[];
  access: SliceAccess;
  problems: ConstraintProblems;
  jobs?: readonly JobDefinition[];
}
