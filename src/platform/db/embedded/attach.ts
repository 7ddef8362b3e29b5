import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE, layoutOf, OWNER } from './cluster.ts';
import { isPostmasterOf } from './process-table.ts';

/** What stands in a database folder: nothing yet, a cluster at rest, or one that a running Sojourn serves. */
export type Found = { state: 'none' } | { state: 'stopped' } | { state: 'running'; url: string };

const missingAsUndefined = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
};

/**
 * Looks for the embedded server of a database folder without starting or locking anything: for commands that work
 * beside a running Sojourn. `url` is the owner's connection string.
 */
export async function findEmbedded(dataDir: string): Promise<Found> {
  const folder = await realpath(dataDir).catch(missingAsUndefined);
  if (folder === undefined) return { state: 'none' };
  const layout = layoutOf(folder);
  if (!(await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(missingAsUndefined)))
    return { state: 'none' };
  const text = await readFile(join(layout.cluster, 'postmaster.pid'), 'utf8').catch(missingAsUndefined);
  // Process, folder, start, port, socket folder, address: the layout of the file is that of every release since 9.1.
  const [pid = '', , , port, socketFolder] = (text ?? '').split('\n');
  if (!port || !(await isPostmasterOf(Number(pid), layout.cluster))) return { state: 'stopped' };
  const password = await readFile(layout.password, 'utf8').catch(missingAsUndefined);
  if (!password) return { state: 'stopped' };
  const account = `${OWNER}:${encodeURIComponent(password.trim())}`;
  if (!socketFolder) return { state: 'running', url: `postgres://${account}@127.0.0.1:${port}/${DATABASE}` };
  const host = encodeURIComponent(socketFolder);
  return { state: 'running', url: `postgres://${account}@localhost:${port}/${DATABASE}?host=${host}` };
}
