import { readFile } from 'node:fs/promises';
import { BackupProblem } from '#platform/backup/problems.ts';
import { askHidden } from '../terminal.ts';

const LEAST = 12;

/**
 * The passphrase or key of backups: from SOJOURN_BACKUP_KEY, from the file of SOJOURN_BACKUP_KEY_FILE, or asked at the
 * terminal. Never an argument, which every user of the machine could read.
 * @param twice asked again, where a slip would make an archive that nobody opens
 * @throws BackupProblem `no_key`
 */
export async function readBackupKey(env: NodeJS.ProcessEnv, twice: boolean): Promise<string> {
  const key =
    env.SOJOURN_BACKUP_KEY || (await keyFromFile(env.SOJOURN_BACKUP_KEY_FILE)) || (await ask(twice));
  if (key.length >= LEAST) return key;
  throw new BackupProblem(
    'no_key',
    `The backup key is shorter than ${LEAST} characters: choose a longer one.`,
  );
}

async function keyFromFile(path: string | undefined): Promise<string | undefined> {
  if (!path) return undefined;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem('no_key', `The key file ${path} cannot be read (${error.code}).`);
  });
  return text.trim();
}

async function ask(twice: boolean): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new BackupProblem(
      'no_key',
      'There is no backup key: set SOJOURN_BACKUP_KEY_FILE to a file that holds one (for example made by "openssl rand -base64 32"), or SOJOURN_BACKUP_KEY.',
    );
  }
  const key = await askSecret('Backup key: ');
  if (twice && (await askSecret('The same again: ')) !== key)
    throw new BackupProblem('no_key', 'The two keys are not the same.');
  return key;
}

const askSecret = (question: string): Promise<string> =>
  askHidden(question).catch((error: Error) => {
    throw new BackupProblem('no_key', error.message);
  });
