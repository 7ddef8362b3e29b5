create schema tasks;

create table tasks.task (
  id uuid primary key default platform.uuid7(),
  -- What people call it: TSK-<number>.
  number bigint generated always as identity,
  title text not null,
  note text not null default '',
  -- The record that it is about; none for a task of its own.
  entity text,
  entity_id text,
  -- Of a task that a slice makes: at most one of this key is open for a record, and the slice closes it by the key.
  key text,
  office_id uuid references access.office,
  operation_id uuid references access.operation,
  owner_id uuid references identity.account,
  -- The role whose holders may take it.
  role_id text references access.role on update cascade,
  -- May see it besides: who gave it away, who follows it, to whom it was escalated.
  watchers uuid[] not null default '{}',
  priority text not null default 'normal',
  state text not null default 'open',
  due_at timestamptz,
  zone text,
  -- ISO 8601 duration before the due time: days by the calendar of the zone, hours exact.
  remind_before text,
  escalate_hours integer,
  escalate_to uuid references identity.account,
  escalate_role text references access.role on update cascade,
  reminded_at timestamptz,
  due_told_at timestamptz,
  escalated_at timestamptz,
  -- When the job looks at it next; none when there is nothing more to say.
  next_alarm_at timestamptz,
  created_by uuid references identity.account,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_by uuid references identity.account,
  closed_at timestamptz,
  revision integer not null default 1,
  constraint task__title_given check (length(btrim(title)) between 1 and 200),
  constraint task__note_length check (length(note) <= 5000),
  constraint task__record_named check ((entity is null) = (entity_id is null)),
  constraint task__key_of_record check (key is null or entity is not null),
  constraint task__for_somebody check (owner_id is not null or role_id is not null),
  constraint task__queue_has_place check (role_id is null or office_id is not null or operation_id is not null),
  constraint task__state_known check (state in ('open', 'in_progress', 'done', 'cancelled')),
  constraint task__closed_when_over check ((state in ('done', 'cancelled')) = (closed_at is not null)),
  constraint task__priority_known check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint task__due_has_zone check ((due_at is null) = (zone is null)),
  constraint task__reminds_of_due check (due_at is not null or (remind_before is null and escalate_hours is null)),
  constraint task__escalates_to_one check (
    num_nonnulls(escalate_to, escalate_role) = (case when escalate_hours is null then 0 else 1 end)),
  constraint task__escalation_hours check (escalate_hours between 0 and 8760)
);
create unique index task__one_of_key on tasks.task (entity, entity_id, key)
  where key is not null and state in ('open', 'in_progress');
create unique index task__number_unique on tasks.task (number);
create index task__by_owner on tasks.task (owner_id, due_at) where state in ('open', 'in_progress');
create index task__by_queue on tasks.task (role_id, operation_id, due_at) where owner_id is null and state in ('open', 'in_progress');
create index task__by_operation on tasks.task (operation_id, due_at, id);
create index task__by_maker on tasks.task (created_by, id);
create index task__by_watcher on tasks.task using gin (watchers);
create index task__by_record on tasks.task (entity, entity_id);
create index task__by_alarm on tasks.task (next_alarm_at) where next_alarm_at is not null;

-- Where a task lies follows from its record, whatever its maker says.
create function tasks.place_by_record() returns trigger language plpgsql set search_path = tasks, pg_temp as $$
begin
  if new.entity is not null and platform.actor() is not null then
    select s.office_id, s.operation_id into new.office_id, new.operation_id
    from audit.record_scope(new.entity, new.entity_id) s;
  end if;
  return new;
end $$;
create trigger place_by_record before insert on tasks.task for each row execute function tasks.place_by_record();

-- Whoever is given a task sees its record and works in its place: asked under their own rights, at the moment it is given.
create function tasks.owner_sees_record() returns trigger
language plpgsql set search_path = tasks, pg_temp as $$
begin
  if new.entity is not null and not audit.visible_to(new.owner_id, new.entity, new.entity_id) then
    raise exception 'the owner cannot see the record' using errcode = 'check_violation', constraint = 'task__owner_sees_record';
  end if;
  if new.operation_id is not null and not audit.visible_to(new.owner_id, 'access.operation', new.operation_id::text)
    or not audit.visible_to(new.owner_id, 'tasks.task', new.id::text) then
    raise exception 'the owner does not work there' using errcode = 'check_violation', constraint = 'task__owner_works_there';
  end if;
  return null;
end $$;
create trigger owner_sees_record_first after insert on tasks.task
  for each row when (new.owner_id is not null) execute function tasks.owner_sees_record();
create trigger owner_sees_record after update of owner_id on tasks.task
  for each row when (new.owner_id is not null and new.owner_id is distinct from old.owner_id)
  execute function tasks.owner_sees_record();

-- The key of a person's calendar address; kept as a hash.
create table tasks.feed (
  account_id uuid primary key references identity.account on delete cascade,
  key_hash bytea not null,
  created_at timestamptz not null default now(),
  last_read_at timestamptz,
  constraint feed__key_unique unique (key_hash)
);
