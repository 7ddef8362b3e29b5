import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openDatabase } from '#platform/db/open.ts';
import { buildTables } from '#platform/db/rebuild.ts';
import { type MigrationSource, schemaOf } from '#platform/db/slices.ts';
import { createFolderObjects } from '#platform/files/objects/folder.ts';
import type { Objects } from '#platform/files/objects/objects.ts';
import { contentDir } from '#platform/files/open-contents.ts';
import { prepareJobs } from '#platform/jobs/queue.ts';
import type { EntryReader } from './archive/entries.ts';
import {
  type Closing,
  CONTENTS,
  type EntryHead,
  type FileEnd,
  type Opening,
  type Table,
  type TableEnd,
  type TableHead,
} from './manifest.ts';
import type { OpenArchive } from './open-archive.ts';
import { BackupProblem, damaged } from './problems.ts';
import { copyIn, digestTable } from './store/copy.ts';
import { beginLoad, claimTarget, clearTarget, endLoad, type Guards, releaseTarget } from './store/load.ts';
import { connectOwner, type OwnerClient } from './store/snapshot.ts';
import { QUEUE_SCHEMA } from './store/tables.ts';

interface RestoreOptions {
  /** Owner of an empty database. */
  ownerUrl: string;
  /** Empty folder that gets contents and keys. */
  folder: string;
  /** Takes the contents, and holds nothing before; `files` inside the folder if left out. */
  objects?: Objects | undefined;
  slices: readonly MigrationSource[];
  /** Aborted: the target is emptied again. */
  signal?: AbortSignal | undefined;
  /** Runs when rows and files are proved equal, before the target is released: moves the files to their place. */
  place?: () => Promise<void>;
}

export interface RestoreReport extends Omit<Closing, 'kind' | 'sequences'> {
  opening: Opening;
  seconds: number;
}

/**
 * Lays an archive into an empty database and an empty folder: tables as the archive's migrations made them, rows, a
 * comparison of every table and file with what the archive says of them, then the migrations since. Rows become visible
 * in one transaction after the comparison; on any failure the database is empty again.
 * @throws BackupProblem, MigrateProblem
 */
export async function loadArchive(archive: OpenArchive, options: RestoreOptions): Promise<RestoreReport> {
  const started = performance.now();
  const { opening, entries } = archive;
  const names = opening.migrations.map(([name]) => name);
  const slices = [...names.map((name) => name.split('/')[0]!), ...options.slices.map(({ slice }) => slice)];
  const schemas = [...new Set(slices.map(schemaOf)), QUEUE_SCHEMA];
  const objects = options.objects ?? createFolderObjects(contentDir(options.folder));
  const placed: string[] = [];
  if (!(await objects.isEmpty())) {
    throw new BackupProblem(
      'not_empty',
      'The bucket of SOJOURN_S3_BUCKET is not empty: name an empty one, or empty it where a restore that was killed filled it. Nothing was changed.',
    );
  }
  const client = await connectOwner(options.ownerUrl, 'sojourn restore');
  try {
    await claimTarget(client, schemas);
    try {
      await buildTables(options.ownerUrl, options.slices, names);
      await prepareJobs(options.ownerUrl);
      const closing = await loadEntries(client, schemas, entries, { ...options, objects, placed });
      await bringUp(options);
      await options.place?.();
      await releaseTarget(client);
      const { kind: _, sequences: __, ...counts } = closing;
      return { opening, ...counts, seconds: (performance.now() - started) / 1000 };
    } catch (error) {
      await clearTarget(client, schemas).catch(() => {});
      for (const key of placed) await objects.remove(key).catch(() => {});
      throw error;
    }
  } finally {
    await client.end();
  }
}

/** Migrations since the archive, and today's policies. */
async function bringUp({ ownerUrl, slices, folder }: RestoreOptions): Promise<void> {
  const database = await openDatabase({
    databaseUrl: ownerUrl,
    dataDir: folder,
    slices,
    log: () => {},
    restoring: true,
  });
  await database.close();
}

