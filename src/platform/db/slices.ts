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

/** This folder itself, whose schema is `platform`: every run needs it. */
export const PLATFORM_SLICE: MigrationSource = {
  slice: 'platform',
  folder: dirname(fileURLToPath(import.meta.url)),
};

/**
 * Every slice below `platform` and `modules` of the root that has migrations, the platform's own first. A bundled
 * server names the root where its SQL files lie, since its own place in the tree is lost.
 */
export function findSlices(sourceRoot: string = SOURCE_ROOT): MigrationSource[] {
  const own: MigrationSource = { slice: 'platform', folder: join(sourceRoot, 'platform', 'db') };
  if (!existsSync(join(own.folder, 'migrations'))) {
    throw new Error(
      `There are no migrations below ${sourceRoot}: this installation of Sojourn is incomplete.`,
    );
  }
  const found = [own];
  for (const group of ['platform', 'modules']) {
    const parent = join(sourceRoot, group);
    if (!existsSync(parent)) continue;
    for (const name of readdirSync(parent).sort()) {
      const folder = join(parent, name);
      if (folder === own.folder || !existsSync(join(folder, 'migrations'))) continue;
      found.push({ slice: basename(folder), folder });
    }
  }
  return found;
}

export function schemaOf(slice: string): string {
  return slice.replaceAll('-', '_');
}
