import type { ContentStore } from './contents.ts';
import type { FilesSettings } from './settings.ts';

/** What routes and jobs of files work with. */
export interface FilesConfig extends FilesSettings {
  contents: ContentStore;
}
