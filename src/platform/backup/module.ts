import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { type BackupSource, backupJobs } from './jobs.ts';
import { backupMessages } from './messages/catalogue.ts';
import { backupRoutes } from './routes.ts';
import { archiveSecret } from './sealed.ts';

export const backupModule = (source: BackupSource): SliceManifest => ({
  name: 'backup',
  routes: backupRoutes(source),
  access,
  problems: {},
  jobs: backupJobs(source),
  sealed: [archiveSecret],
  notices: {
    catalogue: backupMessages,
    kinds: {
      'backup.backup_failed': {},
      'backup.backup_overdue': {},
      'backup.copy_failed': {},
      'backup.drill_failed': {},
    },
  },
});
