// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface ArchiveTable {
  id: Generated<string>;
  path: string;
  made_at: ColumnType<Date, Date | string, Date | string>;
  seconds: number;
  bytes: number;
  rows: number;
  files: number;
  faults: number;
  verified_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SettingTable {
  id: Generated<string>;
  enabled: Generated<boolean>;
  folder: string;
  hour: number;
  weekday: number | null;
  zone: string;
  keep_last: number;
  keep_daily: number;
  keep_weekly: number;
  keep_monthly: number;
  secret_sealed: Buffer | null;
  begun_for: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  changed_by: string | null;
}

export type BackupTables = {
  'backup.archive': ArchiveTable;
  'backup.setting': SettingTable;
};
