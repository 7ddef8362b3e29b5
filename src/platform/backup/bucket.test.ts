import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSlices } from '#platform/db/slices.ts';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { keepFile } from '#platform/files/keep.ts';
import type { Objects } from '#platform/files/objects/objects.ts';
import { createS3Objects } from '#platform/files/objects/s3.ts';
import { openContents, openObjects } from '#platform/files/open-contents.ts';
import { startS3 } from '#platform/files/testing/s3-server.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { getRun } from '#platform/jobs/contract.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { openArchiveBucket } from './bucket.ts';
import * as contract from './contract.ts';
import type { BackupSource } from './jobs.ts';
import { backupModule } from './module.ts';
import { openArchive } from './open-archive.ts';
import { loadArchive } from './restore.ts';
import { takeBackupJobs } from './testing/jobs.ts';

const KEY = 'a passphrase of the test';
const CANARY = 'Zebra Testova of Quaggatown';
type S3 = Awaited<ReturnType<typeof startS3>>;
let [files, backups, elsewhere]: S3[] = [];
let server: TestServer;
let source: BackupSource;
let admin: Caller;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  [files, backups, elsewhere] = await Promise.all([startS3(), startS3(), startS3()]);
  for (const { settings } of [files, backups, elsewhere]) settings.tries = 4;
  [folder, dataDir] = (await Promise.all(
    ['backups', 'data'].map((name) => mkdtemp(join(tmpdir(), `sojourn-${name}-`))),
  )) as [string, string];
  server = await testServer(
    ({ vault }) => {
      source = {
        dataDir,
        vault,
        environmentSecret: async () => KEY,
        bucket: openArchiveBucket(backups!.settings),
        objects: () => openObjects(dataDir, files!.settings),
        ownerUrl: () => server.database.ownerUrl,
        product: '0.1.0',
        slices: () => findSlices(),
        sealing: { cost: 10 },
      };
      return [jobsModule(() => []), backupModule(source)];
    },
    { dataDir, now: () => new Date() },
  );
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: await server.office('TOP') }]);
  await (await take()).stop();
  await server.database.ownerQuery('grant usage on schema graphile_worker to public');
  const contents = openContents({ dataDir, vault: source.vault, s3: files!.settings });
  const job = { accountId: null, kind: 'job', permissions: null, requestId: 'test' } as const;
  for (const content of [Buffer.from(CANARY), randomBytes(300_000)])
    await server.database.db.withActor(job, async (tx) => {
      await keepFile(tx, contents, await contents.receive(Readable.from([content]), 1e6));
    });
  const keep = { last: 1, daily: 0, weekly: 0, monthly: 0 };
  const body = { enabled: true, folder, hour: 2, weekday: null, zone: 'UTC', keep };
  await admin.call(contract.saveBackupSetting, { body });
});
afterAll(async () => {
  await server?.close();
  await Promise.all([files, backups, elsewhere].map((one) => one?.close()));
  await Promise.all([folder, dataDir].map((one) => rm(one, { recursive: true, force: true })));
});

const take = () => takeBackupJobs(server.database, source);

/** Makes a backup with the jobs of the slice; answers how its run ended. */
async function backUp(): Promise<{ state: string; problem: string | null }> {
  const { runId } = await admin.call(contract.beginBackup, {});
  const jobs = await take();
  try {
    const run = () => admin.call(getRun, { params: { runId } });
    await expect.poll(async () => (await run()).state, { timeout: 40_000 }).toMatch(/done|failed/);
    return await run();
  } finally {
    await jobs.stop();
  }
}
const archives = async () => (await admin.call(contract.listArchives, { querystring: {} })).items;
const overview = () => admin.call(contract.getBackups, {});

/** Restores a copy into a database, an empty folder and a bucket. */
async function restoreInto(
  { ownerUrl }: TestDatabase,
  name: string,
  objects: Objects = createS3Objects(elsewhere!.settings),
  signal?: AbortSignal,
) {
  const to = join(folder, 'to');
  await mkdir(to);
  const slices = findSlices();
  const archive = source.bucket!.open(name);
  const opened = await openArchive({ archive, secret: KEY, product: '0.1.0', slices });
  return loadArchive(opened, { ownerUrl, folder: to, objects, slices, signal });
}

