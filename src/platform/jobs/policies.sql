-- Jobs are added inside the transaction of the change that causes them, so that neither exists without the other.

grant usage on schema jobs to sojourn_app;

-- The job remembers on whose behalf it runs; nobody can enqueue in another's name.
create or replace function jobs.enqueue(task text, payload jsonb, job_key text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    task,
    payload := json_build_object('payload', payload, 'accountId', platform.actor()),
    job_key := job_key,
    max_attempts := 5);
end $$;
grant execute on function jobs.enqueue(text, jsonb, text) to sojourn_app;
