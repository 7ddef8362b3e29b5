import { join } from 'node:path';
import type { Pool } from 'pg';
import { StartProblem } from './embedded/problems.ts';
import type { ClusterTuning } from './embedded/settings.ts';
import { type Embedded, startEmbedded } from './embedded/start.ts';
import { APP_ROLE, deriveAppPassword, ensureAppRole } from './migrate/app-role.ts';
import { type MigrateReport, migrate } from './migrate/migrate.ts';
import { createPool, withLogin } from './pool.ts';
import type { MigrationSource } from './slices.ts';
import { createDb, type Db } from './tx.ts';

export interface OpenOptions {
  /** Owner's connection string of an external PostgreSQL 15+; without it the embedded one starts. */
  readonly databaseUrl?: string;
  /** Sojourn's data folder; the embedded database lives in `postgres` below it. */
  readonly dataDir: string;
  /** Loopback port for the embedded database; without it only a socket. */
  readonly port?: number;
  readonly slices: readonly MigrationSource[];
  readonly log: (message: string) => void;
  readonly tuning?: ClusterTuning;
  /** Most connections of this process; 16 if left out. */
  readonly poolSize?: number;
  /** Set by the restore itself, which alone may open a database that it has not finished. */
  readonly restoring?: boolean;
}

/** Schema that stands in a database as long as a restore into it is not finished. */
export const RESTORE_MARK = 'sojourn_restoring';

export interface OpenDatabase {
  readonly db: Db;
  /** Connection string of `sojourn_app`, for the job runner, which keeps a pool of its own. */
  readonly appUrl: string;
  /** Connection string of the owner: for migrations of libraries and for backups, never for requests. */
  readonly ownerUrl: string;
  readonly migration: MigrateReport;
  /** Resolves if the embedded server ends on its own; never with an external one. */
  readonly ended: Promise<void>;
  /** Closes the pool, then stops the embedded server. */
  close(): Promise<void>;
}

/**
 * From nothing to a migrated database with the restricted pool open.
 *
 * @throws StartProblem or MigrateProblem, each with one sentence for the administrator.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const embedded = options.databaseUrl === undefined ? await startOwn(options) : undefined;
  const ownerUrl = embedded?.url ?? options.databaseUrl ?? '';
  let stopping = false;
  try {
    const appPassword = deriveAppPassword(ownerPassword(ownerUrl));
    const appUrl = withLogin(ownerUrl, APP_ROLE, appPassword);
    const owner = createPool({ url: ownerUrl, max: 1, name: 'sojourn migrate', statementTimeoutMs: 0 });
    const migration = await prepare(owner, appUrl, appPassword, options).finally(() => owner.end());
    const db = createDb(createPool({ url: appUrl, max: options.poolSize, log: options.log }));
    return {
      db,
      appUrl,
      ownerUrl,
      migration,
      ended:
        embedded?.ended.then(() => (stopping ? new Promise<void>(() => {}) : undefined)) ??
        new Promise(() => {}),
      async close() {
        stopping = true;
        await db.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function startOwn(options: OpenOptions): Promise<Embedded> {
  return startEmbedded({
    dataDir: join(options.dataDir, 'postgres'),
    port: options.port,
    log: options.log,
    tuning: options.tuning,
  });
}

async function prepare(
  owner: Pool,
  appUrl: string,
  appPassword: string,
  options: OpenOptions,
): Promise<MigrateReport> {
  await reach(owner);
  if (!options.restoring) await refuseHalfRestored(owner);
  const report = await migrate(owner, options.slices, { appPassword, log: options.log });
  if (!(await canSignIn(appUrl))) {
    // Another database of the same server may have given the shared role another password.
    const client = await owner.connect();
    await ensureAppRole(client, appPassword).finally(() => client.release());
  }
  return report;
}

async function reach(owner: Pool): Promise<void> {
  try {
    await owner.query('select');
  } catch (error) {
    throw new StartProblem(
      'start_failed',
      `The database given by DATABASE_URL cannot be reached (${(error as Error).message || (error as { code?: string }).code}): check its address, its password and that it runs.`,
      { cause: error },
    );
  }
}

async function refuseHalfRestored(owner: Pool): Promise<void> {
  const { rowCount } = await owner.query('select from pg_namespace where nspname = $1', [RESTORE_MARK]);
  if (rowCount === 0) return;
  throw new StartProblem(
    'start_failed',
    'A restore into this database was cut off: run "sojourn restore" again, which begins anew.',
  );
}

async function canSignIn(appUrl: string): Promise<boolean> {
  const pool = createPool({ url: appUrl, max: 1 });
  try {
    await pool.query('select');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false;
    throw error;
  } finally {
    await pool.end();
  }
}

/** How connections of `attachDatabase` call themselves: not servers, which go on working. */
export const ATTACHED = 'sojourn command';

/**
 * A database as it stands, without migrating it: for commands beside a running server. `owner` passes all policies and
 * is for changes of the structure alone.
 */
export function attachDatabase(ownerUrl: string, role: 'app' | 'owner'): Db {
  const url =
    role === 'owner' ? ownerUrl : withLogin(ownerUrl, APP_ROLE, deriveAppPassword(ownerPassword(ownerUrl)));
  return createDb(createPool({ url, max: 4, name: ATTACHED, statementTimeoutMs: 0 }));
}

/** @throws StartProblem when the address carries none */
export function ownerPassword(ownerUrl: string): string {
  let given: string;
  try {
    const url = new URL(ownerUrl);
    if (!/^postgres(ql)?:$/.test(url.protocol)) throw new TypeError('another protocol');
    given = decodeURIComponent(url.password);
  } catch (error) {
    throw new StartProblem(
      'start_failed',
      'DATABASE_URL is not an address such as postgres://owner:password@host:5432/sojourn (a % in the password is written %25).',
      { cause: error },
    );
  }
  const password = given || process.env.PGPASSWORD;
  if (password) return password;
  throw new StartProblem(
    'start_failed',
    'DATABASE_URL must contain the password of the owner, from which the password of the restricted role is made.',
  );
}
