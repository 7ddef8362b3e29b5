import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3 } from '../testing/s3-server.ts';
import { createFolderObjects } from './folder.ts';
import { ObjectMissing, type Objects } from './objects.ts';
import { createS3Objects, type S3Settings } from './s3.ts';

let folder: string;
let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-objects-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3?.close();
  await rm(folder, { recursive: true, force: true });
});

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const fileOf = async (bytes: Buffer) => {
  const path = join(folder, `source-${randomBytes(4).toString('hex')}`);
  await writeFile(path, bytes);
  return { path, size: bytes.length };
};

describe('what S3 refuses', () => {
  const withS3 = (changed: Partial<S3Settings>) => createS3Objects({ ...s3.settings, ...changed });
  test.each([
    ['a wrong secret', { secretAccessKey: 'not it' }, 'files.store_refused'],
    ['an unknown key', { accessKeyId: 'nobody' }, 'files.store_refused'],
    ['a bucket that is not there', { bucket: 'elsewhere' }, 'files.store_refused'],
    ['a server that is down', { endpoint: 'http://127.0.0.1:9' }, 'files.store_unavailable'],
  ])('%s', async (_, changed, expected) => {
    const objects = withS3(changed);
    expect(await code(objects.check())).toBe(expected);
    expect(await code(objects.put('ab/x', Buffer.from('x')))).toBe(expected);
    expect(await code(objects.get('ab/x'))).toBe(expected);
  });

  test('a body in pieces that breaks off leaves nothing', async () => {
    const objects = withS3({ partBytes: 5 * 1024 * 1024 });
    const whole = await fileOf(randomBytes(6_000_000));
    // The file is said to be longer than it is: the second piece cannot be read.
    expect(await code(objects.put('ab/broken', { ...whole, size: 12_000_000 }))).toMatch(/became shorter/);
    expect(await objects.size('ab/broken')).toBeUndefined();
  });
});

const makings: [string, () => Objects][] = [
  ['a folder', () => createFolderObjects(join(folder, 'store'))],
  ['a bucket', () => createS3Objects({ ...s3.settings, partBytes: 5 * 1024 * 1024 })],
];

describe.each(makings)('objects in %s', (_, make) => {
  let objects: Objects;
  beforeAll(async () => {
    objects = make();
    await objects.check();
  });

  test('is empty at first', async () => expect(await objects.isEmpty()).toBe(true));

  test('what is not there is said to be missing, and removing it is no error', async () => {
    await expect(objects.get('ab/cd/none')).rejects.toThrow(ObjectMissing);
    expect(await objects.size('ab/cd/none')).toBeUndefined();
    await objects.remove('ab/cd/none');
  });

  test.each([0, 1, 70_000, 5 * 1024 * 1024, 11_000_001])(
    '%d bytes come back, whole and in part',
    async (size) => {
      const bytes = randomBytes(size);
      const key = `ab/cd/${size}`;
      await objects.put(key, await fileOf(bytes));
      expect(await objects.size(key)).toBe(size);
      expect((await buffer(await objects.get(key))).equals(bytes)).toBe(true);
      if (size > 100) {
        expect(await buffer(await objects.get(key, { from: 10, to: 19 }))).toEqual(bytes.subarray(10, 20));
        expect(await buffer(await objects.get(key, { from: size - 5 }))).toEqual(bytes.subarray(-5));
      }
      expect(await objects.isEmpty()).toBe(false);
      await objects.remove(key);
      expect(await objects.size(key)).toBeUndefined();
    },
  );

  test('bytes of memory, and an object takes the place of another', async () => {
    await objects.put('uploads/1/a', Buffer.from('first'));
    await objects.put('uploads/1/a', Buffer.from('second'));
    expect((await buffer(await objects.get('uploads/1/a'))).toString()).toBe('second');
    await objects.remove('uploads/1/a');
  });
});

test('nothing of the sources is left in the folder', async () => {
  expect(await readdir(join(folder, 'store', 'incoming'))).toEqual([]);
});
