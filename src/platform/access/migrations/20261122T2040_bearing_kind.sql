-- Kinds of record on which people may hang something: tasks, comments, files. Written at start from what the slices declare.
create table access.bearing_kind (
  entity text primary key,
  constraint bearing_kind__entity_shape check (entity ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$')
);
alter table access.bearing_kind enable row level security;
