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
  copy: string | null;
}

export interface DrillTable {
  id: Generated<string>;
  archive_id: string;
  begun_at: ColumnType<Date, Date | string, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  state: Generated<string>;
  rows: number | null;
  files: number | null;
  seconds: number | null;
  faults: number | null;
  findings: number | null;
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
  drill_enabled: Generated<boolean>;
  drill_weekday: Generated<number>;
  drill_hour: Generated<number>;
  drill_begun_for: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export type BackupTables = {
  'backup.archive': ArchiveTable;
  'backup.drill': DrillTable;
  'backup.setting': SettingTable;
};
