-- When the person behind a session last proved who they are: by the second factor, or the password where there is none.
alter table identity.session add column proved_at timestamptz not null default now();

-- For the day when the second factor is lost. 80 bits each, so that a plain hash is no shorter to guess.
create table identity.recovery_code (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  code_hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  constraint recovery_code__unique unique (account_id, code_hash)
);

drop function if exists identity.session_actor(bytea);
