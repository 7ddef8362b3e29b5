import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackupReport, writeBackup } from '#platform/backup/backup.ts';
import { openObjects } from '#platform/files/open-contents.ts';
import { type Config, readConfig } from '#server/config.ts';
import { productRoot, productVersion } from '#server/root.ts';
import { withOwner } from '../owner.ts';
import { readBackupKey } from './key.ts';
import { describeBackup, run } from './report.ts';

const USAGE = `sojourn backup <folder or file> [--demo]

Writes database, files and keys into one sealed archive, beside a running server or on a database at rest. In a folder the
archive is named by its time. The key comes from SOJOURN_BACKUP_KEY, from the file of SOJOURN_BACKUP_KEY_FILE, or is asked.
Keep the key elsewhere: without it nobody opens the archive.

Ends with 0 when all is saved, 1 when the archive was written but files were already missing or damaged, 2 when there is
no archive.`;

/** `sojourn backup`: one sealed archive, online. */
export const backupCommand = (args: string[]): Promise<number> =>
  run(args, USAGE, async ({ place, demonstration, signal }) => {
    if (!place) {
      console.error(USAGE);
      return 2;
    }
    const config = readConfig(process.env, productRoot, demonstration);
    const secret = await readBackupKey(process.env, true);
    const report = await backUp(config, await archivePath(place), secret, signal);
    console.log(describeBackup(report));
    return report.faults.length === 0 ? 0 : 1;
  });

async function archivePath(place: string): Promise<string> {
  const path = resolve(place);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return path;
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  return join(path, `sojourn-${time}.backup`);
}

export const backUp = (
  config: Config,
  archive: string,
  secret: string,
  signal: AbortSignal,
): Promise<BackupReport> =>
  withOwner(config, (ownerUrl) =>
    writeBackup({
      ownerUrl,
      dataDir: config.dataDir,
      objects: openObjects(config.dataDir, config.files.s3),
      archive,
      secret,
      product: productVersion(),
      now: new Date(),
      signal,
    }),
  );
