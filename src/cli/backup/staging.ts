import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RESTORING } from '#platform/backup/data-files.ts';
import { BackupProblem } from '#platform/backup/problems.ts';
import { layoutOf, stopOrphan } from '#platform/db/embedded/cluster.ts';
import { takeFolderLock } from '#platform/db/embedded/folder-lock.ts';
import { prepareDataDir } from '#server/data-dir.ts';

/** A folder inside the data folder in which a restore works; the server refuses to start while it stands. */
export interface Staging {
  /** Where database, contents and keys are laid. */
  readonly data: string;
  /** Moves all of it into the data folder, which is then whole. */
  place(): Promise<void>;
  /** Leaves the data folder empty. */
  clear(): Promise<void>;
}

/** Where a restore into a data folder lays what it restores, until all of it is proved. */
export const stagedIn = (dataDir: string): string => join(dataDir, RESTORING, 'data');

/** Names that are being moved out: what an interrupted move left in the data folder is known by it. */
const MOVING = 'moving.json';
const DONE = `${RESTORING}.done`;
/** What an empty disk may hold. */
const EMPTY = new Set([RESTORING, DONE, 'lost+found']);

/**
 * Takes an empty data folder, or one that an interrupted restore left.
 * @throws BackupProblem `not_empty`; StartProblem `in_use` while another restore works there
 */
export async function openStaging(dataDir: string): Promise<Staging> {
  const folder = join(dataDir, RESTORING);
  const done = join(dataDir, DONE);
  const data = stagedIn(dataDir);
  await refuseFilled(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  // The database may run as another user, who passes through.
  if (process.getuid?.() === 0) await chmod(dataDir, ((await stat(dataDir)).mode & 0o777) | 0o001);
  const lock = await takeFolderLock(folder);
  const empty = async (): Promise<void> => {
    for (const name of await movedNames(folder)) await removeBehindLinks(join(dataDir, name));
    if (existsSync(join(data, 'postgres'))) {
      await stopOrphan(layoutOf(await realpath(join(data, 'postgres'))), () => {});
      await removeBehindLinks(join(data, 'postgres'));
    }
    await rm(data, { recursive: true, force: true });
    await rm(join(folder, MOVING), { force: true });
  };
  const end = async (): Promise<void> => {
    await lock.release();
    // In one step: half of it left behind would keep the server from starting on a data folder that is whole.
    await rename(folder, done);
    await rm(done, { recursive: true, force: true });
  };
  await empty();
  await rm(done, { recursive: true, force: true });
  await prepareDataDir(data);
  return {
    data,
    async place() {
      const names = await readdir(data);
      await writeFile(join(folder, MOVING), JSON.stringify(names));
      for (const name of names) await rename(join(data, name), join(dataDir, name));
      await end();
    },
    async clear() {
      await empty();
      await end();
    },
  };
}

async function refuseFilled(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const moved = new Set(await movedNames(join(dataDir, RESTORING)));
  if (names.every((name) => EMPTY.has(name) || moved.has(name))) return;
  throw new BackupProblem(
    'not_empty',
    `The data folder ${dataDir} is not empty: set SOJOURN_DATA to a new one. Nothing was changed.`,
  );
}

async function movedNames(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, MOVING), 'utf8').catch(() => '[]');
  return JSON.parse(text) as string[];
}

/** The database may stand elsewhere, behind a link. */
async function removeBehindLinks(path: string): Promise<void> {
  await rm(await realpath(path).catch(() => path), { recursive: true, force: true });
  await rm(path, { recursive: true, force: true });
}
