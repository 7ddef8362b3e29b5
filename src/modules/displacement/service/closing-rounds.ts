import type { Actor } from '#platform/db/tx.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { notify } from '#platform/notify/notify.ts';
import { listClosingRounds } from '../store/closing.ts';

/** Time to visit the places that are still missing. Our own choice, of 22 November 2026. */
const DAYS_BEFORE = 3;

/** Tells those who lead a round that its collection ends in a few days, and again on the last day. */
export async function tellClosingRounds({ db, now }: Pick<JobContext<unknown>, 'db' | 'now'>): Promise<void> {
  const actor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'displacement.closing' };
  await db.withActor(actor, async (tx) => {
    for (const round of await listClosingRounds(tx, now.toISOString().slice(0, 10), DAYS_BEFORE))
      await notify(tx, {
        kind: 'displacement.round_closing',
        to: round.accounts,
        entity: 'displacement.round',
        entityId: round.id,
        values: { code: round.code, day: round.ends_on },
        urgency: 'soon',
        key: `displacement.round_closing:${round.id}:${round.ends_on}`,
        at: now,
      });
  });
}
