import { BackupProblem } from '#platform/backup/problems.ts';
import { SECRET_LEAST, secretOfEnvironment, tooShort } from '#platform/backup/secret.ts';
import { askHidden } from '../terminal.ts';

/**
 * The passphrase or key of backups: from SOJOURN_BACKUP_KEY, from the file of SOJOURN_BACKUP_KEY_FILE, or asked at the
 * terminal. Never an argument, which every user of the machine could read.
 * @param twice asked again, where a slip would make an archive that nobody opens
 * @throws BackupProblem `no_key`
 */
export async function readBackupKey(env: NodeJS.ProcessEnv, twice: boolean): Promise<string> {
  const key = (await secretOfEnvironment(env)) ?? (await ask(twice));
  if (key.length >= SECRET_LEAST) return key;
  throw tooShort();
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
