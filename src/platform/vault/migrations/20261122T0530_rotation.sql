-- One change of all data keys: asked for, its keys made, those put to use, everything sealed anew.
create table vault.rotation (
  id uuid primary key default platform.uuid7(),
  -- Null when it was asked for at the command line.
  requested_by uuid references identity.account,
  requested_at timestamptz not null default now(),
  keys_made_at timestamptz,
  keys_used_at timestamptz,
  finished_at timestamptz,
  constraint rotation__in_order check (
    (keys_used_at is null or keys_made_at is not null) and (finished_at is null or keys_used_at is not null))
);
create unique index rotation__one_at_a_time on vault.rotation ((true)) where finished_at is null;
