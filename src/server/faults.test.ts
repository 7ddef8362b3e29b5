import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { type Link, openLink } from './testing/faults/link.ts';
import { letter, type Started, startSetUp } from './testing/faults/started.ts';

const MEGABYTE = 1024 ** 2;
const LONG = 120_000;

/** A disk of its own needs the right to mount one. */
function mount(folder: string, megabytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const remount = (folder: string, how: 'ro' | 'rw') =>
  execFileSync('mount', ['-o', `remount,${how}`, folder], { stdio: 'ignore' });

let root: string;
let dataDir: string;
let ownDisk: boolean;
let database: TestDatabase;
let link: Link;
let server: Started;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sojourn-faults-'));
  dataDir = join(root, 'data');
  await mkdir(dataDir);
  ownDisk = mount(dataDir, 24);
  if (!ownDisk)
    console.warn('no disk can be mounted here: the tests of a full and of a closed disk are skipped.');
  database = await testDatabase({ empty: true });
  const address = new URL(database.ownerUrl);
  const socket = address.searchParams.get('host');
  link = await openLink(
    socket ? { path: join(socket, '.s.PGSQL.5432') } : { host: address.hostname, port: Number(address.port) },
  );
  address.search = '';
  address.hostname = '127.0.0.1';
  address.port = String(link.port);
  server = await startSetUp({ SOJOURN_DATA: dataDir, DATABASE_URL: address.href, SOJOURN_LOG: 'error' });
}, LONG);
afterAll(async () => {
  await server?.stop();
  await link?.close();
  await database?.close();
  if (ownDisk) execFileSync('umount', ['-l', dataDir]);
  await rm(root, { recursive: true, force: true });
});

const stored = async (): Promise<string[]> =>
  (await database.ownerQuery<{ title: string }>('select title from tasks.task order by title')).map(
    ({ title }) => title,
  );

/** Writes again and again until told to stop; answers what was said of each. */
function keepWriting(prefix: string) {
  const said = new Map<string, string>();
  let stopped = false;
  const writer = async (n: number) => {
    for (let i = 0; !stopped; i++) {
      const title = `${prefix} ${n}.${i}`;
      const answer = await server.task(title);
      said.set(title, `${answer.status} ${answer.code ?? ''}`.trim());
      await pause(40);
    }
  };
  const writers = Promise.all(Array.from({ length: 20 }, (_, n) => writer(n)));
  return {
    said,
    async stop() {
      stopped = true;
      await writers;
      return said;
    },
  };
}

const ANSWERS = new Set(['200', '503 http.database_unavailable', '503 http.outcome_unknown']);

/** What was said to be saved is there once, what was said not to be is not, and nothing else was said. */
async function expectTruth(said: ReadonlyMap<string, string>, prefix: string): Promise<void> {
  const there = (await stored()).filter((title) => title.startsWith(prefix));
  const told = (words: string) => [...said].filter(([, one]) => one === words).map(([title]) => title);
  const unknown = told('503 http.outcome_unknown');
  const saved = told('200');
  expect([...new Set(said.values())].filter((one) => !ANSWERS.has(one))).toEqual([]);
  expect(saved.filter((title) => !there.includes(title))).toEqual([]);
  expect(there.filter((title) => !saved.includes(title) && !unknown.includes(title))).toEqual([]);
  expect(new Set(there).size).toBe(there.length);
  expect(saved.length).toBeGreaterThan(20);
}

