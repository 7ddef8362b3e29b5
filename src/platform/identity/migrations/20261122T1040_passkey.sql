-- Passkeys (WebAuthn): the public half of a key that never leaves its device, and the challenges that it signs.
create table identity.passkey (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  -- Kept by its maker in a cloud, so that it outlives the device.
  backed_up boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  constraint passkey__credential_unique unique (credential_id),
  constraint passkey__name_given check (length(btrim(name)) between 1 and 100)
);
create index passkey__by_account on identity.passkey (account_id);

-- Each is answered once, within minutes, and by whom it was given to.
create table identity.passkey_challenge (
  challenge bytea primary key,
  account_id uuid references identity.account on delete cascade,
  purpose text not null,
  created_at timestamptz not null default now(),
  constraint passkey_challenge__purpose_known check (purpose in ('registration', 'sign_in', 'proof'))
);
create index passkey_challenge__by_age on identity.passkey_challenge (created_at);

drop function if exists identity.sign_in_lookup(text);
