// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface DocumentTable {
  id: Generated<string>;
  account_id: string;
  entity: string;
  entity_id: string;
  format: string;
  file_name: string;
  size: number;
  content_sealed: Buffer | null;
  made_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
}

export type DocumentsTables = {
  'documents.document': DocumentTable;
};
