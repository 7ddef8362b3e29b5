import { join } from 'node:path';
import type { JobDefinition } from '#platform/jobs/job.ts';
import { createBlobFolder } from './blob-folder.ts';
import { forgetOrphans, maySweep } from './store.ts';

const DAY = 86_400_000;

/** Where the contents lie inside the data folder. */
export const blobDir = (dataDir: string): string => join(dataDir, 'files');

/** Removes contents that nothing has pointed to for a day, and leftovers of requests that died. */
export const sweepFiles: JobDefinition = {
  name: 'files.sweep',
  cron: '17 */6 * * *',
  quiet: true,
  async run({ db, now, dataDir, log }) {
    const folder = createBlobFolder(blobDir(dataDir));
    const before = new Date(now.getTime() - DAY);
    const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'files.sweep' } as const;
    let removed = 0;
    for (;;) {
      const gone = await db.withActor(actor, async (tx) => {
        if (!(await maySweep(tx))) return 0;
        const orphans = await forgetOrphans(tx, before, 200);
        for (const { sha256 } of orphans) await folder.remove(sha256);
        return orphans.length;
      });
      removed += gone;
      if (gone < 200) break;
    }
    const temporary = await folder.sweepTemporary(before);
    if (removed + temporary > 0) log.info({ removed, temporary }, 'files swept');
  },
};
