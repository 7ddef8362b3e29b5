import { createCipheriv, createDecipheriv } from 'node:crypto';
import { damaged } from '../problems.ts';
import type { ByteReader } from './byte-reader.ts';
import { type ArchiveKey, createHead, readHead } from './head.ts';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;

/** Takes bytes in order; resolves when it may be given more. */
type ByteSink = (bytes: Buffer) => Promise<unknown>;

export interface SealedWriter {
  write(bytes: Buffer): Promise<void>;
  /** Seals what is left as the last piece; an archive without one is refused as cut. */
  finish(): Promise<void>;
}

/**
 * The place of a piece and whether it is the last stand in its nonce (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015, as in age): a piece that was moved, doubled, left out or made the end does not open. The key
 * belongs to this archive alone, so no nonce ever comes twice under it.
 */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function seal(piece: Buffer, index: number, last: boolean, { key, bound }: ArchiveKey): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(index, last)).setAAD(bound);
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Buffer, index: number, last: boolean, { key, bound }: ArchiveKey): Buffer {
  const content = sealed.length - TAG_BYTES;
  if (content < 0) throw damaged('its end is missing');
  const decipher = createDecipheriv(CIPHER, key, nonceOf(index, last), { authTagLength: TAG_BYTES })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(content));
  const piece = decipher.update(sealed.subarray(0, content));
  try {
    decipher.final();
  } catch {
    throw damaged(`piece ${index + 1}`);
  }
  return piece;
}

/** Writes head and pieces; memory stays at one piece. */
export async function createSealedWriter(
  sink: ByteSink,
  secret: string,
  options: { cost?: number; pieceBytes?: number } = {},
): Promise<SealedWriter> {
  const { bytes, archiveKey } = await createHead(secret, options);
  await sink(bytes);
  const piece = Buffer.alloc(archiveKey.pieceBytes);
  let filled = 0;
  let index = 0;
  return {
    async write(content) {
      for (let at = 0; at < content.length; ) {
        // A full piece waits for the next byte: only then it is known not to be the last.
        if (filled === piece.length) {
          await sink(seal(piece, index++, false, archiveKey));
          filled = 0;
        }
        const copied = content.copy(piece, filled, at);
        filled += copied;
        at += copied;
      }
    },
    async finish() {
      await sink(seal(piece.subarray(0, filled), index, true, archiveKey));
    },
  };
}

/**
 * Proves the head, then gives the content piece by piece, each proved before it is given.
 * @throws BackupProblem `wrong_key` at once; `damaged` as soon as a piece is not what was sealed at its place
 */
export async function openSealed(
  reader: ByteReader,
  secret: string,
): Promise<AsyncGenerator<Buffer, void, undefined>> {
  return openPieces(reader, await readHead(reader, secret));
}

async function* openPieces(
  reader: ByteReader,
  archiveKey: ArchiveKey,
): AsyncGenerator<Buffer, void, undefined> {
  const length = archiveKey.pieceBytes + TAG_BYTES;
  let current = await reader.take(length);
  for (let index = 0; ; index++) {
    const next = current.length < length ? Buffer.alloc(0) : await reader.take(length);
    const last = next.length === 0;
    yield open(current, index, last, archiveKey);
    if (last) return;
    current = next;
  }
}
