// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AccountTable {
  id: Generated<string>;
  kind: string;
  name: string;
  email: string | null;
  language: Generated<string>;
  theme: Generated<string>;
  state: Generated<string>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
}

export interface ApiTokenTable {
  id: Generated<string>;
  account_id: string;
  name: string;
  token_hash: Buffer;
  permissions: string[];
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  operations: string[] | null;
  addresses: Generated<string[]>;
  warned_days: number | null;
}

export interface CredentialTable {
  account_id: string;
  password_hash: string | null;
  totp_secret: string | null;
  totp_confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  totp_last_step: number | null;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  totp_sealed: Buffer | null;
}

export interface KnownDeviceTable {
  token_hash: Buffer;
  account_id: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_used_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface OneTimeLinkTable {
  id: Generated<string>;
  account_id: string;
  purpose: string;
  token_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  request_id: string | null;
}

export interface PasskeyTable {
  id: Generated<string>;
  account_id: string;
  credential_id: Buffer;
  public_key: Buffer;
  counter: number;
  transports: Generated<string[]>;
  name: string;
  backed_up: boolean;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface PasskeyChallengeTable {
  challenge: Buffer;
  account_id: string | null;
  purpose: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface ProviderTable {
  id: Generated<string>;
  label: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer | null;
  scopes: Generated<string[]>;
  email_domains: Generated<string[]>;
  link_by_email: Generated<boolean>;
  factor_acr: Generated<string[]>;
  factor_amr: Generated<string[]>;
  active: Generated<boolean>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  ends_there: Generated<boolean>;
}

export interface ProviderAttemptTable {
  state_hash: Buffer;
  provider_id: string;
  browser_hash: Buffer;
  purpose: string;
  account_id: string | null;
  invitation_hash: Buffer | null;
  nonce: string;
  verifier: string;
  return_to: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface ProviderLinkTable {
  id: Generated<string>;
  provider_id: string;
  subject: string;
  account_id: string;
  proof: string;
  linked_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface ProviderLogoutTable {
  provider_id: string;
  jti: string;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface RecoveryCodeTable {
  id: Generated<string>;
  account_id: string;
  code_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RecoveryRequestTable {
  id: Generated<string>;
  account_id: string;
  reason: string;
  requested_by: string;
  requested_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  alone: boolean;
  confirmed_by: string | null;
  confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  withdrawn_by: string | null;
  withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RecoveryRuleTable {
  since: ColumnType<Date, Date | string, Date | string>;
  administrators: number;
  hours: number;
  source: string;
  changed_by: string | null;
}

export interface ServiceAccountTable {
  id: string;
  office_id: string;
  keeper_id: string;
  keeper_told: string | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface SessionTable {
  id: Generated<string>;
  account_id: string;
  token_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_seen_at: ColumnType<Date, Date | string | undefined, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  user_agent: Generated<string>;
  address: string | null;
  proved_at: ColumnType<Date, Date | string | undefined, Date | string>;
  link_id: string | null;
  provider_sid: string | null;
  strong: Generated<boolean>;
  factor_pending: Generated<boolean>;
  id_token_sealed: Buffer | null;
}

export interface SignInFailureTable {
  id: GeneratedAlways<number>;
  email_hash: Buffer;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  address: string | null;
  device_hash: Buffer | null;
}

export type IdentityTables = {
  'identity.account': AccountTable;
  'identity.api_token': ApiTokenTable;
  'identity.credential': CredentialTable;
  'identity.known_device': KnownDeviceTable;
  'identity.one_time_link': OneTimeLinkTable;
  'identity.passkey': PasskeyTable;
  'identity.passkey_challenge': PasskeyChallengeTable;
  'identity.provider': ProviderTable;
  'identity.provider_attempt': ProviderAttemptTable;
  'identity.provider_link': ProviderLinkTable;
  'identity.provider_logout': ProviderLogoutTable;
  'identity.recovery_code': RecoveryCodeTable;
  'identity.recovery_request': RecoveryRequestTable;
  'identity.recovery_rule': RecoveryRuleTable;
  'identity.service_account': ServiceAccountTable;
  'identity.session': SessionTable;
  'identity.sign_in_failure': SignInFailureTable;
};
