import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { sealJob } from './jobs.ts';
import { problems } from './problems.ts';
import { auditRoutes } from './routes.ts';
import { dataSets } from './store/data-set.ts';

export const auditModule = ({ dataDir }: { dataDir: string }): SliceManifest => ({
  name: 'audit',
  routes: auditRoutes(dataDir),
  access,
  problems,
  jobs: [sealJob],
  dataSets,
});
