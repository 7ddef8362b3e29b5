-- Backups hold everything, so who sees and rules them is decided at the top office; the job that makes them keeps the list.

grant usage on schema backup to sojourn_app;
grant select, insert, update on backup.setting, backup.archive, backup.drill to sojourn_app;

alter table backup.setting enable row level security;
alter table backup.setting force row level security;
alter table backup.archive enable row level security;
alter table backup.archive force row level security;
alter table backup.drill enable row level security;
alter table backup.drill force row level security;
create policy owner_all on backup.drill to current_user using (true) with check (true);
create policy owner_all on backup.setting to current_user using (true) with check (true);
create policy owner_all on backup.archive to current_user using (true) with check (true);

create or replace function backup.is_platform() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select platform.actor_kind() = 'job' and platform.actor() is null
$$;

create policy setting_read on backup.setting for select to sojourn_app
  using ((select access.held_at_top('backup.backup.read')) or (select backup.is_platform()));
create policy setting_insert on backup.setting for insert to sojourn_app
  with check ((select access.held_at_top('backup.backup.write')));
create policy setting_update on backup.setting for update to sojourn_app
  using ((select access.held_at_top('backup.backup.write')) or (select backup.is_platform()))
  with check ((select access.held_at_top('backup.backup.write')) or (select backup.is_platform()));

create policy archive_read on backup.archive for select to sojourn_app
  using ((select access.held_at_top('backup.backup.read')) or (select backup.is_platform()));
create policy archive_insert on backup.archive for insert to sojourn_app with check ((select backup.is_platform()));
create policy archive_update on backup.archive for update to sojourn_app
  using ((select backup.is_platform())) with check ((select backup.is_platform()));

create policy drill_read on backup.drill for select to sojourn_app
  using ((select access.held_at_top('backup.backup.read')) or (select backup.is_platform()));
create policy drill_insert on backup.drill for insert to sojourn_app with check ((select backup.is_platform()));
create policy drill_update on backup.drill for update to sojourn_app
  using ((select backup.is_platform())) with check ((select backup.is_platform()));

-- Who is told when a backup fails: people who keep the backups at a top office today.
create or replace function backup.keepers() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not backup.is_platform() then
    raise exception 'only the platform asks who keeps the backups' using errcode = 'insufficient_privilege';
  end if;
  return (select coalesce(array_agg(distinct g.account_id), '{}')
    from access.role_grant g
    join access.role r on r.id = g.role_id
    join access.office o on o.id = g.office_id and o.parent_id is null
    join identity.account a on a.id = g.account_id
    where 'backup.backup.write' = any(r.permissions) and a.state = 'active' and g.operation_id is null
      and g.revoked_at is null and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date));
end $$;

-- A first guess of how large a backup may be, before there was one.
create or replace function backup.database_bytes() returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
  select pg_database_size(current_database())
$$;

revoke execute on all functions in schema backup from public;
grant execute on all functions in schema backup to sojourn_app;
