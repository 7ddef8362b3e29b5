create schema audit;

-- One row per entry. `body` is the entry (canonical JSON, the text that is hashed); the other columns are copied out of
-- it for search and policies, and the verifier compares them with it.
create table audit.entry (
  id bigint generated always as identity primary key,
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  entity text not null,
  entity_id text not null,
  office_id uuid,
  operation_id uuid,
  prev_hash bytea not null,
  hash bytea not null,
  body text not null,
  constraint entry__once_in_chain unique (entity_id, entity, seq),
  constraint entry__action_shape check (action ~ '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$'),
  constraint entry__entity_shape check (entity ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'),
  constraint entry__entity_id_given check (entity_id <> '' and length(entity_id) <= 200 and entity_id !~ '[[:cntrl:]]')
);
create index entry__by_actor on audit.entry (actor_id, id);
create index entry__by_office on audit.entry (office_id, id);
-- Entries arrive nearly in the order of their time: a block-range index answers from/to at almost no cost to writers.
create index entry__by_time on audit.entry using brin (at) with (pages_per_range = 32);

-- Last link of each record's chain. Writers of different records never wait for each other.
create table audit.head (
  entity_id text not null,
  entity text not null,
  seq bigint not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (entity_id, entity)
) with (fillfactor = 70);

-- Entries that no checkpoint covers yet.
create table audit.pending (
  entry_id bigint primary key
);

-- Leaves of the Merkle log in their order; hash = SHA-256(0x00 || entry.hash).
create table audit.leaf (
  index bigint primary key,
  entry_id bigint not null,
  hash bytea not null,
  constraint leaf__entry_once unique (entry_id)
);

-- Signed states of the log. `edge` holds the roots of the perfect subtrees, from which the next batch goes on.
create table audit.checkpoint (
  size bigint primary key,
  root bytea not null,
  edge bytea[] not null,
  note text not null,
  at timestamptz not null
);

-- The application role holds no right to change these tables. The triggers refuse the owner too, so that a wrong
-- statement in a migration or at a console stops; who switches the triggers off is found by the verifier.
create function audit.refuse() returns trigger language plpgsql set search_path = audit, pg_temp as $$
begin
  raise exception 'the audit log only grows: % on audit.% is refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger only_grows before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse();
create trigger only_grows before update or delete or truncate on audit.leaf
  for each statement execute function audit.refuse();
create trigger only_grows before update or delete or truncate on audit.checkpoint
  for each statement execute function audit.refuse();
create trigger only_grows before delete or truncate on audit.head
  for each statement execute function audit.refuse();
create trigger only_grows before update or truncate on audit.pending
  for each statement execute function audit.refuse();
