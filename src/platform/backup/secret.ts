import { readFile } from 'node:fs/promises';
import { BackupProblem } from './problems.ts';

/** Fewer characters are no passphrase for all the data there is. */
export const SECRET_LEAST = 12;

/**
 * The passphrase or key of backups from SOJOURN_BACKUP_KEY, else from the file of SOJOURN_BACKUP_KEY_FILE; undefined where
 * neither is set.
 * @throws BackupProblem `no_key` when it is set and cannot be used
 */
export async function secretOfEnvironment(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const secret = env.SOJOURN_BACKUP_KEY || (await secretFromFile(env.SOJOURN_BACKUP_KEY_FILE));
  if (!secret || secret.length >= SECRET_LEAST) return secret;
  throw tooShort();
}

export const tooShort = (): BackupProblem =>
  new BackupProblem(
    'no_key',
    `The backup key (SOJOURN_BACKUP_KEY, or the file of SOJOURN_BACKUP_KEY_FILE) is shorter than ${SECRET_LEAST} characters: choose a longer one.`,
  );

async function secretFromFile(path: string | undefined): Promise<string | undefined> {
  if (!path) return undefined;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem(
      'no_key',
      `The key file ${path} of SOJOURN_BACKUP_KEY_FILE cannot be read (${error.code}).`,
    );
  });
  // An empty file is a key that is too short, not one that is not set.
  return text.trim() || ' ';
}
