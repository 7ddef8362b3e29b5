// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AgencyTable {
  only_row: Generated<boolean>;
  name: string;
  set_up_at: ColumnType<Date, Date | string | undefined, Date | string>;
  second_factor_required: Generated<boolean>;
}

export interface AssignmentTable {
  id: Generated<string>;
  entity: string;
  entity_id: string;
  account_id: string;
  relation: string;
  office_id: string | null;
  operation_id: string | null;
  starts_on: Generated<string>;
  ends_on: string | null;
  reason: Generated<string>;
  given_at: ColumnType<Date, Date | string | undefined, Date | string>;
  given_by: string | null;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_by: string | null;
}

export interface BearingKindTable {
  entity: string;
}

export interface ExclusionTable {
  id: Generated<string>;
  entity: string;
  entity_id: string;
  account_id: string;
  kind: string;
  reason: string;
  given_at: ColumnType<Date, Date | string | undefined, Date | string>;
  given_by: string | null;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_by: string | null;
}

export interface OfficeTable {
  id: Generated<string>;
  parent_id: string | null;
  code: string;
  name: string;
  country: string | null;
  path: Generated<string[]>;
  closed_on: string | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface OpeningTable {
  id: Generated<string>;
  entity: string;
  entity_id: string;
  account_id: string;
  office_id: string | null;
  operation_id: string | null;
  reason: string;
  opened_at: ColumnType<Date, Date | string | undefined, Date | string>;
  ends_at: ColumnType<Date, Date | string, Date | string>;
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  outcome: string | null;
  comment: Generated<string>;
  reviewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reviewed_by: string | null;
}

export interface OperationTable {
  id: Generated<string>;
  office_id: string;
  code: string;
  name: string;
  country: string;
  status: Generated<string>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface PurposeTable {
  id: string;
  name: ColumnType<unknown, string, string>;
  since: string;
  until: string | null;
  source: string;
}

export interface RecordKindTable {
  entity: string;
  relations: string[];
  rules: ColumnType<unknown, string, string>;
  assign_permission: string;
  break_glass: Generated<string[]>;
  break_glass_hours: Generated<number>;
}

export interface RevealTable {
  id: GeneratedAlways<number>;
  account_id: string;
  xid: ColumnType<unknown, string, string>;
  at: ColumnType<Date, Date | string, Date | string>;
  entity: string;
  entity_id: string;
  field: string;
  purpose_id: string;
}

export interface RoleTable {
  id: string;
  name: ColumnType<unknown, string, string>;
  permissions: string[];
  built_in: Generated<boolean>;
}

export interface RoleGrantTable {
  id: Generated<string>;
  account_id: string;
  role_id: string;
  office_id: string;
  operation_id: string | null;
  starts_on: Generated<string>;
  ends_on: string | null;
  reason: Generated<string>;
  granted_at: ColumnType<Date, Date | string | undefined, Date | string>;
  granted_by: string | null;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_by: string | null;
}

export interface RoleSignInTable {
  role_id: string;
  idle_minutes: number;
  session_hours: number;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  changed_by: string | null;
  second_factor_required: Generated<boolean>;
}

export interface SignInDefaultTable {
  role_id: string;
  since: string;
  idle_minutes: number;
  session_hours: number;
  source: string;
  second_factor_required: Generated<boolean>;
}

export type AccessTables = {
  'access.agency': AgencyTable;
  'access.assignment': AssignmentTable;
  'access.bearing_kind': BearingKindTable;
  'access.exclusion': ExclusionTable;
  'access.office': OfficeTable;
  'access.opening': OpeningTable;
  'access.operation': OperationTable;
  'access.purpose': PurposeTable;
  'access.record_kind': RecordKindTable;
  'access.reveal': RevealTable;
  'access.role': RoleTable;
  'access.role_grant': RoleGrantTable;
  'access.role_sign_in': RoleSignInTable;
  'access.sign_in_default': SignInDefaultTable;
};
