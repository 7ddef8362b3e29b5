import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Binaries } from './binaries.ts';
import { DATABASE, type Layout, OWNER } from './cluster.ts';
import { firstLine, StartProblem, toStartProblem } from './problems.ts';
import { POSTGRES_STOP, stopProcess } from './process-table.ts';
import { programEnvironment, type RunAs } from './run-program.ts';
import { type ClusterTuning, clusterSettings } from './settings.ts';

/** Where the server listens: a socket in the data folder, or loopback TCP where the socket's path would be too long. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface LaunchPlan {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly password: string;
  readonly address: Address;
  readonly tuning: ClusterTuning;
}

export interface RunningServer {
  readonly pid: number;
  /** Resolves when the server has ended, however it ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The kernel's limit is 107 (Linux) or 103 (macOS) bytes; Postgres adds a lock file's suffix to the same name. */
const SOCKET_PATH_LIMIT = 100;
const SOCKET_PORT = 5432;

export async function chooseAddress(socketFolder: string, port?: number): Promise<Address> {
  if (port !== undefined) {
    await freePort(port).catch((error) => {
      throw portTaken(port, error);
    });
    return { host: '127.0.0.1', port };
  }
  const path = join(socketFolder, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(path) < SOCKET_PATH_LIMIT) return { host: socketFolder, port: SOCKET_PORT };
  return { host: '127.0.0.1', port: await freePort() };
}

/** The port if it is free, or with 0 any that is. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

const START_TIMEOUT_MS = 60_000;
/** Replaying a long log after a power cut is slow on a poor disk and must not be cut short. */
const RECOVERY_TIMEOUT_MS = 30 * 60_000;
/** After `kill -9` of a postmaster its children still hold the shared memory for a moment. */
const LEFTOVER_RETRIES = 40;

/** Starts the server and returns once it answers; throws a StartProblem otherwise. */
export async function launch(plan: LaunchPlan): Promise<RunningServer> {
  for (let attempt = 0; ; attempt++) {
    const server = spawnServer(plan);
    const failure = await waitUntilReady(plan, server);
    if (failure === undefined) return server;
    if (!/pre-existing shared memory block|is still in use/.test(failure) || attempt >= LEFTOVER_RETRIES) {
      throw startFailure(plan, failure);
    }
    await sleep(250);
  }
}

function spawnServer(plan: LaunchPlan): RunningServer {
  const { layout, binaries, runAs } = plan;
  const early = openSync(earlyLog(layout), 'w', 0o600);
  const args = ['-D', layout.cluster];
  for (const [name, value] of Object.entries({ ...clusterSettings(plan.tuning), ...listen(plan) })) {
    args.push('-c', `${name}=${value}`);
  }
  // In a group of its own: Ctrl-C in the terminal must reach Sojourn alone, which drains its requests first.
  const child = spawn(binaries.postgres, args, {
    ...runAs,
    cwd: '/',
    detached: true,
    env: programEnvironment(),
    stdio: ['ignore', early, early],
  });
  closeSync(early);
  return supervise(child);
}

function listen({ address, layout }: LaunchPlan): Record<string, string> {
  const onSocket = address.host === layout.socket;
  return {
    listen_addresses: onSocket ? '' : '127.0.0.1',
    unix_socket_directories: onSocket ? layout.socket : '',
    unix_socket_permissions: '0700',
    port: String(address.port),
  };
}

function earlyLog(layout: Layout): string {
  return join(layout.folder, 'start.log');
}

/** What this start printed: before its log collector ran to one file, after that to the log of the day. */
function printed(layout: Layout, since: number): string {
  const parts = [readFileSync(earlyLog(layout), 'utf8')];
  for (const name of readdirSync(layout.log)) {
    const file = join(layout.log, name);
    if (statSync(file).mtimeMs >= since) parts.push(linesSince(readFileSync(file, 'utf8'), since));
  }
  return parts.join('\n');
}

/** Lines begin as "2026-11-21 22:45:06.447 UTC [10783]". */
function linesSince(text: string, since: number): string {
  return text
    .split('\n')
    .filter((line) => Date.parse(`${line.slice(0, 10)}T${line.slice(11, 23)}Z`) >= since)
    .join('\n');
}

function supervise(child: ChildProcess): RunningServer {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid ?? -1;
  const onExit = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', onExit);
  void ended.then(() => process.off('exit', onExit));
  child.unref();
  return {
    pid,
    ended,
    async stop() {
      if (pid > 0 && child.exitCode === null && child.signalCode === null) {
        await stopProcess(pid, POSTGRES_STOP);
      }
    },
  };
}

/** Undefined once a connection succeeds, else what Postgres said before it ended. */
async function waitUntilReady(plan: LaunchPlan, server: RunningServer): Promise<string | undefined> {
  const started = Date.now();
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  let deadline = Date.now() + START_TIMEOUT_MS;
  let recovering = false;
  for (;;) {
    const refusal = await tryConnect(plan);
    if (refusal === undefined) return undefined;
    if (over) return printed(plan.layout, started);
    if (refusal.code === '57P03' && !recovering) {
      recovering = true;
      deadline = Date.now() + RECOVERY_TIMEOUT_MS;
    }
    if (isFinal(refusal.code) || Date.now() > deadline) {
      await server.stop();
      return `${printed(plan.layout, started)}\n${refusal.message}`;
    }
    await sleep(20);
  }
}

/** Refusals that waiting does not mend: wrong password or role. */
function isFinal(code: string | undefined): boolean {
  return code !== undefined && /^28|^3D/.test(code);
}

async function tryConnect(plan: LaunchPlan): Promise<{ code?: string; message: string } | undefined> {
  const client = ownerClient(plan, 'postgres');
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as { code?: string; message: string };
  } finally {
    await client.end().catch(() => {});
  }
}

function ownerClient(plan: LaunchPlan, database: string): Client {
  const client = new Client({
    ...plan.address,
    user: OWNER,
    password: plan.password,
    database,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  return client;
}

function startFailure(plan: LaunchPlan, output: string): StartProblem {
  if (/could not bind|Address already in use/i.test(output) && plan.address.host === '127.0.0.1') {
    return portTaken(plan.address.port, firstLine(output));
  }
  return toStartProblem(output, plan.layout.folder);
}

function portTaken(port: number, cause: unknown): StartProblem {
  return new StartProblem(
    'port_taken',
    `Port ${port} on 127.0.0.1 is taken by another program or not allowed: choose another port for the database or none.`,
    { cause },
  );
}

/** The database inside the cluster, made at the first start and again if that start was interrupted. */
export async function ensureDatabase(plan: LaunchPlan): Promise<void> {
  const client = ownerClient(plan, 'postgres');
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`);
    for (const setting of ['default_toast_compression', 'wal_compression']) {
      const lz4 = await client.query('select from pg_settings where name = $1 and $2 = any(enumvals)', [
        setting,
        'lz4',
      ]);
      if (lz4.rowCount === 1) await client.query(`alter database ${DATABASE} set ${setting} = 'lz4'`);
    }
  } finally {
    await client.end();
  }
}

/** A socket left by a killed server is in nobody's way but confuses people who look. */
export async function clearSocket(layout: Layout): Promise<void> {
  await rm(join(layout.socket, `.s.PGSQL.${SOCKET_PORT}`), { force: true });
  await rm(join(layout.socket, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
}
