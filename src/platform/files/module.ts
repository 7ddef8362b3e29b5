import type { SliceManifest } from '#platform/http/module.ts';
import type { ContentStore } from './contents.ts';
import { sweepFiles } from './jobs.ts';
import { sealedContents } from './sealed-contents.ts';
import type { FilesSettings } from './settings.ts';

export interface FilesConfig extends FilesSettings {
  contents: ContentStore;
}

export const filesModule = ({ contents }: FilesConfig): SliceManifest => ({
  name: 'files',
  routes: [],
  access: { permissions: [], roleDefaults: {}, matrix: {} },
  problems: {},
  jobs: [sweepFiles(contents)],
  sealedStores: [sealedContents(contents)],
});
