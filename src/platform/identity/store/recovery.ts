import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface RecoveryRow {
  id: string;
  account_id: string;
  account_name: string;
  reason: string;
  requested_by: string;
  requested_by_name: string | null;
  requester_active: boolean;
  requested_at: Date;
  expires_at: Date;
  alone: boolean;
  confirmed_at: Date | null;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  ended_by_name: string | null;
}
const RECOVERY = `select r.id, r.account_id, a.name account_name, r.reason, r.requested_by, q.name requested_by_name,
  identity.who_acts(r.requested_by) is not null requester_active, r.requested_at, r.expires_at, r.alone, r.confirmed_at,
  r.withdrawn_at, r.withdrawn_by, e.name ended_by_name
  from identity.recovery_request r
  join identity.account a on a.id = r.account_id
  left join identity.account q on q.id = r.requested_by
  left join identity.account e on e.id = coalesce(r.confirmed_by, r.withdrawn_by)`;

export interface RecoveryFilter {
  state?: string | undefined;
  accountId?: string | undefined;
  after?: { at: string; id: string } | undefined;
  limit: number;
}
export const listRecoveries = (tx: Tx, f: RecoveryFilter, now: Date) =>
  rawQuery<RecoveryRow>(
    tx,
    `${RECOVERY} where ($1::uuid is null or r.account_id = $1)
       and ($2::timestamptz is null or (r.requested_at, r.id) < ($2, $3::uuid))
       and ($4::text is null or $4 = case when r.confirmed_at is not null then 'confirmed'
         when r.withdrawn_by is not null then 'withdrawn'
         when r.withdrawn_at is null and r.expires_at > $5 then 'open' else 'expired' end)
     order by r.requested_at desc, r.id desc limit $6`,
    [f.accountId ?? null, f.after?.at ?? null, f.after?.id ?? null, f.state ?? null, now, f.limit],
  );

const findRecovery = async (tx: Tx, id: string) =>
  (await rawQuery<RecoveryRow>(tx, `${RECOVERY} where r.id = $1`, [id]))[0];

/** As `findRecovery`, and nobody else ends it meanwhile. */
export const lockRecovery = async (tx: Tx, id: string) => {
  await rawQuery(tx, 'select from identity.recovery_request where id = $1 for update', [id]);
  return findRecovery(tx, id);
};

/** Closes requests of the account that have lapsed, so that another one may be made. */
export const closeLapsed = (tx: Tx, accountId: string, now: Date) =>
  rawQuery(
    tx,
    `update identity.recovery_request set withdrawn_at = expires_at
     where account_id = $1 and confirmed_at is null and withdrawn_at is null and expires_at <= $2`,
    [accountId, now],
  );

export const insertRecovery = async (
  tx: Tx,
  r: { accountId: string; reason: string; requestedBy: string; at: Date; expiresAt: Date; alone: boolean },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into identity.recovery_request (account_id, reason, requested_by, requested_at, expires_at, alone)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [r.accountId, r.reason, r.requestedBy, r.at, r.expiresAt, r.alone],
    )
  )[0]!.id;

export const noteConfirmed = (tx: Tx, id: string, by: string, at: Date) =>
  rawQuery(tx, 'update identity.recovery_request set confirmed_by = $2, confirmed_at = $3 where id = $1', [
    id,
    by,
    at,
  ]);

export const noteWithdrawn = (tx: Tx, id: string, by: string, at: Date) =>
  rawQuery(tx, 'update identity.recovery_request set withdrawn_by = $2, withdrawn_at = $3 where id = $1', [
    id,
    by,
    at,
  ]);

/** Who is told about an account: those who may recover it. */
export const findAdministrators = async (tx: Tx, accountId: string): Promise<string[]> =>
  (await rawQuery<{ ids: string[] }>(tx, 'select identity.administrators_of($1) ids', [accountId]))[0]!.ids;

export interface RuleRow {
  since: Date;
  administrators: number;
  hours: number;
}
export const findRule = async (tx: Tx): Promise<RuleRow> =>
  (await rawQuery<RuleRow>(tx, 'select * from identity.recovery_rule_now()'))[0]!;

export const findAnnounced = async (tx: Tx): Promise<RuleRow | undefined> =>
  (
    await rawQuery<RuleRow>(
      tx,
      'select since, administrators, hours from identity.recovery_rule where since > now() order by since limit 1',
    )
  )[0];

/** Puts the rule in the place of whatever was announced. */
export async function saveRule(tx: Tx, rule: RuleRow & { changedBy: string }): Promise<void> {
  await rawQuery(tx, 'delete from identity.recovery_rule where since > now()');
  await rawQuery(
    tx,
    `insert into identity.recovery_rule (since, administrators, hours, source, changed_by)
     values (case when $1 <= clock_timestamp() then now() else $1 end, $2, $3, 'Set by the agency', $4)`,
    [rule.since, rule.administrators, rule.hours, rule.changedBy],
  );
}
