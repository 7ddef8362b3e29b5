import type { ContentStore } from '#platform/files/contents.ts';

export interface FormsConfig {
  /** The files of the installation. */
  contents: ContentStore;
  /** Address under which people and devices reach this installation. */
  publicUrl: () => string;
}

export interface FormsRouteConfig extends FormsConfig {
  folder: ContentStore;
}

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
