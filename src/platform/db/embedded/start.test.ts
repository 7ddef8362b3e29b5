import { spawn } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../testing/child.ts';
import { StartProblem, toStartProblem } from './problems.ts';
import { processStartTime } from './process-table.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './start.ts';

const asRoot = process.getuid?.() === 0;

let root: string;
let folder: string;
let running: Embedded[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sojourn-emb-'));
  // mkdtemp closes the folder to others, as a careful administrator would not do for a server that runs as root.
  await chmod(root, 0o755);
  folder = join(root, 'db');
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(root, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({
    dataDir: folder,
    log: () => {},
    tuning: { unsafeNoFsync: true, sharedBuffersMb: 16 },
    ...options,
  });
  running.push(server);
  return server;
}

async function query(server: { url: string }, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(server.url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function expectOneSentence(error: unknown): void {
  expect(error).toBeInstanceOf(StartProblem);
  expect((error as Error).message).not.toMatch(/\n/);
}

test('a second server on the folder is refused, and the first goes on', async () => {
  const first = await start();
  const error = await start().catch((problem) => problem);
  expectOneSentence(error);
  expect(error).toMatchObject({ code: 'in_use', message: expect.stringContaining(`process ${process.pid}`) });
  expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a lock of another machine holds while it gives signs of life, and not after', async () => {
  await mkdir(folder);
  const lock = join(folder, 'lock');
  await writeFile(lock, JSON.stringify({ token: 'x', host: 'elsewhere', pid: 1, started: 'then' }));
  await expect(start()).rejects.toMatchObject({ code: 'in_use', message: /process 1 on elsewhere/ });
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(lock, longAgo, longAgo);
  expect((await start()).pid).toBeGreaterThan(0);
});

test('the number of a dead process that now belongs to another is no holder', async () => {
  await mkdir(folder);
  const { hostname } = await import('node:os');
  await writeFile(
    join(folder, 'lock'),
    JSON.stringify({ token: 'x', host: hostname(), pid: process.pid, started: 'another boot' }),
  );
  expect((await start()).pid).toBeGreaterThan(0);
});

test('a database of another major version is refused and left as it is', async () => {
  await mkdir(join(folder, 'cluster'), { recursive: true });
  await writeFile(join(folder, 'cluster', 'PG_VERSION'), '12\n');
  const error = await start().catch((problem) => problem);
  expectOneSentence(error);
  expect(error).toMatchObject({
    code: 'wrong_version',
    message: /made by PostgreSQL 12, .* brings PostgreSQL 18/,
  });
  expect(await readdir(join(folder, 'cluster'))).toEqual(['PG_VERSION']);
  expect(await readdir(folder)).not.toContain('lock');
});

test('a folder with something else in it is not overwritten', async () => {
  await mkdir(join(folder, 'cluster'), { recursive: true });
  await writeFile(join(folder, 'cluster', 'precious.txt'), 'mine');
  await expect(start()).rejects.toMatchObject({ code: 'start_failed', message: /not empty/ });
  expect(await readFile(join(folder, 'cluster', 'precious.txt'), 'utf8')).toBe('mine');
});

test.runIf(asRoot)('a data folder below a closed one is refused by the name of the closed one', async () => {
  await mkdir(join(root, 'closed'), { mode: 0o700 });
  const error = await start({ dataDir: join(root, 'closed', 'db') }).catch((problem) => problem);
  expectOneSentence(error);
  expect(error).toMatchObject({
    code: 'unreachable_folder',
    message: expect.stringContaining(`may not enter ${join(root, 'closed')}:`),
  });
});

test.skipIf(asRoot)('a folder that may not be written is refused', async () => {
  await chmod(root, 0o555);
  const error = await start().catch((problem) => problem);
  expectOneSentence(error);
  expect(error).toMatchObject({ code: 'no_permission' });
  await chmod(root, 0o755);
});

test('what a full disk and a closed folder make programs print becomes a sentence', () => {
  const full = toStartProblem('initdb: error: could not write to file "x": No space left on device', '/data');
  expect(full).toMatchObject({ code: 'disk_full', message: /disk that holds \/data is full/ });
  const short = toStartProblem('could not extend file "base/1/2691": wrote only 4096 of 8192 bytes', '/data');
  expect(short.code).toBe('disk_full');
  const closed = toStartProblem(
    Object.assign(new Error("EACCES: permission denied, mkdir '/data'")),
    '/data',
  );
  expect(closed).toMatchObject({ code: 'no_permission', message: /may not write to \/data/ });
  expect(toStartProblem('FATAL:  could not map anonymous shared memory', '/data').message).toBe(
    'The database in /data did not start: could not map anonymous shared memory',
  );
});

test('a taken port is refused, and another start without it succeeds', async () => {
  const squatter = createServer();
  const port = await new Promise<number>((resolve) => {
    squatter.listen(0, '127.0.0.1', () => resolve((squatter.address() as { port: number }).port));
  });
  try {
    const error = await start({ port }).catch((problem) => problem);
    expectOneSentence(error);
    expect(error).toMatchObject({ code: 'port_taken', message: expect.stringContaining(`Port ${port}`) });
  } finally {
    squatter.close();
  }
  expect((await start()).pid).toBeGreaterThan(0);
});

test('data and password stay from one start to the next; the password is readable by its owner alone', async () => {
  const first = await start();
  await query(first, 'create table kept (id int)');
  await first.stop();
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second, `select to_regclass('kept')::text as t`)).toEqual([{ t: 'kept' }]);
  expect((await stat(join(folder, 'owner-password'))).mode & 0o777).toBe(0o600);
  const wrong = second.url.replace(/:[^:@]+@/, ':wrong@');
  await expect(query({ url: wrong }, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('a cluster that came back without its password file gets a new password', async () => {
  const first = await start();
  await first.stop();
  await rm(join(folder, 'owner-password'));
  const second = await start();
  expect(second.url).not.toBe(first.url);
  expect(await query(second, 'select current_user as me')).toEqual([{ me: 'sojourn_owner' }]);
});

test('an interrupted initdb leaves no half cluster behind', async () => {
  await mkdir(join(folder, 'cluster.new-1', 'data'), { recursive: true });
  await writeFile(join(folder, 'cluster.new-1', 'data', 'PG_VERSION'), '18\n');
  expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
});

test('a folder whose socket path would be too long is served on loopback', async () => {
  const server = await start({ dataDir: join(root, 'x'.repeat(90), 'db') });
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
  expect(await query(server, `show listen_addresses`)).toEqual([{ listen_addresses: '127.0.0.1' }]);
});

test('without a port nothing listens on the network, and a name with a space in it is no obstacle', async () => {
  const server = await start({ dataDir: join(root, 'my data é') });
  expect(await query(server, `show listen_addresses`)).toEqual([{ listen_addresses: '' }]);
});

test('a data folder that is a symbolic link is followed', async () => {
  await mkdir(join(root, 'real'));
  await symlink(join(root, 'real'), folder);
  await start();
  await expect(start({ dataDir: join(root, 'real') })).rejects.toMatchObject({ code: 'in_use' });
});

test('the Postgres of a killed server is found and stopped, and what was committed is there', async () => {
  const child = startChild('embedded-child.ts', [folder]);
  const [, pid = '', url = ''] = (await child.line(/^ready/)).split(' ');
  await query({ url }, 'create table kept as select 7 as n');
  child.process.kill('SIGKILL');
  await child.ended;
  expect(await processStartTime(Number(pid))).not.toBeNull();
  const messages: string[] = [];
  const server = await start({ log: (message) => messages.push(message) });
  expect(await processStartTime(Number(pid))).toBeNull();
  expect(messages).toEqual([expect.stringContaining(`process ${pid}`)]);
  expect(await query(server, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('server and Postgres killed together: the next start recovers', async () => {
  const child = startChild('embedded-child.ts', [folder]);
  const [, pid = '', url = ''] = (await child.line(/^ready/)).split(' ');
  await query({ url }, 'create table kept as select 7 as n');
  process.kill(Number(pid), 'SIGKILL');
  child.process.kill('SIGKILL');
  await child.ended;
  expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a stale pid file that names a living stranger does not block the start', async () => {
  await (await start()).stop();
  const stranger = spawn('sleep', ['60']);
  try {
    await writeFile(
      join(folder, 'cluster', 'postmaster.pid'),
      `${stranger.pid}\n${join(folder, 'cluster')}\n1\n5432\n\n\n1 1\nready\n`,
    );
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

test('an end of Postgres that nobody asked for is announced', async () => {
  const server = await start();
  process.kill(server.pid, 'SIGKILL');
  await expect(server.ended).resolves.toBeUndefined();
});
