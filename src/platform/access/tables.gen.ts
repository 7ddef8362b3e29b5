// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface AgencyTable {
  only_row: Generated<boolean>;
  name: string;
  set_up_at: ColumnType<Date, Date | string | undefined, Date | string>;
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

export interface OperationTable {
  id: Generated<string>;
  office_id: string;
  code: string;
  name: string;
  country: string;
  status: Generated<string>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
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
  'access.office': OfficeTable;
  'access.operation': OperationTable;
  'access.role': RoleTable;
  'access.role_grant': RoleGrantTable;
  'access.role_sign_in': RoleSignInTable;
  'access.sign_in_default': SignInDefaultTable;
};
