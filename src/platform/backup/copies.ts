import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { audit } from '#platform/audit/audit.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import type { ArchiveBucket } from './bucket.ts';
import { platformOf } from './service.ts';
import * as store from './store/schedule.ts';

/**
 * Brings the bucket up to the list: copies what has no copy there (also what an earlier backup could not), and removes the
 * copies of archives that went. Each is noted by itself, so that what was done stays done.
 * @throws BackupProblem `bucket`
 */
export async function settleCopies(context: JobContext<unknown>, bucket: ArchiveBucket): Promise<void> {
  const { db, now, signal, progress } = context;
  const actor = platformOf(context);
  const note = (id: string, copy: string | null, action: string): Promise<void> =>
    db.withActor(actor, async (tx) => {
      await store.noteCopy(tx, id, copy);
      await audit(tx, actor, { action, entity: 'backup.archive', entityId: id, at: now });
    });
  for (const one of await db.withActor(actor, (tx) => store.listUnsettled(tx, bucket.address))) {
    signal.throwIfAborted();
    if (one.copy?.startsWith(bucket.address)) {
      await bucket.remove(basename(one.path));
      await note(one.id, null, 'backup.copy_removed');
    } else if (existsSync(one.path)) {
      await progress(0, one.bytes, 'copying');
      const copy = await bucket.copy(one.path, (bytes) => progress(bytes, one.bytes, 'copying'));
      await note(one.id, copy, 'backup.archive_copied');
    }
  }
}
