// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface ViewTable {
  id: Generated<string>;
  account_id: string;
  list: string;
  name: string;
  query: ColumnType<unknown, string, string>;
  columns: string[];
  office_id: string | null;
  role_id: string | null;
  updated_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type ReportsTables = {
  'reports.view': ViewTable;
};
