import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEGMENT_BYTES, STREAM_HEAD_BYTES, sealedLength } from './seal/stream.ts';
import { VALUE_OVERHEAD } from './seal/value.ts';
import { memoryVault } from './testing/memory-vault.ts';
import { keyIdOf } from './vault.ts';

const vault = memoryVault();
const P = 'test.secret';
const B = 'test.thing.secret_sealed:1';

const sealStream = (content: Buffer, purpose = P, binding = B): Promise<Buffer> =>
  buffer(Readable.from([content]).pipe(vault.sealStream(purpose, binding)));
async function openStream(sealed: Buffer, purpose = P, binding = B): Promise<Buffer> {
  const opening = vault.openStream(purpose, binding);
  Readable.from([sealed]).pipe(opening);
  return buffer(opening);
}
const opensStream = (sealed: Buffer, purpose = P, binding = B): Promise<boolean> =>
  openStream(sealed, purpose, binding).then(
    () => true,
    () => false,
  );
const opens = (sealed: Uint8Array, purpose = P, binding = B): boolean => {
  try {
    vault.open(purpose, binding, sealed);
    return true;
  } catch {
    return false;
  }
};
const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};

test('what was sealed opens, for its purpose and binding, and names its key', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.string(), fc.string(), (content, p, binding) => {
      const purpose = `x${p}`;
      const sealed = vault.seal(purpose, binding, content);
      expect(sealed.length).toBe(content.length + VALUE_OVERHEAD);
      expect(vault.open(purpose, binding, sealed)).toEqual(Buffer.from(content));
      expect(keyIdOf(sealed)).toBe(vault.activeKeyId(purpose));
      if (content.length >= 8) expect(sealed.includes(Buffer.from(content))).toBe(false);
    }),
  );
});

test('a value of an earlier key opens; the new one seals', () => {
  const before = vault.seal(P, B, Buffer.from('kept'));
  const id = vault.newKey(P);
  expect(vault.open(P, B, before).toString()).toBe('kept');
  expect(keyIdOf(vault.seal(P, B, Buffer.alloc(0)))).toBe(id);
});

test('every single bit of a sealed value counts', () => {
  const sealed = vault.seal(P, B, Buffer.from('one secret'));
  for (let bit = 0; bit < sealed.length * 8; bit++) expect(opens(flipped(sealed, bit))).toBe(false);
});

test('10,000 alterations, none opened', () => {
  const pool = Array.from({ length: 8 }, (_, i) => ({
    purpose: i % 2 === 0 ? P : 'test.other',
    binding: `test.thing.secret_sealed:${i >> 1}`,
    sealed: Buffer.alloc(0) as Buffer,
  }));
  for (const one of pool) one.sealed = vault.seal(one.purpose, one.binding, randomBytes(40));
  const pick = fc.integer({ min: 0, max: pool.length - 1 });
  let trials = 0;
  fc.assert(
    fc.property(pick, pick, fc.nat(5), fc.nat(), (i, j, how, n) => {
      const [a, b] = [pool[i]!, pool[j]!];
      const at = n % a.sealed.length;
      const altered = [
        () => flipped(a.sealed, n % (a.sealed.length * 8)),
        () => a.sealed.subarray(0, at),
        () => Buffer.concat([a.sealed, randomBytes(1 + (n % 40))]),
        () =>
          i === j ? flipped(a.sealed, 0) : Buffer.concat([a.sealed.subarray(0, at), b.sealed.subarray(at)]),
        () => Buffer.concat([a.sealed.subarray(0, 33), randomBytes(a.sealed.length - 33)]),
        // As it is, but in another place.
        () => (i === j ? flipped(a.sealed, 8) : b.sealed),
      ][how]!();
      trials++;
      fc.pre(!(altered.equals(a.sealed) || (how === 3 && at === 0 && i === j)));
      expect(opens(altered, a.purpose, a.binding)).toBe(false);
    }),
    { numRuns: 10_000 },
  );
  expect(trials).toBeGreaterThanOrEqual(10_000);
});

test('purpose and binding do not run into each other', () => {
  const sealed = vault.seal('ab', 'c', Buffer.from('x'));
  expect(opens(sealed, 'a', 'bc')).toBe(false);
  expect(opens(sealed, 'abc', '')).toBe(false);
});

const lengths = [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES, 200_000];

