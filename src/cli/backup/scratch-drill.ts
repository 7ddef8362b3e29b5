import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Drill } from '#platform/backup/drill.ts';
import { BackupProblem } from '#platform/backup/problems.ts';
import type { Config } from '#server/config.ts';
import { restoreTo } from './restore.ts';
import { openStaging } from './staging.ts';

/**
 * The drill of a running server: a restore into a folder of the temporary ones with a database of its own, whose name is
 * that of the installation, so that the next drill finds and ends what a killed server left.
 */
export const scratchDrill =
  ({ dataDir, rootKey }: Pick<Config, 'dataDir' | 'rootKey'>): Drill =>
  async (archive, secret, signal) => {
    const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
    const folder = join(tmpdir(), `sojourn-drill-${name}`);
    await clear(folder);
    await mkdir(folder, { mode: 0o711 });
    // As root the database runs as another user, who passes through.
    await chmod(folder, 0o711);
    try {
      const target = { dataDir: join(folder, 'data'), databaseUrl: undefined, rootKey };
      const { report, audit } = await restoreTo(target, archive, secret, signal);
      const { rows, files, seconds, faults } = report;
      return { rows, files, seconds, faults: faults.length, findings: audit.findingsTotal };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

/** Also stops the database of a drill that was killed. @throws StartProblem while another drill works there */
async function clear(folder: string): Promise<void> {
  if (existsSync(join(folder, 'data'))) {
    const left = await openStaging(join(folder, 'data')).catch((error: unknown) => {
      // A restore that was whole already, and stopped its database.
      if (error instanceof BackupProblem && error.code === 'not_empty') return undefined;
      throw error;
    });
    await left?.clear();
  }
  await rm(folder, { recursive: true, force: true });
}
