import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A slice that owns a database schema: its folder holds `migrations/*.sql` and perhaps `policies.sql`. */
export interface MigrationSource {
  /** Name of the slice; the schema is the same with `_` for `-`. */
  readonly slice: string;
  /** Absolute path of the slice's folder. */
  readonly folder: string;
}

const SOURCE_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Absolute folder of a slice, as `sliceFolder('platform/identity')`. */
export function sliceFolder(path: `platform/${string}` | `modules/${string}`): string {
  return join(SOURCE_ROOT, path);
}

/** This folder itself, whose schema is `platform`: every run needs it. */
export const PLATFORM_SLICE: MigrationSource = {
  slice: 'platform',
  folder: dirname(fileURLToPath(import.meta.url)),
};

/** Every slice below `src/platform` and `src/modules` that has migrations, the platform's own first. */
export function findSlices(sourceRoot: string = SOURCE_ROOT): MigrationSource[] {
  const found = [PLATFORM_SLICE];
  for (const group of ['platform', 'modules']) {
    const parent = join(sourceRoot, group);
    if (!existsSync(parent)) continue;
    for (const name of readdirSync(parent).sort()) {
      const folder = join(parent, name);
      if (folder === PLATFORM_SLICE.folder || !existsSync(join(folder, 'migrations'))) continue;
      found.push({ slice: basename(folder), folder });
    }
  }
  return found;
}

export function schemaOf(slice: string): string {
  return slice.replaceAll('-', '_');
}
