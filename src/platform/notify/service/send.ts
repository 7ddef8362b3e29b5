import type { Actor, Db } from '#platform/db/tx.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import type { Outcome, Sender } from '../channel.ts';
import { type Channel, digestDue, nextTry, plan } from '../domain/plan.ts';
import { type Settled, settle, wayOf } from '../domain/preference.ts';
import * as store from '../store/delivery.ts';
import { getAgency } from '../store/settings.ts';
import { addStopLink } from '../store/stop.ts';
import { type Kinds, messageOf } from '../words.ts';

/** What sends: the ways out that are open now. */
export interface Sending {
  kinds: Kinds;
  publicUrl: () => string;
  /** Undefined while the channel is not set up: what was planned waits. */
  open(channel: Channel, db: Db): Promise<Sender | undefined>;
  /** Whether anything is planned for the channel. */
  isOpen(channel: Channel, db: Db): Promise<boolean>;
}

type Running = Pick<JobContext<unknown>, 'db' | 'now' | 'signal'>;

const serverActor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'notify' };
const PLANNED_AT_ONCE = 500;
/** Small, so that a claim never outlives the time that its messages take. */
const SENT_AT_ONCE = 8;

/** Chooses the ways of every new notice, then sends what is due. May run on several servers at once. */
export async function dispatch(running: Running, sending: Sending): Promise<void> {
  const open = {
    email: await sending.isOpen('email', running.db),
    push: await sending.isOpen('push', running.db),
  };
  while ((await planSome(running, sending, open)) === PLANNED_AT_ONCE) running.signal.throwIfAborted();
  for (const channel of ['email', 'push'] as const)
    if (open[channel]) await sendDue(running, sending, channel);
}

const planSome = (
  { db, now }: Running,
  { kinds }: Sending,
  open: Record<Channel, boolean>,
): Promise<number> =>
  db.withActor(serverActor, async (tx) => {
    const agency = await getAgency(tx);
    const rows = await store.takeUnplanned(tx, PLANNED_AT_ONCE);
    for (const row of rows) {
      const security = kinds.isSecurity(row.kind);
      if (row.read && !security) continue;
      const ways = plan(
        { kind: row.kind, urgency: row.urgency, security },
        settle(row.settings, agency.settings),
        { email: open.email, push: open.push && row.devices > 0 },
        now,
      );
      for (const way of ways) await store.addDelivery(tx, { ...row, security }, way, now);
    }
    return rows.length;
  });

async function sendDue(running: Running, sending: Sending, channel: Channel): Promise<void> {
  const { db, signal } = running;
  const begun = performance.now();
  // Claims and pauses are reckoned from the moment itself: a long queue takes longer than a claim holds.
  const time = () => new Date(running.now.getTime() + performance.now() - begun);
  const sender = await sending.open(channel, db);
  if (!sender) return;
  try {
    for (;;) {
      signal.throwIfAborted();
      const rows = await db.withActor(serverActor, (tx) => store.takeDue(tx, channel, SENT_AT_ONCE, time()));
      if (rows.length === 0) return;
      await Promise.all(
        rows.map((row) => sendOne({ ...running, now: time() }, sending, sender, { ...row, channel })),
      );
    }
  } finally {
    await sender.close();
  }
}

/** A server killed between sending and noting it sends again after the claim has ended, under the same identifier. */
async function sendOne(
  { db, now }: Running,
  sending: Sending,
  sender: Sender,
  row: store.DueRow & { channel: Channel },
): Promise<void> {
  if (row.stale) {
    const dropped = { state: 'dropped', reason: null } as const;
    await db.withActor(serverActor, (tx) => store.settleDelivery(tx, row.id, dropped, undefined, now));
    return;
  }
  const publicUrl = sending.publicUrl();
  const token = row.channel === 'email' ? await stopTokenOf(db, row, sending.kinds, now) : undefined;
  const stop = token && `${publicUrl}/unsubscribe/${token}`;
  const message = await messageOf({ ...row, noticeId: row.notice_id, publicUrl, stop }, sending.kinds);
  const outcome: Outcome = await sender.deliver(message, { accountId: row.account_id, email: row.email });
  const again = outcome.state === 'retry' ? nextTry(row.tries, row.created_at, now) : undefined;
  const settled =
    outcome.state === 'retry' && !again ? ({ state: 'given_up', reason: outcome.reason } as const) : outcome;
  await db.withActor(serverActor, (tx) => store.settleDelivery(tx, row.id, settled, again, now));
}

/** The secret by which the reader of this mail stops its kind; none for what they cannot stop. Kept as its hash alone. */
function stopTokenOf(db: Db, row: store.DueRow, kinds: Kinds, now: Date): Promise<string | undefined> {
  if (row.kind !== null && kinds.isSecurity(row.kind)) return Promise.resolve(undefined);
  return db.withActor(serverActor, async (tx) => {
    const { settings } = await getAgency(tx);
    if (row.kind !== null && settings.kinds?.[row.kind]?.fixed?.includes('email')) return undefined;
    const token = newSecret();
    await addStopLink(tx, { hash: secretHash(token), accountId: row.account_id, kind: row.kind }, now);
    return token;
  });
}

/** Gathers the digest of everyone whose hour has come. Looked at each quarter of an hour. */
export async function gatherDigests({ db, now }: Running, { kinds, isOpen }: Sending): Promise<void> {
  if (!(await isOpen('email', db))) return;
  await db.withActor(serverActor, async (tx) => {
    const agency = await getAgency(tx);
    const people = new Map<string, store.UnreadRow[]>();
    for (const row of await store.unreadSinceDigest(tx, now))
      people.set(row.account_id, [...(people.get(row.account_id) ?? []), row]);
    for (const [accountId, rows] of people) {
      const settled = settle(rows[0]!.settings, agency.settings);
      const day = digestDue(settled, rows[0]!.last_day, now);
      if (day) await store.addDigest(tx, { accountId, day, counts: countsOf(rows, settled, kinds) }, now);
    }
  });
}

function countsOf(rows: readonly store.UnreadRow[], settled: Settled, kinds: Kinds): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, urgency, n } of rows) {
    const way = wayOf({ kind, urgency, security: kinds.isSecurity(kind) }, settled);
    if (way.email === 'digest') counts[kind] = (counts[kind] ?? 0) + n;
  }
  return counts;
}

export const sweepOld = ({ db, now }: Running): Promise<unknown> =>
  db.withActor(serverActor, (tx) => store.sweep(tx, now));
