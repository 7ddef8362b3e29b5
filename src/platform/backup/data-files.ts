import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { witnessPath } from '#platform/audit/witness.ts';

/** Folder inside a data folder in which a restore works; as long as it stands, the data folder counts as empty. */
export const RESTORING = '.restoring';

/**
 * Not taken: the database (its rows are), contents (each by its row), exports as earlier releases left them and the
 * work of a restore. Everything else of the data folder is: keys, witness, codes.
 */
const LEFT_OUT = new Set(['postgres', 'files', 'exports', RESTORING, `${RESTORING}.done`]);

export interface DataFile {
  /** Inside the data folder, with `/`. */
  path: string;
  /** Bytes to take. */
  size: number;
}

/**
 * Files beside database and contents. Listed after the snapshot of the database was taken, so that every key under which
 * it was signed is among them.
 * @param witnessBytes how much of the audit log's witness was there before the snapshot: more may state what that lacks
 */
export async function listDataFiles(dataDir: string, witnessBytes: number): Promise<DataFile[]> {
  const found: DataFile[] = [];
  const witness = witnessPath(dataDir);
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(dataDir, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (LEFT_OUT.has(path)) continue;
      const full = join(dataDir, path);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile())
        found.push({ path, size: full === witness ? witnessBytes : (await stat(full)).size });
    }
  };
  await walk('');
  return found;
}
