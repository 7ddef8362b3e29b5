-- Jobs are added inside the transaction of the change that causes them, so that neither exists without the other. People
-- see the jobs that run for them and those that work on a record which they see; who keeps the installation sees all. Only
-- the functions below write.

grant usage on schema jobs to sojourn_app;
grant select on jobs.run, jobs.schedule to sojourn_app;
grant insert, update on jobs.schedule to sojourn_app;

alter table jobs.run enable row level security;
alter table jobs.run force row level security;
alter table jobs.schedule enable row level security;
alter table jobs.schedule force row level security;
create policy owner_all on jobs.run to current_user using (true) with check (true);
create policy owner_all on jobs.schedule to current_user using (true) with check (true);

create policy run_read on jobs.run for select to sojourn_app
  using (account_id = (select platform.actor()) or (select access.held_at_top('jobs.job.read'))
    or (entity is not null and audit.record_visible(entity, entity_id)));
create policy schedule_read on jobs.schedule for select to sojourn_app
  using ((select access.held_at_top('jobs.job.read')));
create policy schedule_insert on jobs.schedule for insert to sojourn_app
  with check ((select access.held_at_top('jobs.job.write')));
create policy schedule_update on jobs.schedule for update to sojourn_app
  using ((select access.held_at_top('jobs.job.write'))) with check ((select access.held_at_top('jobs.job.write')));

