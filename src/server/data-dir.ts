import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RESTORING } from '#platform/backup/data-files.ts';
import { StartProblem, toStartProblem } from '#platform/db/embedded/problems.ts';

/**
 * Makes the data folder. Under root the database runs as another user, who must be able to pass through: the folder
 * itself is opened for passing (not for reading), and where a folder above it is closed (such as /root) the database
 * goes to /var/lib/sojourn with a link from here.
 * @throws StartProblem
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, RESTORING))) {
    throw new StartProblem(
      'in_use',
      `A restore into ${dataDir} is under way or was cut off: wait for its end, or run "sojourn restore" again, which begins anew.`,
    );
  }
  try {
    // Node's recursive mkdir answers ENOENT on a read-only disk; the plain one tells the truth.
    await mkdir(dataDir, { recursive: true, mode: 0o711 }).catch(() => mkdir(dataDir, { mode: 0o711 }));
    // Where earlier releases left finished exports in the clear.
    await rm(join(dataDir, 'exports'), { recursive: true, force: true });
    if (process.getuid?.() === 0) await letDatabasePass(await realpath(dataDir));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw /^(EEXIST|ENOTDIR)$/.test(code) ? notAFolder(dataDir) : toStartProblem(error, dataDir);
  }
}

const notAFolder = (path: string): StartProblem =>
  new StartProblem('no_permission', `${path} is no folder: set SOJOURN_DATA to the path of one.`);

const PASS = 0o001;
const isClosed = async (folder: string): Promise<boolean> => ((await stat(folder)).mode & PASS) === 0;

async function letDatabasePass(dataDir: string): Promise<void> {
  if (await isClosed(dataDir)) await chmod(dataDir, ((await stat(dataDir)).mode & 0o777) | PASS);
  const link = join(dataDir, 'postgres');
  if (existsSync(link)) return;
  for (let above = dirname(dataDir); above !== dirname(above); above = dirname(above)) {
    if (!(await isClosed(above))) continue;
    const name = `${basename(dataDir)}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
    const elsewhere = join('/var/lib/sojourn', name);
    await mkdir(elsewhere, { recursive: true, mode: 0o755 });
    await symlink(elsewhere, link);
    return;
  }
}

// No vowels and no look-alikes: a code to read from a screen and type.
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ23456789';

/** The code that first-run set-up asks for, made once: whoever may read the server's output may set it up. */
export async function readSetUpCode(dataDir: string): Promise<string> {
  const file = join(dataDir, 'set-up-code');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const code = Array.from(
      { length: 12 },
      (_, i) => (i > 0 && i % 4 === 0 ? '-' : '') + LETTERS[randomInt(LETTERS.length)],
    ).join('');
    await writeFile(file, `${code}\n`, { mode: 0o600, flag: 'wx' }).catch((error) => {
      throw toStartProblem(error, dataDir);
    });
    return code;
  }
}
