import { chown, lchown, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartProblem } from './problems.ts';
import { type RunAs, runProgram } from './run-program.ts';

/** `nobody` on every Linux: Postgres refuses to run as root, and a container seldom has a user of its own. */
const NOBODY = 65_534;

/** As root: the user that already owns the cluster, or nobody. As anyone else: oneself. */
export async function chooseRunAs(clusterFolder: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const existing = await stat(clusterFolder).catch(() => undefined);
  if (existing !== undefined && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return { uid: NOBODY, gid: NOBODY };
}

/**
 * Refuses a data folder that the unprivileged user cannot walk into, as below /root.
 *
 * @throws StartProblem `unreachable_folder`, naming the closed folder.
 */
export async function checkReachable(folder: string, runAs: RunAs): Promise<void> {
  if (runAs.uid === undefined) return;
  const { code } = await runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], runAs);
  if (code === 0) return;
  const closed = await findClosedFolder(folder);
  throw new StartProblem(
    'unreachable_folder',
    `Sojourn runs as root, so PostgreSQL runs as user ${runAs.uid}, which may not enter ${closed}: ` +
      'choose a data folder such as /var/lib/sojourn, or run Sojourn as an ordinary user.',
  );
}

async function findClosedFolder(folder: string): Promise<string> {
  const ancestors = [folder];
  while (dirname(ancestors[0]!) !== ancestors[0]) ancestors.unshift(dirname(ancestors[0]!));
  for (const ancestor of ancestors) {
    const { mode } = await stat(ancestor);
    if ((mode & 0o001) === 0) return ancestor;
  }
  return folder;
}

/** Gives a folder and all in it to the user that Postgres runs as; a restored backup often belongs to root. */
export async function giveFolder(folder: string, runAs: RunAs): Promise<void> {
  if (runAs.uid === undefined || runAs.gid === undefined) return;
  const { uid, gid } = await stat(folder);
  if (uid === runAs.uid && gid === runAs.gid) return;
  await giveContents(folder, runAs.uid, runAs.gid);
  // Last, because the owner of the top folder is what the test above looks at after an interruption.
  await chown(folder, runAs.uid, runAs.gid);
}

async function giveContents(folder: string, uid: number, gid: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    await lchown(path, uid, gid);
    if ((await lstat(path)).isDirectory()) await giveContents(path, uid, gid);
  }
}