-- The job remembers on whose behalf it runs, and to what that was limited: a token gets no further by way of a job; nobody can enqueue in another's name.
create or replace function jobs.enqueue(task text, payload jsonb, job_key text, first_at timestamptz, attempts integer,
  entity text, entity_id text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  queued bigint;
  run uuid;
begin
  select j.id into queued from graphile_worker.add_job(
    enqueue.task,
    payload := json_build_object('payload', enqueue.payload, 'accountId', platform.actor(),
      'permissions', platform.actor_permissions(), 'operations', platform.actor_operations()),
    job_key := enqueue.job_key,
    run_at := enqueue.first_at,
    max_attempts := coalesce(enqueue.attempts, 5)) j;
  insert into jobs.run as r (task, account_id, queue_id, next_at, entity, entity_id)
  values (enqueue.task, platform.actor(), queued, enqueue.first_at, enqueue.entity, enqueue.entity_id)
  -- A job of the same key that still waited was replaced.
  on conflict (queue_id) do update set task = excluded.task, account_id = excluded.account_id, state = 'waiting',
    entity = excluded.entity, entity_id = excluded.entity_id,
    attempts = 0, done = 0, total = null, note = null, problem = null, link = null, created_at = now(),
    started_at = null, next_at = excluded.next_at, cancel_asked_at = null, finished_at = null
  returning r.id into run;
  return run;
end $$;

create or replace function jobs.require_job() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job keeps the record of jobs' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Notes that an attempt begins. No row: there is nothing to do, since its schedule rests, it was cancelled meanwhile, or
-- it had ended when its server died.
create or replace function jobs.begin_run(queue_id bigint, task text, account uuid, attempt integer, scheduled boolean)
returns table (id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform jobs.require_job();
  if begin_run.scheduled and exists (select from jobs.schedule s where s.id = begin_run.task and s.paused)
    and not exists (select from jobs.run r where r.queue_id = begin_run.queue_id) then
    return;
  end if;
  insert into jobs.run as r (queue_id, task, account_id, scheduled)
  values (begin_run.queue_id, begin_run.task, begin_run.account, begin_run.scheduled)
  on conflict (queue_id) do nothing;
  update jobs.run r set state = 'cancelled', finished_at = now(), next_at = null
  where r.queue_id = begin_run.queue_id and r.cancel_asked_at is not null and r.finished_at is null;
  return query
    update jobs.run r set state = 'running', attempts = begin_run.attempt, started_at = coalesce(r.started_at, now()),
      next_at = null, problem = null, done = 0, total = null, note = null, finished_at = null
    where r.queue_id = begin_run.queue_id and (r.finished_at is null or r.state = 'failed') and r.cancel_asked_at is null
    returning r.id;
end $$;

-- How far a run is. Answers whether it goes on: false when somebody has cancelled it.
create or replace function jobs.advance_run(run uuid, done bigint, total bigint, note text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  asked boolean;
begin
  perform jobs.require_job();
  update jobs.run r set done = advance_run.done, total = advance_run.total, note = advance_run.note
  where r.id = advance_run.run and r.state = 'running' returning r.cancel_asked_at is not null into asked;
  return asked is false;
end $$;

-- Ends an attempt. `final` false: the library tries again, after the pause that it computes in the same way.
-- `quiet`: a success leaves nothing; of a schedule the last run that ended well is kept. No row: it was not running.
create or replace function jobs.end_run(run uuid, came_out text, problem text, final boolean, link text, quiet boolean)
returns table (outcome text, entity text, entity_id text, took_ms double precision)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  ended record;
begin
  perform jobs.require_job();
  select r.*, j.attempts >= j.max_attempts as exhausted, j.run_at into ended
  from jobs.run r left join graphile_worker._private_jobs j on j.id = r.queue_id
  where r.id = end_run.run and r.state = 'running' for update of r;
  if not found then return; end if;
  took_ms := extract(epoch from clock_timestamp() - ended.created_at) * 1000;
  entity := ended.entity;
  entity_id := ended.entity_id;
  outcome := came_out;
  if came_out = 'failed' and not (end_run.final or coalesce(ended.exhausted, true)) then
    update jobs.run r set state = 'waiting', problem = end_run.problem,
      next_at = greatest(now(), ended.run_at) + exp(least(ended.attempts, 10)) * interval '1 second'
    where r.id = end_run.run;
    outcome := 'waiting';
    return next;
    return;
  end if;
  if came_out = 'failed' then
    update graphile_worker._private_jobs j set max_attempts = j.attempts where j.id = ended.queue_id and j.attempts > 0;
  end if;
  if came_out = 'done' and end_run.quiet and not ended.scheduled then
    delete from jobs.run r where r.id = end_run.run;
    return next;
    return;
  end if;
  update jobs.run r set state = came_out, problem = end_run.problem, link = end_run.link, finished_at = now(),
    next_at = null
  where r.id = end_run.run;
  if came_out = 'done' and ended.scheduled and end_run.quiet then
    delete from jobs.run r
    where r.task = ended.task and r.scheduled and r.state = 'done' and r.id <> end_run.run and r.id < end_run.run;
  end if;
  return next;
end $$;

-- The server stops: the run waits for the next one that takes it up, and the attempt does not count.
create or replace function jobs.put_back_run(run uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform jobs.require_job();
  with back as (
    update jobs.run r set state = 'waiting' where r.id = put_back_run.run and r.state = 'running' returning r.queue_id
  )
  update graphile_worker._private_jobs j set attempts = greatest(j.attempts - 1, 0) from back where j.id = back.queue_id;
end $$;

-- Removes a job that waits, or asks the server that runs it to stop. For its own person and for keepers of the jobs.
-- Answers the state that follows; nothing when it is none of the caller's.
create or replace function jobs.cancel_run(run uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_run jobs.run;
begin
  select r.* into found_run from jobs.run r where r.id = cancel_run.run
    and (r.account_id = platform.actor() or access.held_at_top('jobs.job.read')) for update;
  if found_run.id is null then return null; end if;
  if found_run.account_id is distinct from platform.actor() and not access.held_at_top('jobs.job.write') then
    raise exception 'not the person of this job' using errcode = 'insufficient_privilege';
  end if;
  if found_run.finished_at is not null then return found_run.state; end if;
  perform graphile_worker.complete_jobs(array[found_run.queue_id]);
  if exists (select from graphile_worker._private_jobs j where j.id = found_run.queue_id) then
    update jobs.run r set cancel_asked_at = coalesce(r.cancel_asked_at, now()) where r.id = cancel_run.run;
    perform pg_notify('sojourn_job_cancel', cancel_run.run::text);
    return 'running';
  end if;
  update jobs.run r set state = 'cancelled', cancel_asked_at = now(), finished_at = now(), next_at = null
  where r.id = cancel_run.run;
  return 'cancelled';
end $$;

create or replace function jobs.require_keeper() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if not access.held_at_top('jobs.job.write') then
    raise exception 'not a keeper of jobs' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Lets a job that has failed for good try again, as the same person: for that person, whom nothing limits at the moment
-- (a token gets no further by way of a job), and for keepers of the jobs. False where there is none, or where later work
-- on the same record took its place.
create or replace function jobs.retry_run(run uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  failed jobs.run;
begin
  select r.* into failed from jobs.run r where r.id = retry_run.run for update;
  if failed.account_id is distinct from platform.actor() or platform.actor_permissions() is not null
    or platform.actor_operations() is not null then
    perform jobs.require_keeper();
  end if;
  if failed.state is distinct from 'failed' or exists (select from jobs.run n
    where n.entity = failed.entity and n.entity_id = failed.entity_id and n.id > failed.id) then
    return false;
  end if;
  perform from graphile_worker.reschedule_jobs(array[failed.queue_id], run_at := now(), attempts := 0, max_attempts := 5);
  if not found then return false; end if;
  update jobs.run r set state = 'waiting', attempts = 0, finished_at = null, next_at = null, cancel_asked_at = null
  where r.id = retry_run.run;
  return true;
end $$;

-- Runs a schedule at once, as the platform. One that waits already is not added twice.
create or replace function jobs.run_schedule(task text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  queued bigint;
  run uuid;
begin
  perform jobs.require_keeper();
  select j.id into queued from graphile_worker.add_job(
    run_schedule.task, payload := '{}'::json, job_key := 'now:' || run_schedule.task, max_attempts := 5) j;
  insert into jobs.run as r (task, queue_id, scheduled) values (run_schedule.task, queued, true)
  on conflict (queue_id) do update set state = 'waiting', attempts = 0, finished_at = null, cancel_asked_at = null
  returning r.id into run;
  return run;
end $$;

-- Forgets what ended long ago, and the jobs of the library that failed with it.
create or replace function jobs.sweep_runs(ended_before timestamptz, failed_before timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  swept bigint;
begin
  perform jobs.require_job();
  with gone as (
    delete from jobs.run r
    where r.finished_at < greatest(ended_before, failed_before)
      and r.finished_at < case when r.state = 'failed' then failed_before else ended_before end
      and not (r.scheduled and r.id = (select s.id from jobs.run s where s.task = r.task and s.scheduled order by s.id desc limit 1))
    returning r.queue_id
  ), dropped as (
    select graphile_worker.complete_jobs((select array_agg(queue_id) from gone))
  )
  select (select count(*) from gone) + 0 * (select count(*) from dropped) into swept;
  return swept;
end $$;

revoke execute on all functions in schema jobs from public;
grant execute on all functions in schema jobs to sojourn_app;
