import type { SliceManifest } from '#platform/http/module.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { access } from './access.ts';
import { documentRoutes } from './routes.ts';
import { documentContent } from './sealed.ts';
import { removeExpired } from './store.ts';

export const documentsModule = ({ vault }: { vault: Vault }): SliceManifest => ({
  name: 'documents',
  routes: documentRoutes(vault),
  access,
  problems: {},
  sealed: [documentContent],
  jobs: [
    {
      name: 'documents.sweep',
      cron: '53 3 * * *',
      quiet: true,
      run: ({ db, actor }) => db.withActor(actor, removeExpired),
    },
  ],
});
