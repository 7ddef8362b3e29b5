import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import type { FilesConfig } from './config.ts';
import { jobs } from './jobs.ts';
import { filesMessages } from './messages/catalogue.ts';
import { attachmentRoutes } from './routes/attachment.ts';
import { removedRoutes } from './routes/removed.ts';
import { uploadRoutes } from './routes/upload.ts';
import { sealedContents } from './sealed-contents.ts';

export const filesModule = (config: FilesConfig): SliceManifest => ({
  name: 'files',
  routes: [...attachmentRoutes(config), ...removedRoutes(config), ...uploadRoutes(config)],
  access,
  problems: {},
  jobs: jobs(config),
  notices: {
    catalogue: filesMessages,
    kinds: {
      'files.attachment_refused': {},
      'files.attachment_infected': { security: true },
      'files.infection_found': { security: true },
    },
  },
  sealedStores: [sealedContents(config.contents)],
});
