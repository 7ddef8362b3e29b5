import type { SliceManifest } from '#platform/http/module.ts';
import { sweepFiles } from './jobs.ts';

export const filesModule = (): SliceManifest => ({
  name: 'files',
  routes: [],
  access: { permissions: [], roleDefaults: {}, matrix: {} },
  problems: {},
  jobs: [sweepFiles],
});
