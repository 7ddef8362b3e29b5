import { createHash } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { witnessEnd, witnessPath } from '#platform/audit/witness.ts';
import { contentKey } from '#platform/files/contents.ts';
import { ObjectMissing, type Objects } from '#platform/files/objects/objects.ts';
import { type RootNote, rootFile } from '#platform/vault/root-key.ts';
import { createEntryWriter, type EntryWriter } from './archive/entries.ts';
import { createRowsDigest } from './archive/rows-digest.ts';
import { createSealedWriter } from './archive/seal.ts';
import { type DataFile, listDataFiles } from './data-files.ts';
import {
  type Closing,
  CONTENTS,
  type FileEnd,
  type FileHead,
  type Opening,
  type Table,
  type TableEnd,
  type TableHead,
} from './manifest.ts';
import { BackupProblem } from './problems.ts';
import { copyOut } from './store/copy.ts';
import { findRootNote, lastCheckpoint, listContents, openSnapshot, type Snapshot } from './store/snapshot.ts';
import { listSequences } from './store/tables.ts';

interface BackupOptions {
  /** Connection string of the database's owner. */
  ownerUrl: string;
  dataDir: string;
  /** Where the contents lie; they are taken as they lie there, sealed. */
  objects: Objects;
  /** File to make; it must not exist. */
  archive: string;
  secret: string;
  /** Version of the product, as in package.json. */
  product: string;
  now: Date;
  /** Aborted: nothing is made. */
  signal?: AbortSignal;
  /** Told how many bytes are written; what it throws ends the backup, and nothing is made. */
  progress?: (bytes: number) => Promise<void>;
  /** Tests only: a cheaper key and smaller pieces. */
  sealing?: { cost?: number; pieceBytes?: number };
}

export interface BackupReport extends Omit<Closing, 'kind' | 'sequences'> {
  archive: string;
  archiveBytes: number;
  seconds: number;
}

/**
 * Writes one sealed archive of database, contents and keys, while the server runs and writes: all rows of one moment, and
 * the file of every content that they speak of. Memory stays flat. The archive takes its name when it is whole and on
 * the disk; a failed one leaves nothing.
 * @throws BackupProblem
 */
export async function writeBackup(options: BackupOptions): Promise<BackupReport> {
  const started = performance.now();
  const part = `${options.archive}.part`;
  const file = await open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw unwritable(error, part);
  });
  let archiveBytes = 0;
  try {
    const sealed = await createSealedWriter(
      async (bytes) => {
        options.signal?.throwIfAborted();
        archiveBytes += bytes.length;
        await file.writeFile(bytes);
        await options.progress?.(archiveBytes);
      },
      options.secret,
      options.sealing,
    );
    const closing = await writeEntries(createEntryWriter(sealed), options);
    await sealed.finish();
    await file.sync();
    await file.close();
    // A link, unlike a rename, never takes the place of another file.
    await link(part, options.archive);
    const { kind: _, sequences: __, ...counts } = closing;
    const seconds = (performance.now() - started) / 1000;
    return { ...counts, archive: options.archive, archiveBytes, seconds };
  } catch (error) {
    throw unwritable(error, options.archive);
  } finally {
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}

function unwritable(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    return new BackupProblem('exists', `${path} exists already: name another file, or remove it.`);
  if (code === 'ENOSPC')
    return new BackupProblem('failed', `The disk that takes ${path} is full: nothing was written.`);
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
    return new BackupProblem('failed', `${path} cannot be written (${code}): name a folder that can.`, {
      cause: error,
    });
  return error;
}

