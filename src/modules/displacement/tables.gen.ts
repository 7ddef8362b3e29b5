// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface BindingTable {
  id: Generated<string>;
  round_id: string;
  operation_id: string;
  office_id: string;
  form_id: string;
  tool: string;
  mapping: ColumnType<unknown, string, string>;
  mapping_version: Generated<number>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface FigureTable {
  id: Generated<string>;
  binding_id: string;
  round_id: string;
  operation_id: string;
  office_id: string;
  record_id: string;
  tool: string;
  category: string;
  place_key: string;
  place_name: string;
  pcode: string | null;
  area_path: Generated<string[]>;
  site_id: string | null;
  assessed_on: string;
  received_at: ColumnType<Date, Date | string, Date | string>;
  households: ColumnType<string | null, number | string | null | undefined, number | string | null>;
  individuals: ColumnType<string, number | string, number | string>;
  method: string;
  bands: ColumnType<unknown, string | undefined, string>;
  origin_pcode: string | null;
  reason: string | null;
  flags: Generated<string[]>;
  rejected: Generated<boolean>;
  mapping_version: number;
}

export interface RoundTable {
  id: Generated<string>;
  operation_id: string;
  office_id: string;
  number: number;
  code: string;
  name: Generated<string>;
  starts_on: string;
  ends_on: string;
  reporting_date: string;
  state: Generated<string>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface SkippedRecordTable {
  binding_id: string;
  operation_id: string;
  office_id: string;
  record_id: string;
  reason: string;
}

export type DisplacementTables = {
  'displacement.binding': BindingTable;
  'displacement.figure': FigureTable;
  'displacement.round': RoundTable;
  'displacement.skipped_record': SkippedRecordTable;
};
