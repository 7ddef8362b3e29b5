import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { AgencyPreference, Preference } from '../domain/preference.ts';

export interface AgencyRow {
  settings: AgencyPreference;
  keep_days: number;
  push_on: boolean;
}

export const getAgency = async (tx: Tx): Promise<AgencyRow> =>
  (await rawQuery<AgencyRow>(tx, 'select settings, keep_days, push_on from notify.agency'))[0] ?? {
    settings: {},
    keep_days: 180,
    push_on: false,
  };

export const setAgency = (tx: Tx, row: AgencyRow, now: Date): Promise<{ only_row: boolean }[]> =>
  rawQuery(
    tx,
    'update notify.agency set settings = $1, keep_days = $2, push_on = $3, changed_at = $4 returning only_row',
    [JSON.stringify(row.settings), row.keep_days, row.push_on, now],
  );

export const findPreference = async (tx: Tx): Promise<Preference> =>
  (
    await rawQuery<{ settings: Preference }>(
      tx,
      'select settings from notify.preference where account_id = platform.actor()',
    )
  )[0]?.settings ?? {};

export const setPreference = (tx: Tx, settings: Preference, now: Date): Promise<unknown> =>
  rawQuery(
    tx,
    `insert into notify.preference (account_id, settings, changed_at) values (platform.actor(), $1, $2)
     on conflict (account_id) do update set settings = excluded.settings, changed_at = excluded.changed_at`,
    [JSON.stringify(settings), now],
  );

export interface SmtpRow {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  username: string;
  password_sealed: Buffer | null;
  sender: string;
}

export const findSmtp = async (tx: Tx): Promise<SmtpRow | undefined> =>
  (
    await rawQuery<SmtpRow>(tx, 'select host, port, tls, username, password_sealed, sender from notify.smtp')
  )[0];

export const setSmtp = (tx: Tx, row: SmtpRow, now: Date): Promise<unknown> =>
  rawQuery(
    tx,
    `insert into notify.smtp (id, host, port, tls, username, password_sealed, sender, changed_at)
     values ('smtp', $1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set host = excluded.host, port = excluded.port, tls = excluded.tls,
       username = excluded.username, password_sealed = excluded.password_sealed, sender = excluded.sender,
       changed_at = excluded.changed_at`,
    [row.host, row.port, row.tls, row.username, row.password_sealed, row.sender, now],
  );

export const removeSmtp = (tx: Tx): Promise<unknown> => rawQuery(tx, 'delete from notify.smtp');

/** Whether a mail server is set, which everybody may know. */
export const hasSmtp = async (tx: Tx): Promise<boolean> =>
  (await rawQuery<{ there: boolean }>(tx, 'select notify.has_smtp() as there'))[0]!.there;
