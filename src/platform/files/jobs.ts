import type { JobDefinition } from '#platform/jobs/job.ts';
import { enqueue } from '#platform/jobs/store.ts';
import type { FilesConfig } from './config.ts';
import type { ContentStore } from './contents.ts';
import { purgeExpired } from './service/removed.ts';
import { takeIn } from './service/take-in.ts';
import { dropParts, TAKE_IN } from './service/upload.ts';
import { listUnchecked } from './store/attachment.ts';
import { forgetOrphans, maySweep } from './store/content.ts';
import * as uploads from './store/upload.ts';

const DAY = 86_400_000;
const UNCHECKED_MS = 1_800_000;

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

/** Purges what was removed from records long ago; contents that nothing points to then go with `files.sweep`. */
export const sweepRemoved = (config: FilesConfig): JobDefinition => ({
  name: 'files.sweep_removed',
  cron: '7 2 * * *',
  quiet: true,
  async run({ db, actor, now, log }) {
    const purged = await purgeExpired(db, actor, config.keepRemovedDays, now);
    if (purged > 0) log.info({ purged }, 'removed files purged');
  },
});

/** Removes uploads that nobody went on with, and asks again for files that nobody looked into. */
const sweepUploads = (config: FilesConfig): JobDefinition => ({
  name: 'files.sweep_uploads',
  cron: '*/10 * * * *',
  quiet: true,
  async run({ db, actor, now, log }) {
    const expired = await db.withActor(actor, (tx) => uploads.listExpired(tx, now));
    for (const { id } of expired) {
      const parts = await db.withActor(actor, (tx) => uploads.listParts(tx, id));
      await dropParts(config, parts);
      await db.withActor(actor, (tx) => uploads.deleteUpload(tx, id));
    }
    if (expired.length > 0) log.info({ expired: expired.length }, 'uploads swept');
    await db.withActor(actor, async (tx) => {
      // A scanner that was away for longer than a job is tried again.
      for (const { id } of await listUnchecked(tx, new Date(now.getTime() - UNCHECKED_MS)))
        await enqueue(tx, TAKE_IN, { attachmentId: id }, `${TAKE_IN} ${id}`);
    });
  },
});

export const jobs = (config: FilesConfig): readonly JobDefinition[] => [
  sweepFiles(config.contents),
  sweepUploads(config),
  sweepRemoved(config),
  { name: TAKE_IN, run: (context) => takeIn(config, context) },
];
