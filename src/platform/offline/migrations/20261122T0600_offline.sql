create schema offline;

-- A browser that keeps things for work without a link. Its share opens what it keeps, and is given out to a session of
-- its account only; once revoked it is gone, and the browser wipes what it keeps as soon as it hears of that.
create table offline.device (
  id uuid not null,
  account_id uuid not null references identity.account (id),
  name text not null,
  share_sealed bytea,
  made_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  revoked_at timestamptz,
  wiped_at timestamptz,
  constraint device__pkey primary key (id),
  constraint device__name check (char_length(name) between 1 and 120),
  constraint device__share_until_revoked check ((share_sealed is null) = (revoked_at is not null))
);
create index device__account on offline.device (account_id) where revoked_at is null;

-- What a write was answered, so that its repetition does nothing again and is answered the same.
create table offline.answer (
  id uuid not null,
  account_id uuid not null references identity.account (id),
  key uuid not null,
  route text not null,
  request_hash bytea not null,
  status smallint not null,
  body_sealed bytea,
  made_at timestamptz not null default now(),
  constraint answer__pkey primary key (id),
  constraint answer__key unique (account_id, key)
);
create index answer__made_at on offline.answer (made_at);
