import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { DataKey, KeyRing } from '../ring.ts';
import { doesNotOpen } from '../vault-problem.ts';
import { CIPHER, contextOf, deriveKey, idBytes, idText, KEY_ID_BYTES, TAG_BYTES } from './context.ts';

/** First byte of a sealed stream. */
export const STREAM_VERSION = 2;
const SALT_BYTES = 32;
const PREFIX_BYTES = 7;
/** version (1), key id (16), salt (32). */
export const STREAM_HEAD_BYTES = 1 + KEY_ID_BYTES + SALT_BYTES;
export const SEGMENT_BYTES = 65_536;
const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;

interface StreamKey {
  purpose: string;
  key: Buffer;
  prefix: Buffer;
  bound: Buffer;
}

function streamKey(dataKey: DataKey, head: Buffer, binding: string): StreamKey {
  const made = deriveKey(
    dataKey.secret,
    head.subarray(1 + KEY_ID_BYTES),
    `stream ${dataKey.purpose}`,
    32 + PREFIX_BYTES,
  );
  return {
    purpose: dataKey.purpose,
    key: made.subarray(0, 32),
    prefix: made.subarray(32),
    bound: Buffer.concat([head, contextOf('stream', dataKey.purpose, binding)]),
  };
}

function keyOfHead(ring: KeyRing, purpose: string, binding: string, head: Buffer): StreamKey {
  if (head.length < STREAM_HEAD_BYTES || head[0] !== STREAM_VERSION) throw doesNotOpen(purpose);
  const dataKey = ring.byId(idText(head.subarray(1, 1 + KEY_ID_BYTES)));
  if (dataKey.purpose !== purpose) throw doesNotOpen(purpose);
  return streamKey(dataKey, head, binding);
}

/**
 * The place of a segment and whether it is the last stand in its nonce (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015): a segment that was moved, doubled, left out or made the end does not open.
 */
function nonceOf(prefix: Buffer, index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(index, PREFIX_BYTES);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealSegment(
  { key, prefix, bound }: StreamKey,
  segment: Buffer,
  index: number,
  last: boolean,
): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(prefix, index, last)).setAAD(bound);
  return Buffer.concat([cipher.update(segment), cipher.final(), cipher.getAuthTag()]);
}

function openSegment(stream: StreamKey, sealed: Buffer, index: number, last: boolean): Buffer {
  const end = sealed.length - TAG_BYTES;
  // An empty segment ends an empty stream only: each content has one sealed length.
  if (end < 0 || (end === 0 && index > 0)) throw doesNotOpen(stream.purpose);
  const decipher = createDecipheriv(CIPHER, stream.key, nonceOf(stream.prefix, index, last), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(stream.bound)
    .setAuthTag(sealed.subarray(end));
  const segment = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw doesNotOpen(stream.purpose);
  }
  return segment;
}

/**
 * Cuts a stream into pieces and gives each on; a full piece waits for the next byte, since only then it is known not to be
 * the last. `size` is asked anew after each piece.
 */
function inPieces(
  size: () => number,
  give: (piece: Buffer, last: boolean, push: (bytes: Buffer) => void) => void,
): Transform {
  let piece = Buffer.allocUnsafe(size());
  let filled = 0;
  const push = (bytes: Buffer): void => void stream.push(bytes);
  const add = (chunk: Buffer): void => {
    for (let at = 0; at < chunk.length; ) {
      if (filled === piece.length) {
        give(piece, false, push);
        piece = Buffer.allocUnsafe(size());
        filled = 0;
      }
      const copied = chunk.copy(piece, filled, at);
      filled += copied;
      at += copied;
    }
  };
  const settle = (work: () => void, done: TransformCallback): void => {
    try {
      work();
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => settle(() => add(chunk), done),
    flush: (done) => settle(() => give(piece.subarray(0, filled), true, push), done),
  });
  return stream;
}

export function sealingStream(dataKey: DataKey, binding: string): Transform {
  const head = Buffer.concat([Buffer.of(STREAM_VERSION), idBytes(dataKey.id), randomBytes(SALT_BYTES)]);
  const key = streamKey(dataKey, head, binding);
  let index = 0;
  return inPieces(
    () => SEGMENT_BYTES,
    (piece, last, push) => {
      if (index === 0) push(head);
      push(sealSegment(key, piece, index++, last));
    },
  );
}

/** Gives each segment only after its proof; fails with VaultProblem at the first that is not what was sealed there. */
export function openingStream(ring: KeyRing, purpose: string, binding: string): Transform {
  let key: StreamKey | undefined;
  let index = 0;
  return inPieces(
    () => (key ? SEALED_SEGMENT_BYTES : STREAM_HEAD_BYTES),
    (piece, last, push) => {
      if (key) {
        const segment = openSegment(key, piece, index++, last);
        if (segment.length > 0) push(segment);
        return;
      }
      key = keyOfHead(ring, purpose, binding, piece);
      if (last) throw doesNotOpen(purpose);
    },
  );
}

/** Bytes of a sealed stream whose content has this many. */
export const sealedLength = (content: number): number =>
  STREAM_HEAD_BYTES + content + TAG_BYTES * Math.max(1, Math.ceil(content / SEGMENT_BYTES));

/** A sealed stream that can be read from any place. */
export interface SealedSource {
  /** Bytes of the content, as its row says them: a stream cut at a segment's border is known by it. */
  contentLength: number;
  /** Sealed bytes from `start` up to, not including, `end`; fewer only where the stored bytes end. */
  read(start: number, end: number): Promise<Buffer>;
}

const SEGMENTS_AT_ONCE = 16;

/**
 * A part of a sealed stream, without reading what stands before it.
 * @param start first byte of the content, `end` the one after the last
 */
export async function* openPart(
  { ring, purpose, binding }: { ring: KeyRing; purpose: string; binding: string },
  source: SealedSource,
  start: number,
  end: number,
): AsyncGenerator<Buffer, void, undefined> {
  const key = keyOfHead(ring, purpose, binding, await source.read(0, STREAM_HEAD_BYTES));
  const final = Math.max(0, Math.ceil(source.contentLength / SEGMENT_BYTES) - 1);
  const stop = Math.min(end, source.contentLength);
  for (let index = Math.floor(start / SEGMENT_BYTES); index * SEGMENT_BYTES < stop; ) {
    const least = Math.min(index + SEGMENTS_AT_ONCE, Math.ceil(stop / SEGMENT_BYTES));
    const from = STREAM_HEAD_BYTES + index * SEALED_SEGMENT_BYTES;
    const sealedEnd = Math.min(
      STREAM_HEAD_BYTES + least * SEALED_SEGMENT_BYTES,
      sealedLength(source.contentLength),
    );
    const bytes = await source.read(from, sealedEnd);
    if (bytes.length !== sealedEnd - from) throw doesNotOpen(purpose);
    for (let at = 0; at < bytes.length; at += SEALED_SEGMENT_BYTES, index++) {
      const segment = openSegment(key, bytes.subarray(at, at + SEALED_SEGMENT_BYTES), index, index === final);
      const first = index * SEGMENT_BYTES;
      yield segment.subarray(Math.max(0, start - first), Math.min(segment.length, stop - first));
    }
  }
}
