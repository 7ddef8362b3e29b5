// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface KeyTable {
  id: string;
  purpose: string;
  wrapped: Buffer | null;
  root_id: string;
  state: string;
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;
  retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  destroyed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RootTable {
  id: string;
  source: string;
  kdf: ColumnType<unknown | null, string | null | undefined, string | null>;
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;
  retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RotationTable {
  id: Generated<string>;
  requested_by: string | null;
  requested_at: ColumnType<Date, Date | string | undefined, Date | string>;
  keys_made_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  keys_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SealedColumnTable {
  table_name: string;
  column_name: string;
  key_column: string;
  purpose: string;
  walking_to: string | null;
  walked_past: string | null;
}

export interface SealedStoreTable {
  name: string;
  purpose: string;
  walking_to: string | null;
  walked_past: string | null;
}

export type VaultTables = {
  'vault.key': KeyTable;
  'vault.root': RootTable;
  'vault.rotation': RotationTable;
  'vault.sealed_column': SealedColumnTable;
  'vault.sealed_store': SealedStoreTable;
};
