import type { Actor, Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import { publish } from '#platform/live/live.ts';
import type { marks } from '../contract/inbox.ts';
import * as store from '../store/inbox.ts';

/** An inbox is read by its person, not by a token that acts for them elsewhere. */
export function inPerson(actor: Actor): string {
  if (actor.kind !== 'person' || !actor.accountId)
    throw new Problem(403, 'identity.in_person_only', { detail: 'An API token has no inbox.' });
  return actor.accountId;
}

/** Marks those of the actor's notices; others are not there. Other windows of the same person follow. */
export async function markNotices(
  tx: Tx,
  actor: Actor,
  input: { ids: readonly string[]; as: (typeof marks)[number] },
  now: Date,
): Promise<void> {
  const account = inPerson(actor);
  await store.markInbox(tx, input.ids, input.as, now);
  await publish(tx, [account], { topic: 'notify.notice' });
}

export async function readAllNotices(tx: Tx, actor: Actor, until: string, now: Date): Promise<void> {
  const account = inPerson(actor);
  await store.readAll(tx, until, now);
  await publish(tx, [account], { topic: 'notify.notice' });
}
