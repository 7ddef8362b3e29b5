create schema vault;

-- The root key that wraps the data keys. The key itself is never here: only its fingerprint, and how it is made.
create table vault.root (
  id uuid primary key,
  source text not null,
  -- Argon2id salt and costs where it comes from a passphrase.
  kdf jsonb,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  constraint root__source_known check (source in ('file', 'environment', 'passphrase')),
  constraint root__kdf_with_passphrase check ((source = 'passphrase') = (kdf is not null))
);
create unique index root__one_active on vault.root ((true)) where retired_at is null;

-- Data keys, wrapped by the root key. next: known to all servers, about to seal. retired: opens only. destroyed: gone.
create table vault.key (
  id uuid primary key,
  purpose text not null,
  wrapped bytea,
  root_id uuid not null references vault.root,
  state text not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  destroyed_at timestamptz,
  constraint key__state_known check (state in ('next', 'active', 'retired', 'destroyed')),
  constraint key__purpose_shape check (purpose ~ '^[a-z][a-z0-9_.]*$' and length(purpose) <= 100),
  constraint key__gone_when_destroyed check ((state = 'destroyed') = (wrapped is null)),
  constraint key__retired_when check (state in ('next', 'active') or retired_at is not null)
);
create unique index key__one_active on vault.key (purpose) where state = 'active';
create unique index key__one_next on vault.key (purpose) where state = 'next';

-- Columns of sealed values, as the slices declare them at each start, and how far each was sealed anew.
create table vault.sealed_column (
  table_name text not null,
  column_name text not null,
  key_column text not null,
  purpose text not null,
  -- Towards which key, and behind which row.
  walking_to uuid,
  walked_past text,
  primary key (table_name, column_name)
);

-- The same for contents outside of columns.
create table vault.sealed_store (
  name text primary key,
  purpose text not null,
  walking_to uuid,
  walked_past text
);
