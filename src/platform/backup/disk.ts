import { constants } from 'node:fs';
import { access, realpath, stat, statfs } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { invalid } from '#platform/http/problem.ts';

/** Free and all bytes of the disk that holds a folder. */
export async function diskOf(folder: string): Promise<{ free: number; size: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, size: blocks * bsize };
}

const PATH = 'body.folder';

/** Refuses a folder into which no backup could be written, or whose backups would hold each other. */
export async function checkFolder(folder: string, dataDir: string): Promise<void> {
  if (!isAbsolute(folder))
    throw invalid(
      PATH,
      'backup.folder_relative',
      'Give the whole path of the folder, from the root of the disk.',
    );
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw invalid(PATH, 'backup.folder_missing', 'There is no such folder on the server: make it first.');
  const [inside, data] = await Promise.all([folder, dataDir].map((path) => realpath(path).catch(() => path)));
  const way = relative(data!, inside!);
  if (way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)))
    throw invalid(
      PATH,
      'backup.folder_inside_data',
      'The folder lies in the data folder, where each backup would hold those before: choose another, best on another disk.',
    );
  await access(folder, constants.W_OK | constants.X_OK).catch(() => {
    throw invalid(
      PATH,
      'backup.folder_unwritable',
      'The server may not write into this folder: change its rights.',
    );
  });
}
