create schema notify;

-- What somebody is told. Kind and values make the sentence in the reader's language; the record itself stays where it is.
create table notify.notice (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  kind text not null,
  urgency text not null,
  facts jsonb not null,
  entity text,
  entity_id text,
  key text,
  at timestamptz not null,
  -- How often it was told under the same key.
  times int not null default 1,
  read_at timestamptz,
  archived_at timestamptz,
  constraint notice__kind_shape check (kind ~ '^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$'),
  constraint notice__urgency_known check (urgency in ('now', 'soon', 'whenever')),
  constraint notice__facts_small check (jsonb_typeof(facts) = 'object' and length(facts::text) <= 2000),
  constraint notice__record_whole check ((entity is null) = (entity_id is null)),
  constraint notice__key_short check (length(key) <= 200)
);
create unique index notice__once on notify.notice (account_id, key) where key is not null;
create index notice__by_person on notify.notice (account_id, at desc, id desc);
create index notice__unread on notify.notice (account_id) where read_at is null and archived_at is null;
