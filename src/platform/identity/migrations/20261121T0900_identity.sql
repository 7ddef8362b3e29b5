create schema identity;

create table identity.account (
  id uuid primary key default platform.uuid7(),
  kind text not null,
  name text not null,
  email text,
  language text not null default 'en',
  theme text not null default 'auto',
  state text not null default 'invited',
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  constraint account__kind_known check (kind in ('person', 'device', 'service')),
  constraint account__state_known check (state in ('invited', 'active', 'disabled')),
  constraint account__language_known check (language in ('en', 'fr', 'es', 'ar')),
  constraint account__theme_known check (theme in ('auto', 'light', 'dark')),
  constraint account__name_given check (length(btrim(name)) between 1 and 200),
  constraint account__person_has_email check (kind <> 'person' or email is not null),
  constraint account__email_shape check (email is null or (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254)),
  constraint account__email_unique unique (email)
);

-- What proves who somebody is stands apart from what others may read of them.
create table identity.credential (
  account_id uuid primary key references identity.account on delete cascade,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  changed_at timestamptz not null default now()
);

create table identity.session (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text not null default '',
  constraint session__token_unique unique (token_hash)
);
create index session__by_account on identity.session (account_id) where revoked_at is null;

create table identity.one_time_link (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  purpose text not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint one_time_link__purpose_known check (purpose in ('invitation', 'recovery')),
  constraint one_time_link__token_unique unique (token_hash)
);
create index one_time_link__by_account on identity.one_time_link (account_id);

create table identity.api_token (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  name text not null,
  token_hash bytea not null,
  permissions text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_token__name_given check (length(btrim(name)) between 1 and 100),
  constraint api_token__permissions_given check (cardinality(permissions) > 0),
  constraint api_token__token_unique unique (token_hash)
);
create index api_token__by_account on identity.api_token (account_id);

-- Failed sign-ins by account address, so that guessing slows down for the account and not for a shared line.
create table identity.sign_in_failure (
  id bigint generated always as identity primary key,
  email_hash bytea not null,
  at timestamptz not null default now()
);
create index sign_in_failure__recent on identity.sign_in_failure (email_hash, at);
