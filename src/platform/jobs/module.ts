import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { FAILED } from './attempt.ts';
import type { JobDefinition } from './job.ts';
import { jobsMessages } from './messages/catalogue.ts';
import { jobRoutes } from './routes.ts';
import { sweepJob } from './sweep.ts';

export const jobsModule = (definitions: () => readonly JobDefinition[]): SliceManifest => ({
  name: 'jobs',
  routes: jobRoutes(definitions),
  access,
  problems: {},
  jobs: [sweepJob],
  notices: { catalogue: jobsMessages, kinds: { [FAILED]: {} } },
});
