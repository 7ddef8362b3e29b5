import type { JobDefinition } from '#platform/jobs/job.ts';
import type { ContentStore } from './contents.ts';
import { forgetOrphans, maySweep } from './store/content.ts';

const DAY = 86_400_000;

/** Removes contents that nothing has pointed to for a day, and leftovers of requests that died. */
export const sweepFiles = (contents: ContentStore): JobDefinition => ({
  name: 'files.sweep',
  cron: '17 */6 * * *',
  quiet: true,
  async run({ db, now, log }) {
    const before = new Date(now.getTime() - DAY);
    const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'files.sweep' } as const;
    let removed = 0;
    for (;;) {
      const gone = await db.withActor(actor, async (tx) => {
        if (!(await maySweep(tx))) return 0;
        const orphans = await forgetOrphans(tx, before, 200);
        for (const { sha256 } of orphans) await contents.remove(sha256);
        return orphans.length;
      });
      removed += gone;
      if (gone < 200) break;
    }
    const temporary = await contents.sweepTemporary(before);
    if (removed + temporary > 0) log.info({ removed, temporary }, 'files swept');
  },
});
