import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { withTerminal } from '../terminal.ts';
import { archiveAt } from './archive-place.ts';
import { backUp } from './backup.ts';
import { readBackupKey } from './key.ts';
import { describeBackup, describeRestore, run } from './report.ts';
import { restoreTo, soundness } from './restore.ts';
import { inScratch } from './scratch.ts';

const USAGE = `sojourn backup drill [archive] [--demo]

Proves that a backup restores: restores the archive (or, without one, a backup made now under a key of the moment) into a
temporary folder with a database of its own, compares every row and file, checks the audit log, and removes all of it. It
needs room for a copy of everything below the folder of TMPDIR.

Ends as "sojourn restore" does.`;

/** `sojourn backup drill`: backup and restore in a temporary place. */
export const drillCommand = (args: string[]): Promise<number> =>
  run(args, USAGE, async ({ place: given, demonstration, signal }) => {
    const config = withTerminal(readConfig(process.env, productRoot, demonstration));
    return inScratch(async (folder) => {
      const secret = given ? await readBackupKey(process.env, false) : randomBytes(32).toString('base64');
      const archive = given ? archiveAt(config, given, signal) : join(folder, 'drill.backup');
      if (typeof archive === 'string' && !given)
        console.log(describeBackup(await backUp(config, archive, secret, signal)));
      const target = { dataDir: join(folder, 'data'), databaseUrl: undefined, rootKey: config.rootKey };
      const restored = await restoreTo(target, archive, secret, signal);
      console.log(describeRestore(restored.report, restored.audit));
      console.log(
        soundness(restored) === 0 ? 'The drill passed.' : 'The drill restored, with the findings above.',
      );
      return soundness(restored);
    });
  });
