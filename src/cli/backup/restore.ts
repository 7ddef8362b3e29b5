import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPublicKeys } from '#platform/audit/signer.ts';
import { type VerifyResult, verifyLog } from '#platform/audit/verify.ts';
import { witnessPath } from '#platform/audit/witness.ts';
import { openArchive } from '#platform/backup/open-archive.ts';
import { loadArchive, type RestoreReport } from '#platform/backup/restore.ts';
import { startEmbedded } from '#platform/db/embedded/start.ts';
import { findSlices } from '#platform/db/slices.ts';
import { createS3Objects } from '#platform/files/objects/s3.ts';
import { proveKeys, refuseWithoutRoot } from '#platform/vault/prove-keys.ts';
import { type Config, readConfig } from '#server/config.ts';
import { productRoot, productVersion, sourceRoot } from '#server/root.ts';
import { withTerminal } from '../terminal.ts';
import { archiveAt } from './archive-place.ts';
import { readBackupKey } from './key.ts';
import { describeRestore, run } from './report.ts';
import { openStaging, type Staging } from './staging.ts';

const USAGE = `sojourn restore <archive> [--demo]

Brings an archive (a file, or s3:<name> of "sojourn backup list") back into the data folder of SOJOURN_DATA, which must be empty (and into the database of DATABASE_URL,
where that is set, which must be empty too), compares every row and file with the archive, and checks the audit log and
that every key of sealed values opens. A root key that is not a file comes from SOJOURN_KEY or SOJOURN_PASSPHRASE. The key of
the archive comes from SOJOURN_BACKUP_KEY, from the file of SOJOURN_BACKUP_KEY_FILE, or is asked. Nothing is left of a restore
that failed.

Ends with 0 when all came back, 1 when it did but the audit log or files were damaged before, 2 when nothing was restored.`;

interface Restored {
  report: RestoreReport;
  audit: VerifyResult;
}

/** `sojourn restore`: an archive into an empty place, all of it or nothing. */
export const restoreCommand = (args: string[]): Promise<number> =>
  run(args, USAGE, async ({ place, demonstration, signal }) => {
    if (!place) {
      console.error(USAGE);
      return 2;
    }
    const config = withTerminal(readConfig(process.env, productRoot, demonstration));
    const secret = await readBackupKey(process.env, false);
    const restored = await restoreTo(config, archiveAt(config, place, signal), secret, signal);
    console.log(describeRestore(restored.report, restored.audit));
    return soundness(restored);
  });

export const soundness = ({ report, audit }: Restored): number =>
  report.faults.length === 0 && audit.findingsTotal === 0 ? 0 : 1;

/** @throws BackupProblem, StartProblem, MigrateProblem; the target is then as empty as it was */
export async function restoreTo(
  {
    dataDir,
    databaseUrl,
    rootKey,
    files,
  }: Pick<Config, 'dataDir' | 'databaseUrl' | 'rootKey'> & { files?: Config['files'] },
  archive: string | AsyncIterable<Buffer>,
  secret: string,
  signal?: AbortSignal,
): Promise<Restored> {
  const slices = findSlices(sourceRoot);
  const opened = await openArchive({ archive, secret, product: productVersion(), slices, signal });
  try {
    if (opened.opening.root) await refuseWithoutRoot(opened.opening.root, rootKey);
    const staging = await openStaging(dataDir);
    const load = async (ownerUrl: string, placed: () => Promise<void>): Promise<Restored> => {
      let audit: VerifyResult | undefined;
      const place = async (): Promise<void> => {
        audit = await verifyIn(ownerUrl, staging.data);
        await proveKeys({ ownerUrl, dataDir: staging.data, rootKey });
        await placed();
      };
      const report = await loadArchive(opened, {
        ownerUrl,
        folder: staging.data,
        objects: files?.s3 && createS3Objects(files.s3),
        slices,
        place,
        signal,
      });
      return { report, audit: audit! };
    };
    try {
      if (databaseUrl) return await load(databaseUrl, () => staging.place());
      return await loadEmbedded(staging, (ownerUrl) => load(ownerUrl, async () => {}));
    } catch (error) {
      // What cannot be removed now is removed by the next restore; the reason of the failure is told.
      await staging.clear().catch(() => {});
      throw error;
    }
  } finally {
    await opened.close();
  }
}

async function loadEmbedded(
  staging: Staging,
  load: (ownerUrl: string) => Promise<Restored>,
): Promise<Restored> {
  const server = await startEmbedded({ dataDir: join(staging.data, 'postgres'), log: () => {} });
  const restored = await load(server.url).finally(() => server.stop());
  await staging.place();
  return restored;
}

async function verifyIn(ownerUrl: string, folder: string): Promise<VerifyResult> {
  return verifyLog({
    ownerUrl,
    publicKeys: await readPublicKeys(folder),
    // Where there was none when the backup was made, none is expected.
    witnessFile: existsSync(witnessPath(folder)) ? witnessPath(folder) : undefined,
  });
}
