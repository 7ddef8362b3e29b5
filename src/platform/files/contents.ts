import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Vault } from '#platform/vault/vault.ts';
import { sniffContentType } from './domain/sniff.ts';
import { asDiskProblem, ObjectMissing, type Objects } from './objects/objects.ts';

/** The vault's purpose of all stored contents. */
export const CONTENT_PURPOSE = 'files.content';

/** A content that lies whole and sealed on the disk under a name of ours, and is not yet part of anything. */
export interface ReceivedFile {
  /** Of the plain content, as `md5` and `size` are. */
  readonly sha256: Buffer;
  readonly md5: string;
  readonly size: number;
  /** What its first bytes say it is; `application/octet-stream` when they say nothing. */
  readonly contentType: string;
  readonly temporary: string;
  /** Id of the vault's key that sealed it. */
  readonly keyId: string;
}

/** Bytes `from` to `to`, both included, of a content that has `size` of them. */
interface ContentRange {
  from: number;
  to: number;
  size: number;
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
 * Contents by their SHA-256. A name is never taken from outside. A content is sealed while it is received, whole and
 * synced before it gets its place, and has its place before the transaction that speaks of it ends.
 */
export interface ContentStore {
  readonly objects: Objects;
  readonly vault: Vault;
  receive(source: Readable, limit: number): Promise<ReceivedFile>;
  /**
   * Gives a received file its place; the same content twice is one file.
   * @param anew also where there is one: what nobody knew of may be left from a transaction that failed
   * @returns whether it took the place
   */
  keep(file: ReceivedFile, anew?: boolean): Promise<boolean>;
  discard(file: ReceivedFile): Promise<void>;
  /** The content of a file that has no place yet. */
  openReceived(file: ReceivedFile): Readable;
  readReceived(file: ReceivedFile): Promise<Buffer>;
  /** The plain content, or a range of it. A whole one that is not what its hash says breaks off instead of ending. */
  open(sha256: Buffer, range?: ContentRange): Readable;
  read(sha256: Buffer): Promise<Buffer>;
  remove(sha256: Buffer): Promise<void>;
  /** Seals a stored content anew under today's key. @returns the id of that key */
  reseal(sha256: Buffer): Promise<string>;
  /** Ends received files that nobody kept, from requests that died. */
  sweepTemporary(olderThan: Date): Promise<number>;
}

const HEAD_BYTES = 4100;
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Key of a content among the objects: `ab/cd/<hash>` as earlier releases left it, with `.sealed` since. */
export function contentKey(sha256: Buffer, sealed = true): string {
  const hex = sha256.toString('hex');
  return `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}${sealed ? '.sealed' : ''}`;
}

/** @param dir local folder, in whose `incoming` files are received */
export function createContentStore(dir: string, objects: Objects, vault: Vault): ContentStore {
  const incoming = join(dir, 'incoming');
  // The hash is not known when sealing begins, so it cannot be the binding: `proved` holds each content against it.
  const opening = () => vault.openStream(CONTENT_PURPOSE, '');
  const receive = async (source: Readable, limit: number): Promise<ReceivedFile> => {
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      return await receiveInto(join(incoming, randomUUID()), source, limit, vault);
    } catch (error) {
      throw asDiskProblem(error);
    }
  };
  const openReceived = (file: ReceivedFile): Readable => chained(createReadStream(file.temporary), opening());
  const put = async (file: ReceivedFile): Promise<void> =>
    objects.put(contentKey(file.sha256), { path: file.temporary, size: (await stat(file.temporary)).size });
  const store: ContentStore = {
    objects,
    vault,
    receive,
    async keep(file, anew = false) {
      if (!anew && (await objects.size(contentKey(file.sha256))) !== undefined) return false;
      await put(file);
      return true;
    },
    discard: (file) => rm(file.temporary, { force: true }),
    openReceived,
    readReceived: (file) => buffer(openReceived(file)),
    open: (sha256, range) =>
      range
        ? later(() => openRange(objects, vault, sha256, range))
        : chained(
            later(() => openWhole(objects, opening, sha256)),
            proved(sha256),
          ),
    read: (sha256) => buffer(store.open(sha256)),
    async remove(sha256) {
      await objects.remove(contentKey(sha256));
      await objects.remove(contentKey(sha256, false));
    },
    async reseal(sha256) {
      const file = await receive(store.open(sha256), NO_LIMIT);
      try {
        await put(file);
        await objects.remove(contentKey(sha256, false));
        return file.keyId;
      } finally {
        await rm(file.temporary, { force: true });
      }
    },
    sweepTemporary: (olderThan) => sweepFolder(incoming, olderThan),
  };
  return store;
}

/** The plain content, sealed at rest or (from an earlier release) not yet. */
async function openWhole(objects: Objects, opening: () => Transform, sha256: Buffer): Promise<Readable> {
  try {
    return chained(await objects.get(contentKey(sha256)), opening());
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    return objects.get(contentKey(sha256, false));
  }
}

async function openRange(
  objects: Objects,
  vault: Vault,
  sha256: Buffer,
  { from, to, size }: ContentRange,
): Promise<AsyncIterable<Buffer>> {
  const key = contentKey(sha256);
  if ((await objects.size(key)) === undefined) return objects.get(contentKey(sha256, false), { from, to });
  const source = {
    contentLength: size,
    read: async (start: number, end: number) => buffer(await objects.get(key, { from: start, to: end - 1 })),
  };
  return vault.openPart(CONTENT_PURPOSE, '', source, { start: from, end: to + 1 });
}

async function sweepFolder(folder: string, olderThan: Date): Promise<number> {
  let swept = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (!found || found.mtime >= olderThan) continue;
    await rm(join(folder, name), { force: true });
    swept++;
  }
  return swept;
}

async function receiveInto(
  temporary: string,
  source: Readable,
  limit: number,
  vault: Vault,
): Promise<ReceivedFile> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let head = Buffer.alloc(0);
  let size = 0;
  const keyId = vault.activeKeyId(CONTENT_PURPOSE);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await pipeline(
      async function* () {
        // Whoever sends too much is to read that it was too much: the stream itself is left alone.
        for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > limit) throw new FileTooLarge(limit);
          if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
          sha256.update(chunk);
          md5.update(chunk);
          yield chunk;
        }
      },
      vault.sealStream(CONTENT_PURPOSE, ''),
      async (sealed: AsyncIterable<Buffer>) => {
        for await (const chunk of sealed) await handle.writeFile(chunk);
      },
    );
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    // The rest is let through: the next request of the connection stands behind it.
    if (error instanceof FileTooLarge) source.resume();
    throw error;
  }
  await handle.close();
  return {
    sha256: sha256.digest(),
    md5: md5.digest('hex'),
    size,
    contentType: sniffContentType(head),
    temporary,
    keyId,
  };
}

/** A stream that is asked for when it is first read. */
function later(begin: () => Promise<AsyncIterable<Buffer>>): Readable {
  return Readable.from(
    (async function* () {
      yield* await begin();
    })(),
    { objectMode: false },
  );
}

/** One stream out of several; an error anywhere, or a reader who leaves, ends all of them. */
function chained(source: Readable, ...steps: Transform[]): Readable {
  const last = steps.at(-1)!;
  pipeline([source, ...steps]).catch((error) => last.destroy(error as Error));
  return last;
}

/** Lets a content through and fails at its end when it is another one than its hash says. */
function proved(sha256: Buffer): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk);
      next(null, chunk);
    },
    flush(next) {
      next(hash.digest().equals(sha256) ? null : new Error('a stored content is not what its hash says'));
    },
  });
}
