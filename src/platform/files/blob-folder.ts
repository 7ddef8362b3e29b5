import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sniffContentType } from './sniff.ts';

/** A file that lies whole on the disk under a name of ours, and is not yet part of anything. */
export interface ReceivedFile {
  readonly sha256: Buffer;
  readonly md5: string;
  readonly size: number;
  /** What its first bytes say it is; `application/octet-stream` when they say nothing. */
  readonly contentType: string;
  readonly temporary: string;
}

/** Thrown by `receive` when a stream is longer than allowed; nothing of it remains. */
export class FileTooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`The file is larger than ${limit} bytes.`);
    this.name = 'FileTooLarge';
    this.limit = limit;
  }
}

/**
 * Files by content: `<dir>/ab/cd/<sha256>`. A name is never taken from outside. A file is written whole and synced
 * before it gets its place, and gets its place before the transaction that speaks of it ends.
 */
export interface BlobFolder {
  receive(source: Readable, limit: number): Promise<ReceivedFile>;
  /** Gives a received file its place; the same content twice is one file. */
  keep(file: ReceivedFile): Promise<void>;
  discard(file: ReceivedFile): Promise<void>;
  /** The content of a file that has no place yet. */
  readReceived(file: ReceivedFile): Promise<Buffer>;
  open(sha256: Buffer): Readable;
  read(sha256: Buffer): Promise<Buffer>;
  remove(sha256: Buffer): Promise<void>;
  /** Ends received files that nobody kept, from requests that died. */
  sweepTemporary(olderThan: Date): Promise<number>;
}

const HEAD_BYTES = 4100;

export function createBlobFolder(dir: string): BlobFolder {
  const incoming = join(dir, 'incoming');
  const pathOf = (sha256: Buffer): string => {
    const hex = sha256.toString('hex');
    return join(dir, hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  return {
    async receive(source, limit) {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      return receiveInto(join(incoming, randomUUID()), source, limit);
    },
    async keep(file) {
      const path = pathOf(file.sha256);
      // A fresh time keeps the sweep away from a file that is about to be pointed to again.
      if (
        await utimes(path, new Date(), new Date()).then(
          () => true,
          () => false,
        )
      )
        return;
      const folder = join(path, '..');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(file.temporary, path);
      await syncFolder(folder);
    },
    discard: (file) => rm(file.temporary, { force: true }),
    readReceived: (file) => readFile(file.temporary),
    open: (sha256) => createReadStream(pathOf(sha256)),
    read: (sha256) => readFile(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async sweepTemporary(olderThan) {
      let swept = 0;
      for (const name of await readdir(incoming).catch(() => [])) {
        const found = await stat(join(incoming, name)).catch(() => undefined);
        if (!found || found.mtime >= olderThan) continue;
        await rm(join(incoming, name), { force: true });
        swept++;
      }
      return swept;
    },
  };
}

async function receiveInto(temporary: string, source: Readable, limit: number): Promise<ReceivedFile> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let head = Buffer.alloc(0);
  let size = 0;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    // Whoever sends too much is to read that it was too much: the stream itself is left alone.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new FileTooLarge(limit);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      sha256.update(chunk);
      md5.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await handle.close();
  return {
    sha256: sha256.digest(),
    md5: md5.digest('hex'),
    size,
    contentType: sniffContentType(head),
    temporary,
  };
}

/** A new name survives a power cut only once its folder was synced; some systems cannot and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
