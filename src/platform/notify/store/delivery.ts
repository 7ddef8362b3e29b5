import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Language } from '#platform/i18n/language.ts';
import type { Outcome } from '../channel.ts';
import type { Channel, Planned } from '../domain/plan.ts';
import type { Preference, Urgency } from '../domain/preference.ts';

export interface UnplannedRow {
  id: string;
  account_id: string;
  kind: string;
  urgency: Urgency;
  read: boolean;
  settings: Preference;
  devices: number;
}

export const takeUnplanned = (tx: Tx, most: number): Promise<UnplannedRow[]> =>
  rawQuery<UnplannedRow>(tx, 'select * from notify.take_unplanned($1)', [most]);

export const addDelivery = (
  tx: Tx,
  notice: { id: string; account_id: string; security: boolean },
  { channel, dueAt }: Planned,
  now: Date,
): Promise<unknown> =>
  rawQuery(
    tx,
    `insert into notify.delivery (account_id, notice_id, channel, security, due_at, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [notice.account_id, notice.id, channel, notice.security, dueAt, now],
  );

export interface DueRow {
  id: string;
  notice_id: string | null;
  account_id: string;
  kind: string | null;
  counts: Record<string, number> | null;
  urgency: Urgency;
  email: string;
  language: Language;
  tries: number;
  created_at: Date;
  stale: boolean;
}

/** Longer than any single try may take. */
const CLAIM = '5 minutes';

export const takeDue = (tx: Tx, channel: Channel, most: number, now: Date): Promise<DueRow[]> =>
  rawQuery<DueRow>(tx, `select * from notify.take_due($1, $2, $3, '${CLAIM}')`, [channel, most, now]);

/** @param again when it is to be tried again; it is over when absent */
export const settleDelivery = (
  tx: Tx,
  id: string,
  outcome: Outcome | { state: 'dropped' | 'given_up'; reason: string | null },
  again: Date | undefined,
  now: Date,
): Promise<unknown> =>
  rawQuery(
    tx,
    `update notify.delivery set state = $2, reason = $3, due_at = coalesce($4, due_at), claimed_until = null,
            done_at = case when $4::timestamptz is null then $5::timestamptz end
      where id = $1 and state = 'sending'`,
    [id, again ? 'waiting' : outcome.state, 'reason' in outcome ? outcome.reason : null, again ?? null, now],
  );

export interface UnreadRow {
  account_id: string;
  kind: string;
  urgency: Urgency;
  n: number;
  settings: Preference;
  last_day: string | null;
}

export const unreadSinceDigest = (tx: Tx, now: Date): Promise<UnreadRow[]> =>
  rawQuery<UnreadRow>(tx, 'select * from notify.unread_since_digest($1)', [now]);

/** Notes the digest of a day; one with nothing in it is noted and not sent. */
export async function addDigest(
  tx: Tx,
  digest: { accountId: string; day: string; counts: Readonly<Record<string, number>> },
  now: Date,
): Promise<void> {
  await rawQuery(
    tx,
    `insert into notify.digest (account_id, day, at) values ($1, $2, $3)
     on conflict (account_id) do update set day = excluded.day, at = excluded.at`,
    [digest.accountId, digest.day, now],
  );
  if (Object.keys(digest.counts).length === 0) return;
  await rawQuery(
    tx,
    `insert into notify.delivery (account_id, digest_day, counts, channel, due_at, created_at)
     values ($1, $2, $3, 'email', $4, $4) on conflict do nothing`,
    [digest.accountId, digest.day, JSON.stringify(digest.counts), now],
  );
}

export const sweep = (tx: Tx, now: Date): Promise<unknown> => rawQuery(tx, 'select notify.sweep($1)', [now]);
