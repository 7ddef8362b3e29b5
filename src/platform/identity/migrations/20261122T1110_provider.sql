-- Sign-in by OpenID Connect: providers as an administrator set them up, whose subject is which account, and what is under way.
create table identity.provider (
  id uuid primary key default platform.uuid7(),
  label text not null,
  -- Never changes: links are bound to it.
  issuer text not null,
  client_id text not null,
  -- Sealed by the vault.
  client_secret bytea,
  scopes text[] not null default '{openid,email}',
  -- Who is linked must have a verified address in one of these; empty: any.
  email_domains text[] not null default '{}',
  -- An unknown subject with a verified address is linked to the account of that address.
  link_by_email boolean not null default false,
  -- Sign-ins with one of these values prove both factors; none: never.
  factor_acr text[] not null default '{}',
  factor_amr text[] not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  changed_at timestamptz not null default now(),
  constraint provider__label_given check (length(btrim(label)) between 1 and 60),
  constraint provider__issuer_shape check (issuer ~ '^https://[^\s?#]+$' or issuer ~ '^http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?$'),
  constraint provider__client_given check (length(btrim(client_id)) between 1 and 200),
  constraint provider__scope_openid check ('openid' = any(scopes)),
  constraint provider__linking_needs_domains check (not link_by_email or cardinality(email_domains) > 0),
  constraint provider__issuer_unique unique (issuer, client_id)
);

create table identity.provider_link (
  id uuid primary key default platform.uuid7(),
  provider_id uuid not null references identity.provider on delete cascade,
  subject text not null,
  account_id uuid not null references identity.account on delete cascade,
  -- By which proof: a signed-in session, an invitation, a verified address.
  proof text not null,
  linked_at timestamptz not null default now(),
  last_used_at timestamptz,
  constraint provider_link__proof_known check (proof in ('session', 'invitation', 'email')),
  constraint provider_link__subject_unique unique (provider_id, subject),
  constraint provider_link__one_each unique (account_id, provider_id)
);

-- A sign-in that began and whose answer is awaited, from the browser that began it; ten minutes, once.
create table identity.provider_attempt (
  state_hash bytea primary key,
  provider_id uuid not null references identity.provider on delete cascade,
  browser_hash bytea not null,
  purpose text not null,
  account_id uuid references identity.account on delete cascade,
  invitation_hash bytea,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  created_at timestamptz not null default now(),
  constraint provider_attempt__purpose_known check (purpose in ('sign_in', 'link', 'invitation', 'proof'))
);
create index provider_attempt__by_age on identity.provider_attempt (created_at);

-- Logout tokens that were obeyed; each is good once.
create table identity.provider_logout (
  provider_id uuid not null references identity.provider on delete cascade,
  jti text not null,
  at timestamptz not null default now(),
  primary key (provider_id, jti)
);

alter table identity.session
  add column link_id uuid references identity.provider_link on delete set null,
  -- The provider's name of its own session.
  add column provider_sid text,
  -- Opened by a sign-in that proved both factors elsewhere.
  add column strong boolean not null default false,
  -- Opened by one factor elsewhere while the account has a second one here: nothing works until it is shown.
  add column factor_pending boolean not null default false;
create index session__by_link on identity.session (link_id) where revoked_at is null;
