-- Who may see and change tasks. A task never opens its record: whoever does not see the record does not see the task.

grant usage on schema tasks to sojourn_app;
grant select, insert on tasks.task to sojourn_app;
-- What a task is about, and who made it, never changes.
grant update (title, note, owner_id, role_id, watchers, priority, state, due_at, zone, remind_before, escalate_hours,
  escalate_to, escalate_role, reminded_at, due_told_at, escalated_at, next_alarm_at, updated_at, closed_by, closed_at, revision)
  on tasks.task to sojourn_app;
grant select, insert, delete on tasks.feed to sojourn_app;

alter table tasks.task enable row level security;
alter table tasks.task force row level security;
alter table tasks.feed enable row level security;
alter table tasks.feed force row level security;

create policy owner_all on tasks.task to current_user using (true) with check (true);
create policy owner_all on tasks.feed to current_user using (true) with check (true);

-- The platform's own jobs remind, escalate, and make tasks from schedules.
create policy task_job on tasks.task to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null)
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);

-- Owner, maker, watcher, the queue, and readers of the operation or office; each only where they see the record. What a
-- slice makes (with a key) is made and seen by whoever causes it, also without the permission to have tasks.
create policy task_read on tasks.task for select to sojourn_app using (
  ((select platform.actor_operations()) is null or operation_id = any((select platform.actor_operations())::uuid[])) and
  ((select access.has_anywhere('tasks.task.work')) or (key is not null and created_by = (select platform.actor())))
  and (owner_id = (select platform.actor()) or created_by = (select platform.actor())
    or (select platform.actor()) = any(watchers)
    or role_id || ' ' || coalesce(operation_id, office_id)::text = any((select access.my_queues())::text[])
    or operation_id = any((select access.scope_operations('tasks.task.read'))::uuid[])
    or office_id = any((select access.scope_offices('tasks.task.read'))::uuid[]))
  and (entity is null or audit.record_visible(entity, entity_id)));

-- Nobody makes a task in another's name, on a record that they do not see, or in a place where they do not work. One of
-- no place and no record is its maker's own.
create policy task_insert on tasks.task for insert to sojourn_app with check (
  ((select access.has_anywhere('tasks.task.work')) or key is not null)
  and created_by = (select platform.actor())
  and case when entity is not null then access.bears(entity, entity_id)
    when operation_id is not null then operation_id = any((select access.scope_operations('tasks.task.work'))::uuid[])
    when office_id is not null then office_id = any((select access.scope_offices('tasks.task.work'))::uuid[])
    else owner_id = (select platform.actor()) end);

-- Changed by those who see it, as the service decides; that it stays in the sight of whoever changed it, task_read sees to.
create policy task_update on tasks.task for update to sojourn_app
  using ((select access.has_anywhere('tasks.task.work')))
  with check (case when entity is null and operation_id is null and office_id is null
    then owner_id = (select platform.actor()) else true end);

-- Closes the open task that a slice made on a record under a key. Whoever settles the matter need not see the task: the
-- caller asks first whether they see the record. Tasks that people made have no key and are out of reach.
create or replace function tasks.close_keyed(record text, record_id text, task_key text, now timestamptz)
returns table (id uuid, number bigint, state text, office_id uuid, operation_id uuid, created_by uuid)
language sql volatile security definer set search_path = tasks, pg_temp as $$
  with open as (
    select t.id, t.state from tasks.task t
    where t.entity = record and t.entity_id = record_id and t.key = task_key and t.state in ('open', 'in_progress')
      and (platform.actor() is not null or platform.actor_kind() = 'job')
    for update)
  update tasks.task t set state = 'done', closed_at = close_keyed.now, closed_by = platform.actor(), next_alarm_at = null,
    updated_at = close_keyed.now, revision = t.revision + 1
  from open where t.id = open.id
  returning t.id, t.number, open.state, t.office_id, t.operation_id, t.created_by
$$;

-- Whoever saw a task by following it alone sees it no longer: a policy would refuse such a change, so this makes it.
create or replace function tasks.stop_watching(task uuid) returns void
language sql volatile security definer set search_path = tasks, pg_temp as $$
  update tasks.task t set watchers = array_remove(t.watchers, platform.actor())
  where t.id = task and platform.actor() = any(t.watchers)
$$;

create policy feed_own on tasks.feed to sojourn_app
  using (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person')
  with check (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person');

-- Who stands behind the key of a calendar address: its person, who may nothing but have tasks.
create or replace function tasks.feed_actor(key bytea) returns table (account_id uuid, permissions text[])
language plpgsql volatile security definer set search_path = tasks, pg_temp as $$
declare f record;
begin
  select x.account_id, x.last_read_at into f
  from tasks.feed x join identity.account a on a.id = x.account_id
  where x.key_hash = key and a.state = 'active' and not identity.second_factor_due(x.account_id);
  if not found then return; end if;
  if f.last_read_at is null or f.last_read_at < now() - interval '1 minute' then
    update tasks.feed x set last_read_at = now() where x.account_id = f.account_id;
  end if;
  perform set_config('app.actor', f.account_id::text, true);
  perform set_config('app.actor_kind', 'token', true);
  perform set_config('app.permissions', '*', true);
  return query select f.account_id, access.permissions_held();
end $$;

grant execute on function tasks.close_keyed(text, text, text, timestamptz), tasks.feed_actor(bytea),
  tasks.stop_watching(uuid) to sojourn_app;
