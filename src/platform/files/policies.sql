-- A blob row says nothing but a hash and a size: the right to read a file is the right to see the row that points to it.

grant usage on schema files to sojourn_app;
grant select, insert, update (created_at, sealed_key) on files.blob to sojourn_app;

alter table files.blob enable row level security;
alter table files.blob force row level security;
create policy owner_all on files.blob to current_user using (true) with check (true);

create policy blob_read on files.blob for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy blob_insert on files.blob for insert to sojourn_app
  with check ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');

-- Keeping a content anew only makes it young again, which also keeps the sweep away from it.
create policy blob_keep on files.blob for update to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');

-- Blobs older than a moment that no foreign key of any slice points to. Locks each so that nobody can begin to point to
-- it before the caller's transaction, in which the file goes too, has ended.
create or replace function files.forget_orphans(before timestamptz, most integer)
returns table (sha256 bytea)
language plpgsql volatile security definer set search_path = files, pg_temp as $$
declare
  pointed text;
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job sweeps files' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(string_agg(format('and not exists (select from %s x where x.%I = b.sha256)', k.conrelid::regclass, a.attname), ' '), '')
    into pointed
  from pg_constraint k
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where k.contype = 'f' and k.confrelid = 'files.blob'::regclass;
  return query execute format(
    'delete from files.blob d using (select b.sha256 from files.blob b where b.created_at < $1 %s order by b.created_at limit $2 for update) o
     where d.sha256 = o.sha256 returning d.sha256', pointed) using before, most;
end $$;
revoke execute on function files.forget_orphans(timestamptz, integer) from public;
grant execute on function files.forget_orphans(timestamptz, integer) to sojourn_app;
