import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { type AttachmentRow, findAttachment } from '../store/attachment.ts';
import * as store from '../store/removed.ts';
import { note } from './attachment.ts';

const DAY = 86_400_000;
const BATCH = 200;

/** When a removed file is purged by itself. */
export const purgedFrom = (removedAt: Date, keepDays: number): Date =>
  new Date(removedAt.getTime() + keepDays * DAY);

/** One that was removed and that the caller may bring back; any other is not there. */
async function getRemoved(tx: Tx, id: string): Promise<store.RemovedRow> {
  const row = await store.findRemoved(tx, id);
  if (!row) throw notFound('file');
  return row;
}

/** Brings a removed file back to its record. */
export async function restoreAttachment(
  tx: Tx,
  actor: RequestActor,
  id: string,
  now: Date,
): Promise<AttachmentRow> {
  const row = await getRemoved(tx, id);
  // Somebody brought it back, or purged it, in between.
  if (!(await store.restore(tx, id, now))) throw notFound('file');
  await note(tx, actor, row, { action: 'files.attachment_restored', after: { class: row.class } }, now);
  return (await findAttachment(tx, id))!;
}

/** Purges a removed file before its time; the log keeps that it was there, by id, and why it went. */
export async function purgeAttachment(
  tx: Tx,
  actor: RequestActor,
  id: string,
  reason: string,
  now: Date,
): Promise<void> {
  const row = await getRemoved(tx, id);
  if (row.state === 'checking')
    throw conflict('files.being_checked', 'This file is still being looked into: try again in a moment.');
  if (!(await store.purge(tx, id))) throw notFound('file');
  await note(tx, actor, row, { action: 'files.attachment_purged', after: { class: row.class }, reason }, now);
}

/** Purges what was removed `keepDays` ago, each with its entry. @returns how many went */
export async function purgeExpired(db: Db, actor: Actor, keepDays: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keepDays * DAY);
  for (let purged = 0; ; ) {
    const gone = await db.withActor(actor, async (tx) => {
      const rows = await store.lockRemovedBefore(tx, before, BATCH);
      for (const row of rows) {
        await store.purge(tx, row.id);
        await note(tx, actor, row, { action: 'files.attachment_purged', after: { class: row.class } }, now);
      }
      return rows.length;
    });
    purged += gone;
    if (gone < BATCH) return purged;
  }
}
