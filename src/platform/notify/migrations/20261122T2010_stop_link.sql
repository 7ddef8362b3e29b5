-- The link in a mail by which its reader stops mails of that kind, without signing in. One for each mail that left.
create table notify.stop_link (
  token_hash bytea primary key,
  account_id uuid not null references identity.account on delete cascade,
  -- Null: the daily digest.
  kind text,
  made_at timestamptz not null,
  -- What the person had chosen before they stopped it by this link, so that taking it back gives back that; null: nothing.
  before jsonb,
  constraint stop_link__hash_whole check (length(token_hash) = 32)
);
create index stop_link__by_person on notify.stop_link (account_id);
create index stop_link__made on notify.stop_link (made_at);
