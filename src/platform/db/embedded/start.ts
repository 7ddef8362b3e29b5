import { chmod, chown, mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { locateBinaries } from './binaries.ts';
import { DATABASE, ensureCluster, type Layout, layoutOf, OWNER, stopOrphan } from './cluster.ts';
import { takeFolderLock } from './folder-lock.ts';
import {
  type Address,
  chooseAddress,
  clearSocket,
  ensureDatabase,
  launch,
  type RunningServer,
} from './postmaster.ts';
import { toStartProblem } from './problems.ts';
import { checkReachable, chooseRunAs } from './run-as.ts';
import type { RunAs } from './run-program.ts';
import type { ClusterTuning } from './settings.ts';

export interface EmbeddedOptions {
  /** Folder of the database alone, made if absent: cluster, password, log, socket and lock live in it. */
  readonly dataDir: string;
  /** Listen on 127.0.0.1 at this port, for other programs of the machine; without it only a socket in the folder. */
  readonly port?: number;
  readonly log: (message: string) => void;
  readonly tuning?: ClusterTuning;
}

export interface Embedded {
  /** Connection string of the superuser `sojourn_owner`; understood by pg and by psql. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the server has ended without being asked to, or after `stop`. */
  readonly ended: Promise<void>;
  /** Fast shutdown, awaited; harder means after 30 s. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with Sojourn on a folder of its own, making the database at the first start.
 * Works as root (Postgres then runs as nobody) and as an ordinary user.
 *
 * @throws StartProblem with one sentence for the administrator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = await prepareFolder(options.dataDir);
  const lock = await takeFolderLock(folder).catch((error) => {
    throw toStartProblem(error, folder);
  });
  let server: RunningServer | undefined;
  try {
    const started = await startIn(layoutOf(folder), options);
    server = started.server;
    return {
      url: connectionString(started.address, started.password),
      pid: server.pid,
      ended: server.ended,
      async stop() {
        await started.server.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await server?.stop();
    await lock.release().catch(() => {});
    throw toStartProblem(error, folder);
  }
}

async function prepareFolder(dataDir: string): Promise<string> {
  const wanted = resolve(dataDir);
  try {
    // Node's recursive mkdir answers ENOENT on a read-only disk; the plain one tells the truth.
    await mkdir(wanted, { recursive: true }).catch(() => mkdir(wanted));
    return await realpath(wanted);
  } catch (error) {
    throw toStartProblem(error, wanted);
  }
}

async function startIn(
  layout: Layout,
  options: EmbeddedOptions,
): Promise<{ server: RunningServer; address: Address; password: string }> {
  const runAs = await chooseRunAs(layout.cluster);
  await prepareParts(layout, runAs);
  const binaries = await locateBinaries(layout.folder, runAs);
  await stopOrphan(layout, options.log);
  const password = await ensureCluster(layout, binaries, runAs);
  await clearSocket(layout);
  const address = await chooseAddress(layout.socket, options.port);
  const plan = { layout, binaries, runAs, password, address, tuning: options.tuning ?? {} };
  const server = await launch(plan);
  try {
    await ensureDatabase(plan);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { server, address, password };
}

/** The folder stays ours and is passable; only the parts that Postgres writes belong to its user. */
async function prepareParts(layout: Layout, runAs: RunAs): Promise<void> {
  await chmod(layout.folder, runAs.uid === undefined ? 0o700 : 0o711);
  await checkReachable(layout.folder, runAs);
  for (const part of [layout.log, layout.socket]) {
    await mkdir(part, { recursive: true });
    await chmod(part, 0o700);
    if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(part, runAs.uid, runAs.gid);
  }
}

function connectionString({ host, port }: Address, password: string): string {
  const account = `${OWNER}:${encodeURIComponent(password)}`;
  if (!host.startsWith('/')) return `postgres://${account}@${host}:${port}/${DATABASE}`;
  return `postgres://${account}@localhost:${port}/${DATABASE}?host=${encodeURIComponent(host)}`;
}
