import type { ClientBase, Pool } from 'pg';
import { type MigrationSource, schemaOf } from '../slices.ts';
import { APP_ROLE, ensureAppRole } from './app-role.ts';
import { fingerprintOf, type MigrationFile, type MigrationSet, readMigrationSet } from './files.ts';
import { applyPolicies, guardTables } from './policies.ts';
import { MigrateProblem, sqlFailure } from './problems.ts';

export interface MigrateOptions {
  /** Password that `sojourn_app` gets; see `deriveAppPassword`. */
  readonly appPassword: string;
  readonly log?: (message: string) => void;
  /** These files alone (`slice/file`), and no policies: the tables as an earlier state had them, for its data. */
  readonly only?: ReadonlySet<string>;
}

export interface MigrateReport {
  /** `slice/file` of what this run applied. */
  readonly applied: readonly string[];
  /** True when nothing had changed since the last run, and nothing was done. */
  readonly skipped: boolean;
}

const OLDEST_SERVER = 15;
/** Any number that only Sojourn's migrations lock, and backups share; the same in every release. */
export const MIGRATION_LOCK = 7_302_018_115;

/**
 * Brings the database to the state of the given slices: pending migration files in the order of their time, each in
 * a transaction of its own, then all policies in one. Servers that start together queue; an unchanged database costs
 * one query. Needs no superuser, only an owner that may create a role.
 *
 * @throws MigrateProblem with one sentence; files before the named one stay applied, of that one nothing.
 */
export async function migrate(
  owner: Pool,
  slices: readonly MigrationSource[],
  options: MigrateOptions,
): Promise<MigrateReport> {
  const set = await readMigrationSet(slices);
  const client = await owner.connect();
  let usable = false;
  try {
    if (await isUnchanged(client, fingerprintOf(set, options.appPassword))) {
      usable = true;
      return { applied: [], skipped: true };
    }
    await checkVersion(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const report = await migrateLocked(client, set, options);
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    usable = true;
    return report;
  } finally {
    // Closing the connection of a failed run frees its lock and its transaction, whatever state they are in.
    client.release(!usable);
  }
}

async function migrateLocked(
  client: ClientBase,
  set: MigrationSet,
  options: MigrateOptions,
): Promise<MigrateReport> {
  // The server that held the lock before us may have done it all.
  if (await isUnchanged(client, fingerprintOf(set, options.appPassword)))
    return { applied: [], skipped: true };
  await ensureAppRole(client, options.appPassword);
  const { only } = options;
  const pending = (await findPending(client, set)).filter((file) => only?.has(keyOf(file)) ?? true);
  for (const file of pending) {
    options.log?.(`Applying the migration ${file.slice}/${file.name}.`);
    await applyMigration(client, file);
  }
  if (!only) await applyPolicies(client, set, options.appPassword);
  return { applied: pending.map((file) => `${file.slice}/${file.name}`), skipped: false };
}

async function isUnchanged(client: ClientBase, fingerprint: string): Promise<boolean> {
  try {
    const { rowCount } = await client.query(
      `select from platform.migration_state
        where fingerprint = $1 and exists (select from pg_roles where rolname = $2)`,
      [fingerprint, APP_ROLE],
    );
    return rowCount === 1;
  } catch (error) {
    if (isMissingTable(error)) return false;
    throw error;
  }
}

function isMissingTable(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '42P01' || code === '3F000';
}

async function checkVersion(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  const { version, number } = rows[0]!;
  if (number >= OLDEST_SERVER * 10_000) return;
  throw new MigrateProblem(
    'wrong_version',
    `Sojourn needs PostgreSQL ${OLDEST_SERVER} or later, and this server is version ${version}: upgrade it, or leave DATABASE_URL out to use the one that comes with Sojourn.`,
  );
}

interface AppliedRow {
  readonly slice: string;
  readonly name: string;
  readonly checksum: string;
}

async function findPending(client: ClientBase, set: MigrationSet): Promise<MigrationFile[]> {
  const applied = await listApplied(client);
  const known = new Set(set.migrations.map(keyOf));
  const slices = new Set(set.policies.map((policies) => policies.slice));
  // A slice that is absent altogether was removed from this installation on purpose; its data simply rests.
  const unknown = [...applied.values()].find((row) => slices.has(row.slice) && !known.has(keyOf(row)));
  if (unknown !== undefined) {
    throw new MigrateProblem(
      'newer_database',
      `The database was already changed by a newer Sojourn (${keyOf(unknown)}), which this one does not know: start that release, or restore a backup made before it.`,
    );
  }
  for (const file of set.migrations) {
    const row = applied.get(keyOf(file));
    if (row !== undefined && row.checksum !== file.checksum) {
      throw new MigrateProblem(
        'edited',
        `The migration ${keyOf(file)} was edited after this database had applied it: restore the file and write the change as a new migration.`,
      );
    }
  }
  return set.migrations.filter((file) => !applied.has(keyOf(file)));
}

export function keyOf({ slice, name }: { slice: string; name: string }): string {
  return `${slice}/${name}`;
}

async function listApplied(client: ClientBase): Promise<Map<string, AppliedRow>> {
  try {
    const { rows } = await client.query<AppliedRow>('select slice, name, checksum from platform.migration');
    return new Map(rows.map((row) => [keyOf(row), row]));
  } catch (error) {
    if (isMissingTable(error)) return new Map();
    throw error;
  }
}

async function applyMigration(client: ClientBase, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    const before = await transactionId(client);
    await client.query(file.text).catch((error) => {
      throw sqlFailure(file, error);
    });
    if ((await transactionId(client)) !== before) {
      throw new MigrateProblem(
        'bad_file',
        `The migration ${keyOf(file)} ends its own transaction: take "begin", "commit" and "rollback" out of it.`,
        { slice: file.slice },
      );
    }
    await guardTables(client, [schemaOf(file.slice)]);
    await client.query('insert into platform.migration (slice, name, checksum) values ($1, $2, $3)', [
      file.slice,
      file.name,
      file.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function transactionId(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id');
  return rows[0]!.id;
}