test('a bucket that is not there: the backup stands in the folder, its copy is told as missing and made by the next', async () => {
  const gone = await startS3();
  await gone.close();
  const away = openArchiveBucket(gone.settings);
  await expect(away.list()).rejects.toThrow(/s3:\/\/sojourn\/backups\/, cannot be used \(ECONNREFUSED\)/);
  const stranger = openArchiveBucket({ ...backups!.settings, secretAccessKey: 'wrong' });
  await expect(stranger.list()).rejects.toThrow(/cannot be used \(S3 answered 403 SignatureDoesNotMatch\)/);
  const there = source.bucket;
  source.bucket = away;
  expect(await backUp()).toMatchObject({ state: 'failed', problem: 'backup.bucket_unusable' });
  source.bucket = there;
  expect(await archives()).toMatchObject([{ copy: null }]);
  expect(await overview()).toMatchObject({
    bucket: 's3://sojourn/backups/',
    uncopied: 1,
    lastFailure: { problem: 'backup.bucket_unusable' },
  });
  expect((await readdir(folder)).length).toBe(1);
  const told = await server.database.ownerQuery(`select kind, account_id from notify.notice`);
  expect(told).toEqual([{ kind: 'backup.copy_failed', account_id: admin.accountId }]);
}, 90_000);

test('the copy is read back, listed, and goes with its archive', async () => {
  const [missing] = await archives();
  expect(await backUp()).toMatchObject({ state: 'done', problem: null });
  const [made, ...others] = await archives();
  expect(others).toEqual([]);
  expect(made!.id).not.toBe(missing!.id);
  const name = made!.path.slice(folder.length + 1);
  expect(made!.copy).toBe(`s3://sojourn/backups/${name}`);
  expect(await source.bucket!.list()).toEqual([{ name, bytes: made!.bytes }]);
  expect(await overview()).toMatchObject({ uncopied: 0, lastFailure: null });
  const copy = await buffer(source.bucket!.open(name));
  expect(copy.equals(await readFile(made!.path))).toBe(true);
  expect(await backUp()).toMatchObject({ state: 'done' });
  const [next] = await archives();
  expect((await source.bucket!.list()).map((one) => `s3://sojourn/backups/${one.name}`)).toEqual([
    next!.copy,
  ]);
  const entries = await server.database.ownerQuery<{ action: string }>(
    `select action from audit.entry where action like 'backup.%cop%' order by id`,
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'backup.archive_copied',
    'backup.archive_copied',
    'backup.copy_removed',
  ]);
}, 90_000);

test('with the machine lost, bucket and passphrase bring all back, contents into a bucket too', async () => {
  const { name } = (await source.bucket!.list())[0]!;
  const target = await testDatabase({ empty: true });
  const to = join(folder, 'to');
  try {
    await expect(restoreInto(target, 'sojourn-none.backup')).rejects.toThrow(/There is no backup s3:/);
    await rm(to, { recursive: true, force: true });
    const report = await restoreInto(target, name);
    expect(report.faults).toEqual([]);
    expect(await target.ownerQuery('select count(*)::int as n from files.blob')).toEqual([{ n: 2 }]);
    const contents = openContents({ dataDir: to, vault: source.vault, s3: elsewhere!.settings });
    const blobs = await target.ownerQuery<{ sha256: Buffer }>('select sha256 from files.blob order by size');
    expect((await contents.read(blobs[0]!.sha256)).toString()).toBe(CANARY);
    expect((await contents.read(blobs[1]!.sha256)).length).toBe(300_000);
  } finally {
    await target.close();
  }
}, 90_000);

test('a bucket that holds anything is no place for a restore: refused before a row or a byte is written', async () => {
  const { name } = (await source.bucket!.list())[0]!;
  const bucket = createS3Objects(elsewhere!.settings);
  const held = async () => {
    const found: string[] = [];
    for await (const { key, size } of bucket.list('')) found.push(`${key} ${size}`);
    return found;
  };
  const before = await held();
  expect(before.length).toBeGreaterThan(0);
  await rm(join(folder, 'to'), { recursive: true, force: true });
  const target = await testDatabase({ empty: true });
  try {
    await expect(restoreInto(target, name)).rejects.toMatchObject({ code: 'not_empty' });
    expect(await held()).toEqual(before);
    expect(await readdir(join(folder, 'to'))).toEqual([]);
    expect(
      await target.ownerQuery(`select nspname from pg_namespace where nspname ~ '^(files|sojourn|platform)'`),
    ).toEqual([]);
  } finally {
    await target.close();
  }
}, 90_000);

test('a restore that fails half-way leaves the bucket and the database as empty as they were', async () => {
  const { name } = (await source.bucket!.list())[0]!;
  const empty = await startS3();
  await rm(join(folder, 'to'), { recursive: true, force: true });
  const target = await testDatabase({ empty: true });
  const stopping = new AbortController();
  const objects = createS3Objects({ ...empty.settings, tries: 4 });
  try {
    const put = {
      ...objects,
      put: async (...args: Parameters<typeof objects.put>) => {
        await objects.put(...args);
        stopping.abort();
      },
    };
    await expect(restoreInto(target, name, put, stopping.signal)).rejects.toThrow();
    expect(await objects.isEmpty()).toBe(true);
    expect(await target.ownerQuery(`select nspname from pg_namespace where nspname = 'files'`)).toEqual([]);
  } finally {
    await target.close();
    await empty.close();
  }
}, 90_000);
