import type { Readable } from 'node:stream';
import { Problem } from '#platform/http/problem.ts';

/** Bytes to store: in memory, or a whole file of ours that the store may move away. */
export type ObjectBody = Buffer | { path: string; size: number };

/** Bytes `from` to `to`, both included, counted from 0. */
interface ByteRange {
  from: number;
  to?: number;
}

/**
 * Where stored bytes lie: a folder or an S3 bucket. Keys are ours (`ab/cd/<hash>`, `uploads/<id>/<part>`), never a name
 * from outside. An object is there whole or not at all, from the moment that `put` resolves.
 */
export interface Objects {
  put(key: string, body: ObjectBody): Promise<void>;
  /** @throws ObjectMissing */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** Bytes of an object; undefined when there is none. */
  size(key: string): Promise<number | undefined>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  isEmpty(): Promise<boolean>;
  /** Proves that the store can be reached and written with what was configured. @throws Problem */
  check(): Promise<void>;
}

/** There is no object under this key. */
export class ObjectMissing extends Error {
  readonly code = 'ENOENT';
  constructor(key: string) {
    super(`ENOENT: no stored object ${key}`);
    this.name = 'ObjectMissing';
  }
}

const diskFull = (): Problem =>
  new Problem(507, 'files.disk_full', {
    detail:
      'The disk of the server is full: nothing was stored. Send again when the administrator has made room.',
  });

const CLOSED = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO']);

/** An error of the disk as what its sender is told; any other one as it is. */
export function asDiskProblem(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull();
  if (!CLOSED.has(code)) return error;
  return Object.assign(
    new Problem(503, 'files.folder_unwritable', {
      detail:
        'The server cannot write into its data folder: nothing was stored. The administrator can mend it; send again then.',
      headers: { 'retry-after': '60' },
    }),
    { cause: error },
  );
}

/** The service that keeps the files does not answer; the cause stands in the log. */
export const storeUnavailable = (cause: unknown): Problem =>
  Object.assign(
    new Problem(503, 'files.store_unavailable', {
      detail: 'The service that keeps the files does not answer: nothing was stored. Try again in a minute.',
      headers: { 'retry-after': '60' },
    }),
    { cause },
  );

/** The service that keeps the files does not accept what was configured. */
export const storeRefused = (status: number, code: string): Problem =>
  Object.assign(
    new Problem(503, 'files.store_refused', {
      detail:
        'The service that keeps the files refuses our key, region or bucket: nothing was stored. The administrator can mend it.',
    }),
    { cause: `S3 answered ${status} ${code}` },
  );
