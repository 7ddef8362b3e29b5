import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { filterValues, type NameFilter } from '../store.ts';

export interface ServiceAccountRow {
  id: string;
  name: string;
  state: 'active' | 'disabled';
  office_id: string;
  office_name: string;
  keeper_id: string;
  keeper_name: string;
  keeper_active: boolean;
  tokens: number;
  last_used_at: Date | null;
  created_at: Date;
}

const SERVICE = `select a.id, a.name, a.state, s.office_id, o.name office_name, s.keeper_id,
  coalesce(access.person_name(s.keeper_id), '') keeper_name, identity.who_acts(s.keeper_id) is not null keeper_active,
  u.tokens, u.last_used_at, s.created_at
  from identity.service_account s join identity.account a on a.id = s.id join access.office o on o.id = s.office_id
  cross join lateral (select count(*) filter (where t.revoked_at is null and t.expires_at > now())::int tokens,
    max(t.last_used_at) last_used_at from identity.api_token t where t.account_id = s.id) u`;

export const listServiceAccounts = (tx: Tx, f: NameFilter) =>
  rawQuery<ServiceAccountRow>(
    tx,
    `${SERVICE} where a.kind = 'service' and ($1::text is null or a.name ilike $1)
       and ($2::text is null or a.state = $2) and ($3::text is null or (a.name, a.id) > ($3, $4::uuid))
     order by a.name, a.id limit $5`,
    filterValues(f),
  );

export const findServiceAccount = async (tx: Tx, id: string) =>
  (await rawQuery<ServiceAccountRow>(tx, `${SERVICE} where a.kind = 'service' and a.id = $1`, [id]))[0];

export const insertServiceAccount = (tx: Tx, s: { id: string; officeId: string; keeperId: string }) =>
  rawQuery(tx, 'insert into identity.service_account (id, office_id, keeper_id) values ($1, $2, $3)', [
    s.id,
    s.officeId,
    s.keeperId,
  ]);

export const holdsInOffice = async (tx: Tx, permission: string, officeId: string): Promise<boolean> =>
  (
    await rawQuery<{ yes: boolean }>(tx, 'select $2::uuid = any(access.scope_offices($1)) yes', [
      permission,
      officeId,
    ])
  )[0]!.yes;

export const changeKeeper = (tx: Tx, id: string, keeperId: string) =>
  rawQuery(tx, 'update identity.service_account set keeper_id = $2 where id = $1', [id, keeperId]);

/** Active accounts that somebody keeps and that are in the charge of the actor. */
export const listKept = async (tx: Tx, keeperId: string) =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `select s.id from identity.service_account s join identity.account a on a.id = s.id
       where s.keeper_id = $1 and a.state = 'active' and s.id = any((select identity.accounts_in_charge())::uuid[])`,
      [keeperId],
    )
  ).map(({ id }) => id);

export const isTokenWithin = async (
  tx: Tx,
  accountId: string,
  t: { permissions: readonly string[]; operations: readonly string[] | null },
): Promise<boolean> =>
  (
    await rawQuery<{ yes: boolean }>(tx, 'select identity.token_within($1, $2, $3) yes', [
      accountId,
      t.permissions,
      t.operations,
    ])
  )[0]!.yes;

/** A token ends at that time, if not sooner. */
export const endTokenAt = (tx: Tx, id: string, at: Date) =>
  rawQuery(tx, 'update identity.api_token set expires_at = least(expires_at, $2) where id = $1', [id, at]);

export interface Warning {
  about: 'token' | 'keeper';
  account_id: string;
  days: number;
  ref: string;
  told: string[];
}
export const takeWarnings = (tx: Tx, at: Date) =>
  rawQuery<Warning>(tx, 'select * from identity.take_service_warnings($1)', [at]);
