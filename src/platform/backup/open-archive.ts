import { type FileHandle, open } from 'node:fs/promises';
import { migrationChecksums } from '#platform/db/rebuild.ts';
import type { MigrationSource } from '#platform/db/slices.ts';
import { createByteReader } from './archive/byte-reader.ts';
import { createEntryReader, type EntryReader } from './archive/entries.ts';
import { openSealed } from './archive/seal.ts';
import type { EntryHead, Opening } from './manifest.ts';
import { BackupProblem, damaged } from './problems.ts';

export interface OpenArchive {
  opening: Opening;
  entries: EntryReader;
  close(): Promise<void>;
}

interface ArchiveOptions {
  /** A file, or the bytes of one that lies elsewhere. */
  archive: string | AsyncIterable<Buffer>;
  secret: string;
  /** Version of the product that reads. */
  product: string;
  slices: readonly MigrationSource[];
  /** Aborted: reading ends with its reason. */
  signal?: AbortSignal | undefined;
}

/**
 * Proves the key, then that this release knows all that the archive holds. Nothing is changed by it.
 * @throws BackupProblem `wrong_key`, `newer`, `unknown_format`, `damaged`
 */
export async function openArchive(options: ArchiveOptions): Promise<OpenArchive> {
  const { archive, signal } = options;
  const file = typeof archive === 'string' ? await openFile(archive) : undefined;
  const close = async (): Promise<void> => file?.close();
  try {
    const bytes = file ? bytesOf(file, signal) : (archive as AsyncIterable<Buffer>);
    const content = await openSealed(createByteReader(bytes), options.secret);
    const entries = createEntryReader(createByteReader(content));
    const opening = (await entries.next()) as EntryHead | undefined;
    if (opening?.kind !== 'opening') throw damaged('its order');
    for await (const _ of entries.data()) throw damaged('its order');
    await refuseNewer(opening, options);
    return { opening, entries, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const READ = 262_144;

async function* bytesOf(file: FileHandle, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    signal?.throwIfAborted();
    // A new buffer each time: what was given stays valid.
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(READ), 0, READ);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

async function openFile(path: string): Promise<FileHandle> {
  return open(path).catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem('failed', `The archive ${path} cannot be read (${error.code}).`, {
      cause: error,
    });
  });
}

async function refuseNewer(opening: Opening, { product, slices }: ArchiveOptions): Promise<void> {
  const known = await migrationChecksums(slices);
  const strange = opening.migrations.find(([name, checksum]) => known.get(name) !== checksum);
  if (!strange && !isNewer(opening.product, product)) return;
  throw new BackupProblem(
    'newer',
    `The archive was made by Sojourn ${opening.product}, which knows what this one (${product}) does not: install that release or a newer one, then restore.`,
  );
}

/** Whether version `a` comes after `b`, by their numbers. */
export function isNewer(a: string, b: string): boolean {
  const numbers = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number);
  const [first, second] = [numbers(a), numbers(b)];
  for (let i = 0; i < 3; i++) {
    if (first[i] !== second[i]) return (first[i] ?? 0) > (second[i] ?? 0);
  }
  return false;
}
