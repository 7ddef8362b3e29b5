import type { Actor, Tx } from '#platform/db/tx.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { publish } from '#platform/live/live.ts';
import type { Notice } from './notice.ts';
import { addNotices, readByKey } from './store/notice.ts';

/** Sends what is due. It runs each minute anyway; what is pressing does not wait for that. */
export const DISPATCH_JOB = 'notify.dispatch';

/**
 * Tells people something inside the caller's transaction: they are told if and only if it commits. Accounts that are
 * disabled or no persons are left out. One row for each person; e-mail and push follow by the person's own rules.
 * @returns accounts that were told
 */
export async function notify(tx: Tx, notice: Notice): Promise<string[]> {
  if (notice.to.length === 0) return [];
  const told = await addNotices(tx, notice);
  await publish(tx, told, { topic: 'notify.notice' });
  if (notice.urgency === 'now' && told.length > 0) await enqueue(tx, DISPATCH_JOB, {});
  return told;
}

/**
 * Marks the actor's own notice of a key as read: they have just seen on another screen what it says. Nothing happens where
 * there is none, it was read, or a token acts.
 */
export async function noticeSeen(tx: Tx, actor: Actor, key: string, now: Date): Promise<void> {
  if (actor.accountId && (await readByKey(tx, key, now)))
    await publish(tx, [actor.accountId], { topic: 'notify.notice' });
}
