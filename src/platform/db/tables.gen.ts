// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface MigrationTable {
  slice: string;
  name: string;
  checksum: string;
  applied_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface MigrationStateTable {
  only_row: Generated<boolean>;
  fingerprint: string;
  completed_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type PlatformTables = {
  'platform.migration': MigrationTable;
  'platform.migration_state': MigrationStateTable;
};