async function loadEntries(
  client: OwnerClient,
  schemas: readonly string[],
  entries: EntryReader,
  target: RestoreOptions & Placing,
): Promise<Closing> {
  const load = await beginLoad(client, schemas);
  const loaded: { table: Table; end: TableEnd }[] = [];
  const files = { count: 0, bytes: 0 };
  for (;;) {
    const head = (await entries.next()) as EntryHead | undefined;
    if (head?.kind === 'table') {
      loaded.push({ table: head, end: await loadTable(client, entries, head, load.tables) });
    } else if (head?.kind === 'file') {
      files.bytes += await loadFile(entries, target, head.path);
      files.count++;
    } else if (head?.kind === 'closing') {
      await finish(entries);
      if (head.tables !== loaded.length || head.files !== files.count || head.bytes !== files.bytes)
        throw damaged('its sums');
      await prove(client, loaded, target.signal);
      await commitLoad(client, load, head);
      return head;
    } else throw damaged('its order');
  }
}

/** After the closing nothing may follow: the seal of the last piece is proved by reading to the end. */
async function finish(entries: EntryReader): Promise<void> {
  for await (const _ of entries.data()) throw damaged('its order');
  if (await entries.next()) throw damaged('its order');
}

async function loadTable(
  client: OwnerClient,
  entries: EntryReader,
  head: TableHead,
  present: readonly Table[],
): Promise<TableEnd> {
  const target = present.find(({ schema, name }) => schema === head.schema && name === head.name);
  if (!target || head.columns.some((column) => !target.columns.includes(column))) {
    throw new BackupProblem(
      'newer',
      `This Sojourn has no place for all of the table ${head.schema}.${head.name}: install the release that made the archive, restore, then upgrade.`,
    );
  }
  await pipeline(Readable.from(entries.data()), createGunzip(), (source: AsyncIterable<Buffer>) =>
    copyIn(client, head, source),
  );
  return entries.end() as TableEnd;
}

interface Placing {
  folder: string;
  objects: Objects;
  /** Keys of the contents that got their place, to be taken away again should the restore fail. */
  placed: string[];
}

async function loadFile(
  entries: EntryReader,
  { folder, objects, placed }: Placing,
  path: string,
): Promise<number> {
  if (!/^[^/\\]+(\/[^/\\]+)*$/.test(path) || path.split('/').some((part) => part === '..' || part === '.'))
    throw damaged('the name of a file');
  const content = path.startsWith(CONTENTS);
  const target = join(folder, content ? 'incoming' : path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  let size = 0;
  try {
    for await (const bytes of entries.data()) {
      hash.update(bytes);
      size += bytes.length;
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const end = entries.end() as FileEnd;
  if (end.size !== size || end.sha256 !== hash.digest('hex')) throw damaged('a file');
  if (content) {
    placed.push(path.slice(CONTENTS.length));
    await objects.put(path.slice(CONTENTS.length), { path: target, size });
    await rm(target, { force: true });
  }
  return size;
}

/** Reads every table back and holds it against what was read when the archive was made. */
async function prove(
  client: OwnerClient,
  loaded: readonly { table: Table; end: TableEnd }[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const { table, end } of loaded) {
    signal?.throwIfAborted();
    const found = await digestTable(client, table);
    if (found.rows === end.rows && found.digest === end.digest) continue;
    throw new BackupProblem(
      'not_equal',
      `The table ${table.schema}.${table.name} came back with ${found.rows} rows that are not the ${end.rows} of the archive: nothing was restored.`,
    );
  }
}

/** A reference that leads nowhere shows only now; the message of the database would quote its value. */
async function commitLoad(
  client: OwnerClient,
  load: { tables: readonly Table[]; guards: Guards },
  { sequences }: Closing,
): Promise<void> {
  await endLoad(client, load, sequences).catch((error: { code?: string; constraint?: string }) => {
    throw new BackupProblem(
      'not_equal',
      `The rows of the archive do not fit together (${error.constraint ?? error.code}): nothing was restored.`,
    );
  });
}