test('streams of every length around a border come back, in whatever chunks', async () => {
  for (const length of lengths) {
    const content = randomBytes(length);
    const sealed = await sealStream(content);
    expect(sealed.length).toBe(sealedLength(length));
    expect((await openStream(sealed)).equals(content)).toBe(true);
    const chunks: Buffer[] = [];
    for (let at = 0; at < sealed.length; at += 977) chunks.push(sealed.subarray(at, at + 977));
    expect((await buffer(Readable.from(chunks).pipe(vault.openStream(P, B)))).equals(content)).toBe(true);
  }
});

test('any part of a stream reads as the whole does', async () => {
  const content = randomBytes(5 * SEGMENT_BYTES + 123);
  const sealed = await sealStream(content);
  const source = {
    contentLength: content.length,
    read: async (start: number, end: number) => sealed.subarray(start, end),
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length), fc.nat(content.length + 10), async (a, b) => {
      const part = { start: Math.min(a, b), end: Math.max(a, b) };
      const read = await buffer(Readable.from(vault.openPart(P, B, source, part)));
      expect(read.equals(content.subarray(part.start, part.end))).toBe(true);
    }),
    { numRuns: 60 },
  );
  const cut = {
    ...source,
    read: async (start: number, end: number) =>
      sealed.subarray(0, sealedLength(4 * SEGMENT_BYTES)).subarray(start, end),
  };
  const whole = { start: 0, end: content.length };
  await expect(buffer(Readable.from(vault.openPart(P, B, cut, whole)))).rejects.toThrow('does not open');
  const shorter = { ...cut, contentLength: 4 * SEGMENT_BYTES };
  await expect(buffer(Readable.from(vault.openPart(P, B, shorter, whole)))).rejects.toThrow('does not open');
});

test('a stream that was cut, moved, doubled, swapped or altered does not open', async () => {
  const content = randomBytes(4 * SEGMENT_BYTES);
  const [sealed, other] = [await sealStream(content), await sealStream(content)];
  const segment = SEGMENT_BYTES + 16;
  const segmentsOf = (whole: Buffer) =>
    Array.from({ length: 4 }, (_, i) =>
      whole.subarray(STREAM_HEAD_BYTES + i * segment, STREAM_HEAD_BYTES + (i + 1) * segment),
    );
  const head = sealed.subarray(0, STREAM_HEAD_BYTES);
  const [a, b, c, d] = segmentsOf(sealed) as [Buffer, Buffer, Buffer, Buffer];
  const altered = {
    'nothing at all': Buffer.alloc(0),
    'head alone': head,
    'cut inside the head': head.subarray(0, 20),
    ...Object.fromEntries(
      [1, 2, 3].map((n) => [`cut behind segment ${n}`, sealed.subarray(0, STREAM_HEAD_BYTES + n * segment)]),
    ),
    ...Object.fromEntries(
      [1, 15, 16, 17, segment - 1].map((n) => [`${n} bytes short`, sealed.subarray(0, -n)]),
    ),
    'one byte longer': Buffer.concat([sealed, Buffer.alloc(1)]),
    'an empty segment behind': Buffer.concat([sealed, Buffer.alloc(16)]),
    swapped: Buffer.concat([head, b, a, c, d]),
    doubled: Buffer.concat([head, a, a, b, c, d]),
    'one left out': Buffer.concat([head, a, c, d]),
    'the last put first': Buffer.concat([head, d, a, b, c]),
    'of another stream': Buffer.concat([head, a, segmentsOf(other)[1]!, c, d]),
    'under the head of another': Buffer.concat([other.subarray(0, STREAM_HEAD_BYTES), a, b, c, d]),
  };
  for (const [name, bytes] of Object.entries(altered))
    expect([name, await opensStream(bytes)]).toEqual([name, false]);
  expect(await opensStream(sealed, 'test.other')).toBe(false);
  expect(await opensStream(sealed, P, 'test.thing.secret_sealed:2')).toBe(false);
  expect(await opensStream(sealed)).toBe(true);
  for (let n = 0; n < 300; n++) {
    const bit = n < 100 ? n * 4 : Math.floor(Math.random() * sealed.length * 8);
    expect([bit, await opensStream(flipped(sealed, bit))]).toEqual([bit, false]);
  }
  expect(opens(sealed)).toBe(false);
  expect(await opensStream(vault.seal(P, B, content))).toBe(false);
});