describe('the database', () => {
  test(
    'gone for twenty seconds: each write is told the truth, and all goes on without a new start',
    async () => {
      const before = await server.resident();
      const writing = keepWriting('gone');
      await pause(1000);
      await link.down();
      await expect
        .poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 20_000 })
        .toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect(await server.task('lost')).toMatchObject({ status: 503, code: 'http.database_unavailable' });
      expect(await server.ask('GET', '/api/me')).toMatchObject({ code: 'http.database_unavailable' });
      await pause(20_000);
      await link.up();
      await expect.poll(async () => (await server.task(`back ${randomUUID()}`)).status).toBe(200);
      await pause(500);
      await expectTruth(await writing.stop(), 'gone');
      expect(await stored()).not.toContain('lost');
      expect(server.alive()).toBe(true);
      expect((await server.resident()) - before).toBeLessThan(150);
      // Work in the background goes on, too.
      const record = (await server.task('with a file')).body.id;
      const bytes = letter(5000);
      const address = await server.begin(record, 'after.txt', bytes);
      expect((await server.send(address, bytes)).status).toBe(204);
      const id = address.split('/').at(-1)!;
      await expect
        .poll(async () => (await server.file(record, id))?.state, { timeout: 30_000 })
        .toBe('ready');
    },
    LONG,
  );

  test(
    'silent for twenty seconds: who waits too long is told, and nothing is written twice',
    async () => {
      const writing = keepWriting('silent');
      await pause(500);
      link.freeze();
      await pause(20_000);
      link.thaw();
      await pause(1000);
      await expectTruth(await writing.stop(), 'silent');
      expect(server.alive()).toBe(true);
    },
    LONG,
  );

  test('gone at the commit: with its key a write is answered by what became of it', async () => {
    const key = randomUUID();
    link.cutAtCommit('cut after', 'after');
    expect((await server.task('cut after', key)).status).toBe(200);
    expect((await server.task('cut after', key)).status).toBe(200);
    link.cutAtCommit('cut before', 'before');
    const again = randomUUID();
    const answer = await server.task('cut before', again);
    expect(answer).toMatchObject({ status: 503, code: 'http.outcome_unknown' });
    expect((await server.task('cut before', again)).status).toBe(200);
    expect((await stored()).filter((title) => title.startsWith('cut'))).toEqual(['cut after', 'cut before']);
  });
});

describe('the data folder', () => {
  const fill = async (): Promise<string> => {
    const ballast = join(dataDir, 'ballast');
    const { bavail, bsize } = await statfs(dataDir);
    await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => {});
    return ballast;
  };

  test(
    'full: an upload is told so, keeps what had arrived, and goes on when there is room',
    async (context) => {
      context.skip(!ownDisk);
      const record = (await server.task('a full disk')).body.id;
      const bytes = letter(6 * MEGABYTE);
      const address = await server.begin(record, 'large.txt', bytes);
      const ballast = await fill();
      expect(await server.send(address, bytes)).toMatchObject({ status: 507, code: 'files.disk_full' });
      expect(await server.offset(address)).toBe(0);
      expect((await server.task('while it is full')).status).toBe(200);
      await rm(ballast);
      expect((await server.send(address, bytes)).status).toBe(204);
      const id = address.split('/').at(-1)!;
      await expect
        .poll(async () => (await server.file(record, id))?.state, { timeout: 30_000 })
        .toBe('ready');
      const read = await fetch(`${server.url}/healthz`);
      expect(read.status).toBe(200);
      expect((await server.ask('GET', `/api/files/attachments/${id}/content`)).body.text).toBe(
        bytes.toString(),
      );
    },
    LONG,
  );

  test(
    'full while a file is looked into: it is not said to be ready, and becomes so later',
    async (context) => {
      context.skip(!ownDisk);
      const record = (await server.task('full too late')).body.id;
      const bytes = letter(3 * MEGABYTE);
      const address = await server.begin(record, 'late.txt', bytes);
      const sending = server.send(address, bytes);
      await expect.poll(() => server.offset(address)).toBe(bytes.length);
      const ballast = await fill();
      expect((await sending).status).toBe(204);
      await pause(2000);
      const id = address.split('/').at(-1)!;
      const state = (await server.file(record, id))?.state;
      await rm(ballast);
      // It may have been looked into before the disk was full.
      expect(['checking', 'ready']).toContain(state);
      await expect
        .poll(async () => (await server.file(record, id))?.state, { timeout: 60_000 })
        .toBe('ready');
      expect((await server.ask('GET', `/api/files/attachments/${id}/content`)).body.text).toBe(
        bytes.toString(),
      );
    },
    LONG,
  );

  test(
    'closed for writing: what was stored is read, what is new is refused and told why',
    async (context) => {
      context.skip(!ownDisk);
      const record = (await server.task('a closed disk')).body.id;
      const bytes = letter(100_000);
      const first = await server.begin(record, 'before.txt', bytes);
      await server.send(first, bytes);
      const id = first.split('/').at(-1)!;
      await expect
        .poll(async () => (await server.file(record, id))?.state, { timeout: 30_000 })
        .toBe('ready');
      const second = await server.begin(record, 'after.txt', bytes);
      remount(dataDir, 'ro');
      try {
        expect(await server.send(second, bytes)).toMatchObject({
          status: 503,
          code: 'files.folder_unwritable',
        });
        expect((await server.ask('GET', `/api/files/attachments/${id}/content`)).status).toBe(200);
      } finally {
        remount(dataDir, 'rw');
      }
      expect(await server.offset(second)).toBe(0);
      expect((await server.send(second, bytes)).status).toBe(204);
      expect(server.alive()).toBe(true);
    },
    LONG,
  );
});
