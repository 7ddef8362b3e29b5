import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { StartProblem, toStartProblem } from './problems.ts';
import { isPostmasterOf, isRunning, POSTGRES_STOP, stopProcess } from './process-table.ts';
import { giveFolder } from './run-as.ts';
import { type RunAs, runProgram } from './run-program.ts';

export const OWNER = 'sojourn_owner';
export const DATABASE = 'sojourn';

/** The parts of the data folder. */
export interface Layout {
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
  readonly socket: string;
  readonly password: string;
}

export function layoutOf(folder: string): Layout {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    log: join(folder, 'log'),
    socket: join(folder, 'run'),
    password: join(folder, 'owner-password'),
  };
}

/** A server whose parent was killed outlives it; it holds the cluster, so it is stopped before the next start. */
export async function stopOrphan(layout: Layout, log: (message: string) => void): Promise<void> {
  const pidFile = join(layout.cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (await isPostmasterOf(pid, layout.cluster)) {
    log(`Stopping the PostgreSQL (process ${pid}) that an interrupted server left running.`);
    if (!(await stopProcess(pid, POSTGRES_STOP))) {
      throw new StartProblem(
        'in_use',
        `A PostgreSQL server (process ${pid}) that an earlier Sojourn left in ${layout.folder} does not stop: end it and start again.`,
      );
    }
  } else if (isRunning(pid)) {
    // The number now belongs to a stranger, which Postgres would take for a living server.
    await rm(pidFile, { force: true });
  }
}

/** Makes the cluster if there is none; refuses one of another major version. Returns the owner's password. */
export async function ensureCluster(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<string> {
  await removeDrafts(layout);
  const version = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(missingAsUndefined);
  if (version === undefined) {
    await refuseStrangers(layout);
    return createCluster(layout, binaries, runAs);
  }
  if (Number(version.trim()) !== binaries.major) {
    throw new StartProblem(
      'wrong_version',
      `The database in ${layout.folder} was made by PostgreSQL ${version.trim()}, and this Sojourn brings PostgreSQL ${binaries.major}: ` +
        'restore a backup into a new data folder, or start the release of Sojourn that made it.',
    );
  }
  await giveFolder(layout.cluster, runAs);
  const password = await readFile(layout.password, 'utf8').catch(missingAsUndefined);
  return password?.trim() || resetPassword(layout, binaries, runAs);
}

function missingAsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

async function removeDrafts(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.folder)) {
    if (name.startsWith('cluster.new-')) {
      await rm(join(layout.folder, name), { recursive: true, force: true });
    }
  }
}

async function refuseStrangers(layout: Layout): Promise<void> {
  const inside = await readdir(layout.cluster).catch(() => []);
  if (inside.length === 0) return;
  throw new StartProblem(
    'start_failed',
    `The folder ${layout.cluster} is not empty and holds no PostgreSQL database: move its contents away, or restore the backup again.`,
  );
}

/** Into a folder beside, then renamed: an interruption leaves either no cluster or a whole one. */
async function createCluster(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<string> {
  const password = await writePassword(layout);
  const draft = join(layout.folder, `cluster.new-${process.pid}`);
  const passwordCopy = join(draft, 'password');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordCopy, password, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    await chown(draft, runAs.uid, runAs.gid);
    await chown(passwordCopy, runAs.uid, runAs.gid);
  }
  // The builtin C.UTF-8 order never changes with a library, so no update can corrupt a text index; lists that
  // people read ask for an ICU collation themselves.
  const { code, output } = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordCopy}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ],
    runAs,
  );
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw toStartProblem(output, layout.folder);
  }
  await rm(layout.cluster, { recursive: true, force: true });
  await rename(join(draft, 'data'), layout.cluster);
  await rm(draft, { recursive: true, force: true });
  return password;
}

async function writePassword(layout: Layout): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const draft = `${layout.password}.new`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await rename(draft, layout.password);
  return password;
}

/** A cluster restored without its password file stays usable: whoever owns the folder may set a new one. */
async function resetPassword(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const { code, output } = await runProgram(
    binaries.postgres,
    ['--single', '-D', layout.cluster, 'postgres'],
    runAs,
    `alter role ${OWNER} password '${password}';\n`,
  );
  if (code !== 0 || /ERROR/.test(output)) throw toStartProblem(output, layout.folder);
  const draft = `${layout.password}.new`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await rename(draft, layout.password);
  return password;
}
