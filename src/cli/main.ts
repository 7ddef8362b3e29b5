import { BackupProblem } from '#platform/backup/problems.ts';
import { StartProblem } from '#platform/db/embedded/problems.ts';
import { MigrateProblem } from '#platform/db/migrate/problems.ts';
import { VaultProblem } from '#platform/vault/vault-problem.ts';
import { ConfigProblem, readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { listCommand } from './backup/archive-place.ts';
import { backupCommand } from './backup/backup.ts';
import { drillCommand } from './backup/drill.ts';
import { restoreCommand } from './backup/restore.ts';
import { keysCommand } from './keys/keys.ts';
import { recoverCommand } from './recover.ts';
import { startCommand } from './start.ts';

const USAGE = `sojourn <command>

  start          run the product; data under SOJOURN_DATA, address by SOJOURN_HOST and SOJOURN_PORT
  demo           run a demonstration operation with invented people in a data folder of its own
  audit verify   check the whole audit log and say where it was tampered with
  backup         write everything into one sealed archive, while the server runs
  restore        bring an archive back into an empty data folder or database
  recover        print a one-time link for an administrator who lost every way in
  backup drill   prove that a backup restores, in a temporary place
  backup list    list the backups in the bucket of backups
  keys           list, verify, rotate, change-root, destroy: the keys of sealed values

Settings: SOJOURN_DATA, SOJOURN_HOST, SOJOURN_PORT, SOJOURN_URL, SOJOURN_LOG, SOJOURN_TRUST_PROXY, DATABASE_URL,
SOJOURN_BACKUP_KEY or SOJOURN_BACKUP_KEY_FILE; SOJOURN_KEY, SOJOURN_KEY_FILE, SOJOURN_PASSPHRASE or
SOJOURN_PASSPHRASE_FD where the root key of sealed values is no file of the data folder`;

const commands: Record<string, (args: string[]) => Promise<number | undefined>> = {
  start: () => startCommand(false),
  demo: () => startCommand(true),
  'audit verify': auditVerifyCommand,
  backup: backupCommand,
  'backup drill': drillCommand,
  'backup list': (args) => listCommand(args, () => readConfig(process.env, productRoot, false)),
  keys: keysCommand,
  restore: restoreCommand,
  recover: recoverCommand,
};

async function main(args: string[]): Promise<number | undefined> {
  const two = args.slice(0, 2).join(' ');
  const command = commands[two] ?? commands[args[0] ?? ''];
  if (!command) {
    console.error(USAGE);
    return args.length === 0 || args[0] === 'help' || args[0] === '--help' ? 0 : 2;
  }
  return command(args.slice(commands[two] ? 2 : 1));
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    const plain =
      error instanceof StartProblem ||
      error instanceof BackupProblem ||
      error instanceof MigrateProblem ||
      error instanceof ConfigProblem ||
      error instanceof VaultProblem;
    console.error(plain ? (error as Error).message : error);
    process.exit(1);
  },
);
