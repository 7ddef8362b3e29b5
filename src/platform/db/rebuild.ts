import { deriveAppPassword } from './migrate/app-role.ts';
import { readMigrationSet } from './migrate/files.ts';
import { keyOf, migrate } from './migrate/migrate.ts';
import { ownerPassword } from './open.ts';
import { createPool } from './pool.ts';
import type { MigrationSource } from './slices.ts';

/** Checksum of every migration that these slices have, by `slice/file`. */
export async function migrationChecksums(slices: readonly MigrationSource[]): Promise<Map<string, string>> {
  const set = await readMigrationSet(slices);
  return new Map(set.migrations.map((file) => [keyOf(file), file.checksum]));
}

/**
 * Makes the tables in an empty database as the named migrations (`slice/file`) left them, without policies: the ground
 * on which the data of a backup is laid. `openDatabase` then brings it to today.
 * @throws MigrateProblem
 */
export async function buildTables(
  ownerUrl: string,
  slices: readonly MigrationSource[],
  names: Iterable<string>,
): Promise<void> {
  const owner = createPool({ url: ownerUrl, max: 1, name: 'sojourn restore', statementTimeoutMs: 0 });
  try {
    const appPassword = deriveAppPassword(ownerPassword(ownerUrl));
    await migrate(owner, slices, { appPassword, only: new Set(names) });
  } finally {
    await owner.end();
  }
}
