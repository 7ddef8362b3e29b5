// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

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
}

export type NotifyTables = {
  'notify.notice': NoticeTable;
};
