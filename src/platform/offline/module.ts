import type { SliceManifest } from '#platform/http/module.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { access } from './access.ts';
import { sweepAnswers } from './jobs.ts';
import { problems } from './problems.ts';
import { offlineRoutes } from './routes.ts';
import { answerColumn, shareColumn } from './sealed.ts';

export const offlineModule = ({ vault }: { vault: Vault }): SliceManifest => ({
  name: 'offline',
  routes: offlineRoutes(vault),
  access,
  problems,
  jobs: [sweepAnswers],
  sealed: [shareColumn, answerColumn],
});
