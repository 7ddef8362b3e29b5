import { join } from 'node:path';
import type { Drill } from '#platform/backup/drill.ts';
import type { Config } from '#server/config.ts';
import { restoreTo } from './restore.ts';
import { inScratch } from './scratch.ts';

/** The drill of a running server: a restore into a folder of the temporary ones with a database of its own. */
export const scratchDrill =
  ({ rootKey }: Pick<Config, 'rootKey'>): Drill =>
  (archive, secret, signal) =>
    inScratch(async (folder) => {
      const target = { dataDir: join(folder, 'data'), databaseUrl: undefined, rootKey };
      const { report, audit } = await restoreTo(target, archive, secret, signal);
      const { rows, files, seconds, faults } = report;
      return { rows, files, seconds, faults: faults.length, findings: audit.findingsTotal };
    });
