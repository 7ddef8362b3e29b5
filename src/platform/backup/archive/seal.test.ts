import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BackupProblem } from '../problems.ts';
import { createByteReader } from './byte-reader.ts';
import { createSealedWriter, openSealed } from './seal.ts';

const KEY = 'correct horse battery';
const PIECE = 64;
const SEALED_PIECE = PIECE + 16;

async function sealAll(content: Buffer, key = KEY): Promise<Buffer> {
  const out: Buffer[] = [];
  const writer = await createSealedWriter(async (bytes) => out.push(Buffer.from(bytes)), key, {
    cost: 10,
    pieceBytes: PIECE,
  });
  await writer.write(content);
  await writer.finish();
  return Buffer.concat(out);
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function openAll(archive: Buffer, key = KEY, chunk = 1000): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await openSealed(createByteReader(inChunks(archive, chunk)), key))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

const refusal = (archive: Buffer, key = KEY): Promise<string> =>
  openAll(archive, key).then(
    () => 'opened',
    (error: unknown) => (error instanceof BackupProblem ? error.code : String(error)),
  );

const CONTENT = Buffer.concat([Buffer.from('Amina Testova, born 1990 '), randomBytes(5 * PIECE)]);
const headBytes = (archive: Buffer, content: Buffer): number =>
  archive.length - content.length - 16 * Math.max(1, Math.ceil(content.length / PIECE));

describe('refused', () => {
  test('a wrong key, before anything is opened', async () => {
    expect(await refusal(await sealAll(CONTENT), 'correct horse batterz')).toBe('wrong_key');
  });

  test('what is no archive', async () => {
    expect(await refusal(Buffer.from('PK\x03\x04 something else that is long enough'))).toBe(
      'unknown_format',
    );
    expect(await refusal(Buffer.alloc(0))).toBe('unknown_format');
  });

  test('a flipped bit, wherever it is', async () => {
    const archive = await sealAll(CONTENT);
    for (let at = 0; at < archive.length; at++) {
      const flipped = Buffer.from(archive);
      flipped[at]! ^= 1 << (at % 8);
      expect(await refusal(flipped), `byte ${at}`).toMatch(/^(damaged|wrong_key|unknown_format|newer)$/);
    }
  });

  test('a cut, wherever it is, also between two pieces', async () => {
    const archive = await sealAll(CONTENT);
    for (let length = 0; length < archive.length; length++)
      expect(await refusal(archive.subarray(0, length)), `${length} bytes`).toMatch(
        /^(damaged|unknown_format)$/,
      );
  });

  test('anything behind the end', async () => {
    const archive = await sealAll(CONTENT);
    expect(await refusal(Buffer.concat([archive, Buffer.from([0])]))).toBe('damaged');
    expect(await refusal(Buffer.concat([archive, archive.subarray(-SEALED_PIECE)]))).toBe('damaged');
  });

  test('pieces in another order, doubled, left out, or taken from another archive under the same key', async () => {
    const content = randomBytes(4 * PIECE);
    const archive = await sealAll(content);
    const other = await sealAll(content);
    const start = headBytes(archive, content);
    const pieces = (of: Buffer) =>
      Array.from({ length: 4 }, (_, i) =>
        of.subarray(start + i * SEALED_PIECE, start + (i + 1) * SEALED_PIECE),
      );
    const [a, b, c, d] = pieces(archive) as [Buffer, Buffer, Buffer, Buffer];
    const made = (...parts: Buffer[]) => Buffer.concat([archive.subarray(0, start), ...parts]);
    expect(await refusal(made(a, b, c, d))).toBe('opened');
    for (const parts of [
      [b, a, c, d],
      [a, a, b, c, d],
      [a, c, d],
      [a, b, d],
      [a, b, c],
      [d],
      [a, b, c, d, d],
    ])
      expect(await refusal(made(...parts))).toBe('damaged');
    expect(await refusal(made(a, pieces(other)[1]!, c, d))).toBe('damaged');
  });
});

test('any content comes back, whatever the portions in which it is written and read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 5 * PIECE }),
      fc.integer({ min: 1, max: 200 }),
      async (content, chunk) => {
        const archive = await sealAll(Buffer.from(content));
        expect(await openAll(archive, KEY, chunk)).toEqual(Buffer.from(content));
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing of the content can be read in the archive, and no two archives of it are alike', async () => {
  const archive = await sealAll(CONTENT);
  expect(archive.includes('Amina')).toBe(false);
  const again = await sealAll(CONTENT);
  const start = headBytes(archive, CONTENT);
  expect(again.subarray(start).equals(archive.subarray(start))).toBe(false);
});

test('the same passphrase typed in another Unicode form opens it', async () => {
  const archive = await sealAll(CONTENT, 'caf\u00e9 au lait, fort');
  expect(await openAll(archive, 'cafe\u0301 au lait, fort')).toEqual(CONTENT);
});
