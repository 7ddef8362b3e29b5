// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface AreaTable {
  id: Generated<string>;
  pcode: string;
  country_code: string;
  level: number;
  parent_pcode: string | null;
  names: ColumnType<unknown, string, string>;
  alternates: Generated<string[]>;
  search: string;
  valid_from: string;
  valid_to: string | null;
  edition_id: string;
  closed_by: string | null;
  km2: number | null;
  box: number[] | null;
  label: number[] | null;
  vertices: Generated<number>;
}

export interface AreaShapeTable {
  area_id: string;
  full_shape: string;
  map_shape: string;
}

export interface CountryTable {
  code: string;
  alpha3: string;
  numeric_code: string | null;
  names: ColumnType<unknown, string, string>;
  user_assigned: Generated<boolean>;
}

export interface EditionTable {
  id: Generated<string>;
  country_code: string;
  name: string;
  source: Generated<string>;
  valid_from: string;
  mode: string;
  counts: ColumnType<unknown, string, string>;
  applied_at: ColumnType<Date, Date | string, Date | string>;
  applied_by: string | null;
}

export interface ImportTable {
  id: Generated<string>;
  kind: string;
  status: Generated<string>;
  country_code: string | null;
  operation_id: string | null;
  settings: ColumnType<unknown, string | undefined, string>;
  layers: ColumnType<unknown, string | undefined, string>;
  mappings: ColumnType<unknown, string | undefined, string>;
  report: ColumnType<unknown | null, string | null | undefined, string | null>;
  edition_id: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  created_by: string | null;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ImportFileTable {
  id: Generated<string>;
  import_id: string;
  position: number;
  name: string;
  size: number;
  sha256: Buffer;
  bytes: Buffer | null;
}

export interface ImportProblemTable {
  import_id: string;
  position: number;
  layer: string | null;
  row_number: number | null;
  severity: string;
  code: string;
  params: ColumnType<unknown, string, string>;
}

export interface PcodeTable {
  code: string;
  country_code: string;
}

export interface SiteTable {
  id: Generated<string>;
  operation_id: string;
  office_id: string;
  code: string;
  name: string;
  alternates: Generated<string[]>;
  search: string;
  type: string;
  state: Generated<string>;
  lat: number | null;
  lon: number | null;
  altitude: number | null;
  accuracy: number | null;
  area_path: Generated<string[]>;
  area_from: Generated<string>;
  opened_on: string | null;
  closed_on: string | null;
  accessibility: Generated<string>;
  setting: Generated<string>;
  notes: Generated<string>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  created_by: string | null;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  revision: Generated<number>;
}

export interface SuccessionTable {
  id: Generated<string>;
  edition_id: string;
  kind: string;
  level: number;
  from_pcodes: string[];
  to_pcodes: string[];
}

export interface VersionTable {
  only_row: Generated<boolean>;
  stamp: Generated<string>;
}

export type PlacesTables = {
  'places.area': AreaTable;
  'places.area_shape': AreaShapeTable;
  'places.country': CountryTable;
  'places.edition': EditionTable;
  'places.import': ImportTable;
  'places.import_file': ImportFileTable;
  'places.import_problem': ImportProblemTable;
  'places.pcode': PcodeTable;
  'places.site': SiteTable;
  'places.succession': SuccessionTable;
  'places.version': VersionTable;
};
