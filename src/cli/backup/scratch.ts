import { existsSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layoutOf, stopOrphan } from '#platform/db/embedded/cluster.ts';
import { takeFolderLock } from '#platform/db/embedded/folder-lock.ts';
import { stagedIn } from './staging.ts';

const PREFIX = 'sojourn-drill-';
const DAY_MS = 86_400_000;

/** Gives a folder of the temporary ones in which an archive is restored for a proof; it is gone when the work ends. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await sweepScratch();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  // As root the database runs as another user, who passes through.
  await chmod(folder, 0o711);
  const lock = await takeFolderLock(folder);
  try {
    return await work(folder);
  } finally {
    await lock.release();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends the databases and removes the folders of drills that were killed, of whichever installation of this user. */
export async function sweepScratch(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || (process.getuid && found.uid !== process.getuid())) continue;
    // One without a lock has just been made, or was left by an earlier release; one whose lock cannot be taken is at work.
    if (!existsSync(join(folder, 'lock')) && Date.now() - found.mtimeMs < DAY_MS) continue;
    const lock = await takeFolderLock(folder).catch(() => undefined);
    if (lock) await clear(folder).finally(() => lock.release());
  }
}

async function clear(folder: string): Promise<void> {
  for (const data of [join(folder, 'data'), stagedIn(join(folder, 'data'))]) {
    // The database may stand elsewhere, behind a link.
    const database = await realpath(join(data, 'postgres')).catch(() => undefined);
    if (!database) continue;
    await stopOrphan(layoutOf(database), () => {});
    await rm(database, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
