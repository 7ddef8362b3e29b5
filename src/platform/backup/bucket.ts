import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createS3Objects, type S3Settings } from '#platform/files/objects/s3.ts';
import { Problem } from '#platform/http/problem.ts';
import { BackupProblem } from './problems.ts';

const FOLDER = 'backups/';
/** Read in ranges of this many bytes: a link that breaks costs one of them and not the whole archive. */
const RANGE = 8 * 1024 ** 2;
const TRIES = 3;

/** Copies of archives in a bucket, under their own names. What they throw is a BackupProblem `bucket`. */
export interface ArchiveBucket {
  /** `s3://<bucket>/backups/`; with the name of an archive the address of its copy. */
  readonly address: string;
  /** Copies an archive of the disk and holds what is read back against it. @returns its address */
  copy(path: string, progress?: (bytes: number) => Promise<void>): Promise<string>;
  /** Names and bytes of the copies, oldest first. */
  list(): Promise<{ name: string; bytes: number }[]>;
  /** The bytes of a copy, in order. */
  open(name: string, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined>;
  remove(name: string): Promise<void>;
}

export function openArchiveBucket(settings: S3Settings): ArchiveBucket {
  const objects = createS3Objects(settings);
  const address = `s3://${settings.bucket}/${FOLDER}`;
  const told = (error: unknown): unknown => (error instanceof Problem ? unusable(address, error) : error);
  const tell = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw told(error);
    });
  const bucket: ArchiveBucket = {
    address,
    async copy(path, progress = async () => {}) {
      const name = basename(path);
      await tell(objects.put(FOLDER + name, { path, size: (await stat(path)).size }));
      const [here, there] = [createHash('sha256'), createHash('sha256')];
      for await (const bytes of createReadStream(path)) here.update(bytes as Buffer);
      let read = 0;
      for await (const bytes of bucket.open(name)) {
        there.update(bytes);
        read += bytes.length;
        await progress(read);
      }
      if (here.digest().equals(there.digest())) return address + name;
      await bucket.remove(name);
      throw new BackupProblem('bucket', `The copy ${address}${name} is not what was sent: it was removed.`);
    },
    async list() {
      const found: { name: string; bytes: number }[] = [];
      try {
        for await (const { key, size } of objects.list(FOLDER))
          found.push({ name: key.slice(FOLDER.length), bytes: size });
      } catch (error) {
        throw told(error);
      }
      return found;
    },
    async *open(name, signal) {
      const size = await tell(objects.size(FOLDER + name));
      if (size === undefined) throw new BackupProblem('failed', `There is no backup ${address}${name}.`);
      for (let from = 0; from < size; from += RANGE) {
        signal?.throwIfAborted();
        yield await tell(
          readRange(() => objects.get(FOLDER + name, { from, to: Math.min(size, from + RANGE) - 1 })),
        );
      }
    },
    remove: (name) => tell(objects.remove(FOLDER + name)),
  };
  return bucket;
}

/** A body that breaks off is asked for again. */
async function readRange(get: () => Promise<AsyncIterable<Uint8Array>>): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await buffer(await get());
    } catch (error) {
      if (error instanceof Problem || attempt === TRIES) throw error;
    }
  }
}

function unusable(address: string, problem: Problem): BackupProblem {
  const cause = problem.cause as { code?: string; message: string } | string | undefined;
  const why = typeof cause === 'string' ? cause : (cause?.code ?? cause?.message ?? 'no answer');
  return new BackupProblem(
    'bucket',
    `The bucket of the backups, ${address}, cannot be used (${why}): check SOJOURN_BACKUP_S3_ENDPOINT, _BUCKET, _REGION, _KEY_ID and _SECRET.`,
    { cause: problem },
  );
}
