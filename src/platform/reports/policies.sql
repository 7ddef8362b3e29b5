-- Saved views: written by their owner, read by those they are shared with.

grant usage on schema reports to sojourn_app;
grant select, insert, update, delete on reports.view to sojourn_app;

alter table reports.view enable row level security;
alter table reports.view force row level security;
create policy owner_all on reports.view to current_user using (true) with check (true);

-- People of the office, above and below it, by grants that hold today; with a role, those of them who hold it there.
-- A token that is narrowed to some permissions sees the views of its person like any other of their things.
create or replace function reports.shared_with_me(office uuid, role text) returns boolean
language sql stable set search_path = reports, pg_temp as $$
  select platform.actor_operations() is null and exists (
    select from access.role_grant g join access.office own on own.id = g.office_id join access.office o on o.id = office
    where g.account_id = platform.actor() and g.revoked_at is null and g.starts_on <= current_date
      and (g.ends_on is null or g.ends_on >= current_date) and (role is null or g.role_id = role)
      and (own.path @> array[o.id] or o.path @> array[own.id]))
$$;
revoke execute on function reports.shared_with_me(uuid, text) from public;
grant execute on function reports.shared_with_me(uuid, text) to sojourn_app;

create policy view_read on reports.view for select to sojourn_app
  using (account_id = (select platform.actor())
    or (office_id is not null and reports.shared_with_me(office_id, role_id)));
-- To share with an office needs the right to do so there; to keep a view to oneself needs nothing.
create policy view_insert on reports.view for insert to sojourn_app
  with check (account_id = (select platform.actor())
    and (office_id is null or office_id = any((select access.scope_offices('reports.view.share'))::uuid[])));
create policy view_update on reports.view for update to sojourn_app
  using (account_id = (select platform.actor()))
  with check (account_id = (select platform.actor())
    and (office_id is null or office_id = any((select access.scope_offices('reports.view.share'))::uuid[])));
create policy view_delete on reports.view for delete to sojourn_app using (account_id = (select platform.actor()));
