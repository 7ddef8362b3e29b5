// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface AgencyTable {
  only_row: Generated<boolean>;
  settings: ColumnType<unknown, string | undefined, string>;
  keep_days: Generated<number>;
  push_on: Generated<boolean>;
  changed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DeliveryTable {
  id: Generated<string>;
  account_id: string;
  notice_id: string | null;
  digest_day: string | null;
  counts: ColumnType<unknown | null, string | null | undefined, string | null>;
  channel: string;
  security: Generated<boolean>;
  state: Generated<string>;
  due_at: ColumnType<Date, Date | string, Date | string>;
  tries: Generated<number>;
  claimed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DigestTable {
  account_id: string;
  day: string;
  at: ColumnType<Date, Date | string, Date | string>;
}

export interface NoticeTable {
  id: Generated<string>;
  account_id: string;
  kind: string;
  urgency: string;
  facts: ColumnType<unknown, string, string>;
  entity: string | null;
  entity_id: string | null;
  key: string | null;
  at: ColumnType<Date, Date | string, Date | string>;
  times: Generated<number>;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  archived_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  planned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface PreferenceTable {
  account_id: string;
  settings: ColumnType<unknown, string, string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PushDeviceTable {
  id: Generated<string>;
  account_id: string;
  endpoint: string;
  p256dh: string | null;
  auth: string | null;
  user_agent: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  last_sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  p256dh_sealed: Buffer | null;
  auth_sealed: Buffer | null;
}

export interface SmtpTable {
  id: string;
  host: string;
  port: number;
  tls: string;
  username: string;
  password_sealed: Buffer | null;
  sender: string;
  changed_at: ColumnType<Date, Date | string, Date | string>;
}

export interface StopLinkTable {
  token_hash: Buffer;
  account_id: string;
  kind: string | null;
  made_at: ColumnType<Date, Date | string, Date | string>;
  before: ColumnType<unknown | null, string | null | undefined, string | null>;
}

export interface VapidTable {
  id: string;
  public_key: string;
  private_sealed: Buffer;
  made_at: ColumnType<Date, Date | string, Date | string>;
}

export type NotifyTables = {
  'notify.agency': AgencyTable;
  'notify.delivery': DeliveryTable;
  'notify.digest': DigestTable;
  'notify.notice': NoticeTable;
  'notify.preference': PreferenceTable;
  'notify.push_device': PushDeviceTable;
  'notify.smtp': SmtpTable;
  'notify.stop_link': StopLinkTable;
  'notify.vapid': VapidTable;
};
