import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import type { Actor } from '#platform/db/tx.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { type MemoryVault, memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { CONTENT_PURPOSE, type ContentStore, contentKey, FileTooLarge } from './contents.ts';
import { isShownSafely, liesAboutType, sniffContentType } from './domain/sniff.ts';
import { fileHeaders } from './file-headers.ts';
import { sweepFiles } from './jobs.ts';
import { keepFile } from './keep.ts';
import type { S3Settings } from './objects/s3.ts';
import { contentDir, openContents } from './open-contents.ts';
import { sealedContents } from './sealed-contents.ts';
import { forgetOrphans } from './store/content.ts';
import { startS3 } from './testing/s3-server.ts';

const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3?.close());

const makings: [string, () => S3Settings | undefined][] = [
  ['a folder', () => undefined],
  ['a bucket', () => s3.settings],
];

describe.each(makings)('contents in %s', (_, settings) => {
  let dataDir: string;
  let vault: MemoryVault;
  let contents: ContentStore;
  let database: TestDatabase;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sojourn-files-'));
    vault = memoryVault();
    contents = openContents({ dataDir, vault, s3: settings() });
    database = await testDatabase();
  });
  afterAll(async () => {
    await database?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const receive = (content: string | Buffer, limit = 1_000_000) =>
    contents.receive(Readable.from([Buffer.from(content)]), limit);
  const store = async (content: string | Buffer) => {
    const file = await receive(content);
    await database.db.withActor(job, (tx) => keepFile(tx, contents, file));
    await contents.discard(file);
    return file;
  };
  const incoming = () => readdir(join(contentDir(dataDir), 'incoming'));
  const raw = async (sha256: Buffer) => buffer(await contents.objects.get(contentKey(sha256)));
  const keyOf = async (sha256: Buffer) =>
    (
      await database.ownerQuery<{ sealed_key: string | null }>(
        'select sealed_key from files.blob where sha256 = $1',
        [sha256],
      )
    )[0]!.sealed_key;

  test('too large: refused, and nothing of it remains', async () => {
    await expect(receive('x'.repeat(1001), 1000)).rejects.toThrow(FileTooLarge);
    expect(await incoming()).toEqual([]);
  });

  test('a stream that breaks leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('gone');
      })(),
    );
    await expect(contents.receive(broken, 1000)).rejects.toThrow('gone');
    expect(await incoming()).toEqual([]);
  });

  test('the same content twice is one file, under the hash of what it says, and cannot be read as it lies', async () => {
    const first = await receive('a canary of Quaggatown');
    expect((await readFile(first.temporary)).includes('canary')).toBe(false);
    expect((await contents.readReceived(first)).toString()).toBe('a canary of Quaggatown');
    await contents.discard(first);
    await store('a canary of Quaggatown');
    await store('a canary of Quaggatown');
    expect(first.sha256).toEqual(createHash('sha256').update('a canary of Quaggatown').digest());
    expect((await raw(first.sha256)).includes('canary')).toBe(false);
    expect((await contents.read(first.sha256)).toString()).toBe('a canary of Quaggatown');
    expect(await keyOf(first.sha256)).toBe(vault.activeKeyId(CONTENT_PURPOSE));
    expect(await incoming()).toEqual([]);
  });

  test('any range is the same as of the plain content', async () => {
    const plain = randomBytes(300_000);
    const { sha256 } = await store(plain);
    for (const [from, to] of [
      [0, 0],
      [65_535, 65_536],
      [1, 299_999],
      [131_072, 250_000],
      [299_999, 299_999],
    ] as const) {
      const part = await buffer(contents.open(sha256, { from, to, size: plain.length }));
      expect(part.equals(plain.subarray(from, to + 1))).toBe(true);
    }
  });

  test('a content that was altered, or is another one, breaks off', async () => {
    const { sha256 } = await store('one of two');
    const other = await store('two of two');
    const sealed = await raw(sha256);
    sealed[sealed.length - 1]! ^= 1;
    await contents.objects.put(contentKey(sha256), sealed);
    await expect(contents.read(sha256)).rejects.toThrow(/does not open/);
    await contents.objects.put(contentKey(sha256), await raw(other.sha256));
    await expect(contents.read(sha256)).rejects.toThrow(/not what its hash says/);
    expect(await incoming()).toEqual([]);
  });

  test('what an earlier release left in the clear is read, and sealed when the keys change', async () => {
    const plain = Buffer.from('\x02 as an earlier release left it');
    const sha256 = createHash('sha256').update(plain).digest();
    await contents.objects.put(contentKey(sha256, false), plain);
    await database.ownerQuery(
      `insert into files.blob (sha256, size, content_type) values ($1, $2, 'text/plain')`,
      [sha256, plain.length],
    );
    expect(await contents.read(sha256)).toEqual(plain);
    const part = contents.open(sha256, { from: 2, to: 3, size: plain.length });
    expect((await buffer(part)).toString()).toBe('as');
    const sealed = sealedContents(contents);
    const page = { after: null, most: 1000, otherThan: vault.activeKeyId(CONTENT_PURPOSE) };
    expect(await database.db.withActor(job, (tx) => sealed.listIds(tx, page))).toEqual([
      sha256.toString('hex'),
    ]);
    await sealed.reseal(database.db, sha256.toString('hex'), new AbortController().signal);
    await sealed.verify(database.db, sha256.toString('hex'));
    expect(await contents.objects.size(contentKey(sha256, false))).toBeUndefined();
    expect((await raw(sha256)).includes('earlier')).toBe(false);
    expect(await contents.read(sha256)).toEqual(plain);
    expect((await database.db.withActor(job, (tx) => sealed.countByKey(tx))).get('')).toBeUndefined();
  });

  test('a new key seals anew what the old one sealed', async () => {
    const { sha256, keyId } = await store('under the old key');
    const fresh = vault.newKey(CONTENT_PURPOSE);
    expect((await contents.read(sha256)).toString()).toBe('under the old key');
    await sealedContents(contents).reseal(database.db, sha256.toString('hex'), new AbortController().signal);
    expect(await keyOf(sha256)).toBe(fresh);
    expect(fresh).not.toBe(keyId);
    expect((await contents.read(sha256)).toString()).toBe('under the old key');
  });

  test('a content whose transaction failed is stored anew under the key that its row names', async () => {
    const first = await receive('left behind');
    await contents.keep(first);
    await contents.discard(first);
    vault.newKey(CONTENT_PURPOSE);
    await store('left behind');
    expect((await raw(first.sha256)).subarray(1, 17).toString('hex')).toBe(
      (await keyOf(first.sha256))!.replaceAll('-', ''),
    );
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
    await sweepFiles(contents).run(jobContext({ db: database.db, payload: {}, dataDir }));
    const left = await database.ownerQuery<{ sha256: Buffer }>('select sha256 from files.blob');
    const hashes = left.map((row) => row.sha256.toString('hex'));
    expect(hashes).toContain(young.sha256.toString('hex'));
    expect(hashes).toContain(used.sha256.toString('hex'));
    expect(hashes).not.toContain(old.sha256.toString('hex'));
    await expect(contents.read(old.sha256)).rejects.toThrow(/ENOENT/);
    expect((await contents.read(used.sha256)).toString()).toBe('used');
    expect(await incoming()).toEqual([]);
  });

  test('nobody but a job sweeps', async () => {
    const person: Actor = { ...job, kind: 'person', accountId: '018f0000-0000-7000-8000-00000000a11a' };
    await expect(database.db.withActor(person, (tx) => forgetOrphans(tx, new Date(), 1))).rejects.toThrow(
      /only a job/,
    );
  });
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
