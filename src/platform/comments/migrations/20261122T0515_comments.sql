create schema comments;

create table comments.comment (
  id uuid primary key default platform.uuid7(),
  entity text not null,
  entity_id text not null,
  office_id uuid references access.office,
  operation_id uuid references access.operation,
  -- The comment that it answers; answers are not answered again.
  parent_id uuid references comments.comment,
  author_id uuid not null references identity.account,
  -- Mentions stand in it as @{account id}. None once it was removed.
  body text,
  mentions uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  removed_at timestamptz,
  constraint comment__says_something check (length(btrim(body)) between 1 and 5000),
  constraint comment__removed_is_empty check ((body is null) = (removed_at is not null)),
  constraint comment__mentions_few check (cardinality(mentions) <= 20)
);
create index comment__by_record on comments.comment (entity, entity_id, id);
create index comment__by_parent on comments.comment (parent_id) where parent_id is not null;

-- What an edited comment said before.
create table comments.revision (
  id uuid primary key default platform.uuid7(),
  comment_id uuid not null references comments.comment on delete cascade,
  body text not null,
  until timestamptz not null
);
create index revision__by_comment on comments.revision (comment_id, id);

-- Who follows the conversation of a record, and how far they have read it.
create table comments.reader (
  account_id uuid not null references identity.account on delete cascade,
  entity text not null,
  entity_id text not null,
  following boolean not null,
  read_at timestamptz,
  primary key (entity, entity_id, account_id)
);

-- Where a comment lies follows from its record.
create function comments.place_by_record() returns trigger language plpgsql set search_path = comments, pg_temp as $$
begin
  select s.office_id, s.operation_id into new.office_id, new.operation_id
  from audit.record_scope(new.entity, new.entity_id) s;
  return new;
end $$;
create trigger place_by_record before insert on comments.comment
  for each row execute function comments.place_by_record();

-- An answer stands with what it answers. After the policies: they decide first whether there is anything to answer.
create function comments.answers_one() returns trigger language plpgsql set search_path = comments, pg_temp as $$
begin
  if not exists (
    select from comments.comment c where c.id = new.parent_id and c.entity = new.entity and c.entity_id = new.entity_id
      and c.parent_id is null) then
    raise exception 'no such comment to answer' using errcode = 'check_violation', constraint = 'comment__answers_one';
  end if;
  return null;
end $$;
create trigger answers_one after insert on comments.comment
  for each row when (new.parent_id is not null) execute function comments.answers_one();

-- Nobody is mentioned who may not read what mentions them: asked under their own rights.
create function comments.mentioned_may_read() returns trigger language plpgsql set search_path = comments, pg_temp as $$
declare
  person uuid;
begin
  foreach person in array new.mentions loop
    if not audit.visible_to(person, 'comments.comment', new.id::text) then
      raise exception 'somebody mentioned may not read this' using errcode = 'check_violation',
        constraint = 'comment__mentioned_may_read';
    end if;
  end loop;
  return null;
end $$;
create trigger mentioned_may_read after insert or update of mentions on comments.comment
  for each row when (cardinality(new.mentions) > 0) execute function comments.mentioned_may_read();
