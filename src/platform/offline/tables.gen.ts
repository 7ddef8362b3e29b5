// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType } from 'kysely';

export interface AnswerTable {
  id: string;
  account_id: string;
  key: string;
  route: string;
  request_hash: Buffer;
  status: number;
  body_sealed: Buffer | null;
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface DeviceTable {
  id: string;
  account_id: string;
  name: string;
  share_sealed: Buffer | null;
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_seen_at: ColumnType<Date, Date | string | undefined, Date | string>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  wiped_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export type OfflineTables = {
  'offline.answer': AnswerTable;
  'offline.device': DeviceTable;
};
