import type { BlobFolder } from '#platform/files/blob-folder.ts';

export interface FormsConfig {
  /** Data folder of the installation. */
  dataDir: string;
  /** Address under which people and devices reach this installation. */
  publicUrl: () => string;
}

export interface FormsRouteConfig extends FormsConfig {
  folder: BlobFolder;
}

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
