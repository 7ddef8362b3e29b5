import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AsCaller } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import type { FilesConfig } from '../config.ts';
import type { parseChecksum } from '../domain/tus.ts';
import type { UploadRow } from '../store/upload.ts';
import { tooLarge } from './refusals.ts';
import { countIn, dropParts, giveUp, type LaidPart, layPart, refuseByHead } from './upload.ts';

/** Of this many bytes a piece is made, stored and counted in while the rest still travels: more is never lost. */
const PART_BYTES = 4 * 1024 * 1024;
/** On a slow link a piece is made after this long, however small it is: minutes of sending are dear. */
const PART_MS = 10_000;

/** So many first bytes tell what a file is. */
const HEAD_BYTES = 4100;

export interface Appending {
  config: FilesConfig;
  asCaller: AsCaller;
  upload: UploadRow;
  body: Readable;
  checksum: ReturnType<typeof parseChecksum>;
}

/**
 * Takes in the body of one request, piece by piece, each sealed in memory before it is stored. What came before the link
 * broke counts; with a checksum all of the body counts or nothing of it.
 */
export async function appendBody(appending: Appending): Promise<{ received: number; expiresAt: Date }> {
  const { config, upload, body, checksum } = appending;
  const verify = typeof checksum === 'object' ? createHash(checksum.algorithm) : undefined;
  const held: LaidPart[] = [];
  let state = { received: upload.received, expiresAt: upload.expires_at };
  let at = upload.received;
  const commit = async (bytes: Buffer): Promise<void> => {
    // A link that broke after some bytes left too few to judge by: the job judges the whole.
    if (at === 0 && bytes.length >= Math.min(HEAD_BYTES, upload.length)) await refuse(appending, bytes);
    const part = await layPart(config, upload.id, at, bytes);
    at += bytes.length;
    if (verify) held.push(part);
    else state = await countIn(config, appending.asCaller, upload, [part]);
  };
  try {
    await inParts(body, upload.length - at, (bytes) => verify?.update(bytes), commit, verify === undefined);
    if (!verify || typeof checksum !== 'object') return state;
    if (!verify.digest().equals(checksum.digest)) {
      throw new Problem(460, 'files.checksum', {
        detail: 'What arrived is not what was sent: send this piece again.',
      });
    }
    if (held.length > 0) state = await countIn(config, appending.asCaller, upload, held.splice(0));
    return state;
  } finally {
    await dropParts(config, held);
  }
}

/** A content that is kept out ends its upload at once. */
async function refuse({ config, asCaller, upload }: Appending, head: Buffer): Promise<void> {
  try {
    refuseByHead(config, upload, head);
  } catch (error) {
    await asCaller((tx) => giveUp(tx, upload.id));
    throw error;
  }
}

/** Cuts a body into pieces. @param keepRest whether what came before a broken end is a piece, too */
async function inParts(
  body: Readable,
  most: number,
  look: (bytes: Buffer) => void,
  commit: (bytes: Buffer) => Promise<void>,
  keepRest: boolean,
): Promise<void> {
  let piece: Buffer[] = [];
  let size = 0;
  let total = 0;
  let begun = performance.now();
  const flush = async (): Promise<void> => {
    if (size === 0) return;
    const bytes = Buffer.concat(piece, size);
    piece = [];
    size = 0;
    begun = performance.now();
    await commit(bytes);
  };
  let broken: unknown;
  const chunks = (body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        broken = error ?? new Error('The request broke off.');
      });
      if (!next || next.done) break;
      total += next.value.length;
      if (total > most) throw tooLarge(total, most);
      look(next.value);
      piece.push(next.value);
      size += next.value.length;
      if (size >= PART_BYTES || performance.now() - begun > PART_MS) await flush();
    }
  } catch (refusal) {
    // What is still on its way is let through: the next request of this connection stands behind it.
    await chunks.return?.();
    body.resume();
    throw refusal;
  }
  if (broken === undefined || keepRest) await flush();
  if (broken !== undefined) throw broken;
}
