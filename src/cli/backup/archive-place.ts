import { resolve } from 'node:path';
import { type ArchiveBucket, openArchiveBucket } from '#platform/backup/bucket.ts';
import { type Config, ConfigProblem } from '#server/config.ts';
import { run } from './report.ts';

const IN_BUCKET = 's3:';

/** The bucket of the backups. @throws ConfigProblem where none is set up */
function bucketOf({ backupBucket }: Pick<Config, 'backupBucket'>): ArchiveBucket {
  if (backupBucket) return openArchiveBucket(backupBucket);
  throw new ConfigProblem(
    'no bucket of backups is set up: set SOJOURN_BACKUP_S3_ENDPOINT and what belongs to it.',
  );
}

/** An archive as it was named on the command line: a file, or `s3:<name>` in the bucket of the backups. */
export const archiveAt = (
  config: Pick<Config, 'backupBucket'>,
  place: string,
  signal?: AbortSignal,
): string | AsyncIterable<Buffer> =>
  place.startsWith(IN_BUCKET) ? bucketOf(config).open(place.slice(IN_BUCKET.length), signal) : resolve(place);

const USAGE = `sojourn backup list

Lists the backups in the bucket of SOJOURN_BACKUP_S3_BUCKET, oldest first, as "sojourn restore" takes them.`;

/** `sojourn backup list`: what can be restored from the bucket, asked on a machine that has nothing yet. */
export const listCommand = (args: string[], readConfig: () => Config): Promise<number> =>
  run(args, USAGE, async () => {
    const bucket = bucketOf(readConfig());
    const found = await bucket.list();
    for (const { name, bytes } of found) console.log(`${IN_BUCKET}${name}  ${(bytes / 1e6).toFixed(1)} MB`);
    if (found.length === 0) console.log(`There is no backup in ${bucket.address}.`);
    return 0;
  });
