-- What a run works on: whoever sees that record sees how far the work on it is.
alter table jobs.run
  add column entity text,
  add column entity_id text,
  add constraint run__record_whole check ((entity is null) = (entity_id is null));
create index run__by_record on jobs.run (entity, entity_id, id desc) where entity is not null;

drop function if exists jobs.enqueue(text, jsonb, text, timestamptz, integer);
-- Its answer tells more now.
drop function if exists jobs.end_run(uuid, text, text, boolean, text, boolean);