async function writeEntries(writer: EntryWriter, options: BackupOptions): Promise<Closing> {
  const witnessBytes = await witnessEnd(witnessPath(options.dataDir));
  const snapshot = await openSnapshot(options.ownerUrl);
  try {
    const dataFiles = await listDataFiles(options.dataDir, witnessBytes);
    const root = await findRootNote(snapshot);
    refuseWithoutRoot(root, dataFiles);
    const opening: Opening = {
      kind: 'opening',
      product: options.product,
      madeAt: options.now.toISOString(),
      migrations: snapshot.migrations,
      root,
    };
    await writer.head(opening);
    await writer.end({});
    let rows = 0;
    for (const table of snapshot.tables) rows += (await writeTable(writer, snapshot, table)).rows;
    const files = await writeFiles(writer, snapshot, dataFiles, options);
    const closing: Closing = {
      kind: 'closing',
      tables: snapshot.tables.length,
      rows,
      ...files,
      // Read last: a number that a row of the snapshot took was given out before now.
      sequences: await listSequences(snapshot.client, snapshot.schemas),
      checkpoint: await lastCheckpoint(snapshot),
    };
    await writer.head(closing);
    await writer.end({});
    return closing;
  } finally {
    await snapshot.close();
  }
}

/** An archive whose sealed values nobody could open would look like a backup and not be one. */
function refuseWithoutRoot(root: RootNote | null, files: readonly DataFile[]): void {
  const name = root?.source === 'file' ? basename(rootFile('', root.id)) : undefined;
  if (!name || files.some(({ path }) => path === name)) return;
  throw new BackupProblem(
    'no_key',
    `The root key ${name} is not in the data folder: without it the backup could not be read. Put it back from another backup; nothing was written.`,
  );
}

async function writeTable(writer: EntryWriter, { client }: Snapshot, table: Table): Promise<TableEnd> {
  const head: TableHead = { kind: 'table', ...table };
  await writer.head(head);
  const digest = createRowsDigest();
  await pipeline(
    copyOut(client, table, (row) => digest.add(row)),
    createGzip({ level: 1, chunkSize: 65_536 }),
    async (source: AsyncIterable<Buffer>) => {
      for await (const bytes of source) await writer.data(bytes);
    },
  );
  const end: TableEnd = { rows: digest.rows(), digest: digest.value() };
  await writer.end(end);
  return end;
}

async function writeFiles(
  writer: EntryWriter,
  snapshot: Snapshot,
  dataFiles: readonly DataFile[],
  { dataDir, objects }: Pick<BackupOptions, 'dataDir' | 'objects'>,
): Promise<Pick<Closing, 'files' | 'bytes' | 'faults'>> {
  const counts = { files: 0, bytes: 0, faults: [] as string[] };
  const take = async (path: string, source: Readable | undefined): Promise<FileEnd | undefined> => {
    if (!source) return undefined;
    const written = await writeFile(writer, path, source);
    counts.files++;
    counts.bytes += written.size;
    return written;
  };
  for await (const content of listContents(snapshot)) {
    const hex = content.toString('hex');
    const [sealed, plain] = [contentKey(content), contentKey(content, false)];
    // A rotten disk must not end all backups: what is left is saved, and the fault is told.
    if (await take(`${CONTENTS}${sealed}`, await findObject(objects, sealed))) continue;
    const written = await take(`${CONTENTS}${plain}`, await findObject(objects, plain));
    if (written?.sha256 !== hex) counts.faults.push(hex);
  }
  for (const { path, size } of dataFiles) await take(path, await openFile(join(dataDir, path), size));
  return counts;
}

const findObject = (objects: Objects, key: string): Promise<Readable | undefined> =>
  objects.get(key).catch((error) => {
    if (error instanceof ObjectMissing) return undefined;
    throw error;
  });

/** Undefined for a file that is not there. */
async function openFile(path: string, size?: number): Promise<Readable | undefined> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return undefined;
  if (size === 0) {
    await handle.close();
    return Readable.from([]);
  }
  return handle.createReadStream({
    highWaterMark: 262_144,
    ...(size === undefined ? {} : { end: size - 1 }),
  });
}

async function writeFile(writer: EntryWriter, path: string, source: Readable): Promise<FileEnd> {
  const head: FileHead = { kind: 'file', path };
  await writer.head(head);
  const hash = createHash('sha256');
  let size = 0;
  for await (const bytes of source as AsyncIterable<Buffer>) {
    hash.update(bytes);
    size += bytes.length;
    await writer.data(bytes);
  }
  const end: FileEnd = { size, sha256: hash.digest('hex') };
  await writer.end(end);
  return end;
}
