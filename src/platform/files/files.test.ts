import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import type { Actor } from '#platform/db/tx.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { type BlobFolder, createBlobFolder, FileTooLarge } from './blob-folder.ts';
import { blobDir, sweepFiles } from './jobs.ts';
import { fileHeaders, keepFile } from './service.ts';
import { isShownSafely, liesAboutType, sniffContentType } from './sniff.ts';

const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
let dataDir: string;
let folder: BlobFolder;
let database: TestDatabase;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-files-'));
  folder = createBlobFolder(blobDir(dataDir));
  database = await testDatabase();
});
afterAll(async () => {
  await database?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const receive = (content: string, limit = 1000) =>
  folder.receive(Readable.from([Buffer.from(content)]), limit);
const store = async (content: string) => {
  const file = await receive(content);
  await database.db.withActor(job, (tx) => keepFile(tx, folder, file));
  await folder.discard(file);
  return file;
};
const incoming = () => readdir(join(blobDir(dataDir), 'incoming'));

describe('the folder', () => {
  test('too large: refused, and nothing of it remains', async () => {
    await expect(receive('x'.repeat(1001))).rejects.toThrow(FileTooLarge);
    expect(await incoming()).toEqual([]);
  });

  test('a stream that breaks leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('gone');
      })(),
    );
    await expect(folder.receive(broken, 1000)).rejects.toThrow('gone');
    expect(await incoming()).toEqual([]);
  });

  test('the same content twice is one file, under its hash', async () => {
    const first = await store('same');
    await store('same');
    const hex = createHash('sha256').update('same').digest('hex');
    expect(first.sha256.toString('hex')).toBe(hex);
    expect((await stat(join(blobDir(dataDir), hex.slice(0, 2), hex.slice(2, 4), hex))).size).toBe(4);
    expect(await text(folder.open(first.sha256))).toBe('same');
    expect(await incoming()).toEqual([]);
  });
});

test('the sweep takes what nothing points to and is older than a day, no more', async () => {
  const [young, old, used] = [await store('young'), await store('old'), await store('used')];
  const waiting = await receive('never kept');
  const long = new Date(Date.now() - 2 * 86_400_000);
  await utimes(waiting.temporary, long, long);
  await database.ownerQuery(
    `update files.blob set created_at = now() - interval '2 days' where sha256 = any($1)`,
    [[old.sha256, used.sha256]],
  );
  await database.ownerQuery(
    `create table public.holder (b bytea references files.blob); grant all on public.holder to public`,
  );
  await database.ownerQuery('insert into public.holder values ($1)', [used.sha256]);
  await sweepFiles.run(jobContext({ db: database.db, payload: {}, dataDir }));
  const left = await database.ownerQuery<{ sha256: Buffer }>('select sha256 from files.blob');
  const hashes = left.map((row) => row.sha256.toString('hex'));
  expect(hashes).toContain(young.sha256.toString('hex'));
  expect(hashes).toContain(used.sha256.toString('hex'));
  expect(hashes).not.toContain(old.sha256.toString('hex'));
  await expect(folder.read(old.sha256)).rejects.toThrow(/ENOENT/);
  expect((await folder.read(used.sha256)).toString()).toBe('used');
  expect(await incoming()).toEqual([]);
});

test('nobody but a job sweeps', async () => {
  const person: Actor = { ...job, kind: 'person', accountId: '018f0000-0000-7000-8000-00000000a11a' };
  const { forgetOrphans } = await import('./store.ts');
  await expect(database.db.withActor(person, (tx) => forgetOrphans(tx, new Date(), 1))).rejects.toThrow(
    /only a job/,
  );
});

describe('what a file is', () => {
  test.each([
    ['ffd8ffe000104a46', 'image/jpeg'],
    ['89504e470d0a1a0a', 'image/png'],
    ['52494646aaaaaaaa57454250', 'image/webp'],
    ['000000186674797068656963', 'image/heic'],
    ['0000001c667479704d344120', 'audio/mp4'],
    ['00000018667479706d703432', 'video/mp4'],
    ['2321414d520a', 'audio/amr'],
    ['4d5a9000', 'application/x-msdownload'],
    ['', 'application/octet-stream'],
    ['00010203', 'application/octet-stream'],
    [Buffer.from('<!DOCTYPE html><script>').toString('hex'), 'text/html'],
    [Buffer.from('<?xml version="1.0"?><svg onload="x">').toString('hex'), 'image/svg+xml'],
    [Buffer.from('name,label\n').toString('hex'), 'text/plain'],
  ])('%s is %s', (hex, type) => {
    expect(sniffContentType(Buffer.from(hex, 'hex'))).toBe(type);
  });

  test('a lie is a picture that is none, not a sound in a film’s container', () => {
    expect(liesAboutType('text/html', 'image/jpeg', 'a.jpg')).toBe(true);
    expect(liesAboutType('application/x-msdownload', undefined, 'a.png')).toBe(true);
    expect(liesAboutType('image/png', 'image/jpeg', 'a.jpg')).toBe(false);
    expect(liesAboutType('video/mp4', 'audio/*', 'a.m4a')).toBe(false);
    expect(liesAboutType('text/plain', 'text/csv', 'a.csv')).toBe(false);
  });

  test('what could act in a browser is never shown in place', () => {
    for (const type of ['image/svg+xml', 'text/html', 'application/pdf', 'text/xml'])
      expect(isShownSafely(type)).toBe(false);
    const head = fileHeaders({
      name: 'a"\r\nx: y/é.svg',
      contentType: 'image/svg+xml',
      size: 3,
      inline: false,
    });
    expect(head['content-disposition']).toBe(
      `attachment; filename="a___x: y/_.svg"; filename*=UTF-8''a%22%0D%0Ax%3A%20y%2F%C3%A9.svg`,
    );
    expect(head['content-type']).toBe('application/octet-stream');
  });
});
