-- Who may see and change offices, operations, roles and grants; and the scope functions that every slice's policies use.

grant usage on schema access to sojourn_app;
grant select on access.agency, access.office, access.operation, access.role, access.role_grant to sojourn_app;
grant insert, update on access.office, access.operation, access.role_grant to sojourn_app;
grant insert, update on access.role to sojourn_app;

alter table access.agency enable row level security;
alter table access.agency force row level security;
alter table access.office enable row level security;
alter table access.office force row level security;
alter table access.operation enable row level security;
alter table access.operation force row level security;
alter table access.role enable row level security;
alter table access.role force row level security;
alter table access.role_grant enable row level security;
alter table access.role_grant force row level security;

-- The owner's own functions below read the tables whole; the application role never acts as the owner.
create policy owner_all on access.agency to current_user using (true) with check (true);
create policy owner_all on access.office to current_user using (true) with check (true);
create policy owner_all on access.operation to current_user using (true) with check (true);
create policy owner_all on access.role to current_user using (true) with check (true);
create policy owner_all on access.role_grant to current_user using (true) with check (true);

grant select on access.sign_in_default to sojourn_app;
grant select, insert, update, delete on access.role_sign_in to sojourn_app;
alter table access.sign_in_default enable row level security;
alter table access.sign_in_default force row level security;
alter table access.role_sign_in enable row level security;
alter table access.role_sign_in force row level security;
create policy owner_all on access.sign_in_default to current_user using (true) with check (true);
create policy owner_all on access.role_sign_in to current_user using (true) with check (true);

-- Grants of the actor that hold today. A token may only narrow what its person holds.
create or replace function access.held(permission text)
returns table (office_id uuid, operation_id uuid)
language sql stable security definer set search_path = access, pg_temp as $$
  select g.office_id, g.operation_id
  from access.role_grant g
  join access.role r on r.id = g.role_id
  join identity.account a on a.id = g.account_id
  where g.account_id = platform.actor()
    and a.state = 'active'
    and g.revoked_at is null
    and g.starts_on <= current_date
    and (g.ends_on is null or g.ends_on >= current_date)
    and permission = any(r.permissions)
    and (platform.actor_permissions() is null or permission = any(platform.actor_permissions()))
$$;

-- Offices (with all below them) in which the actor holds the permission for every operation.
create or replace function access.scope_offices(permission text) returns uuid[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct o.id), '{}')
  from access.held(permission) h
  join access.office o on o.path @> array[h.office_id]
  where h.operation_id is null
$$;

-- Operations in which the actor holds the permission: those granted by name, and those of the offices in scope.
create or replace function access.scope_operations(permission text) returns uuid[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct p.id), '{}')
  from access.held(permission) h
  join access.operation p on p.id = h.operation_id
    or (h.operation_id is null and exists (
      select from access.office o where o.id = p.office_id and h.office_id = any(o.path)))
$$;

-- Whether the actor holds the permission at the top of the tree: what belongs to no office is decided there.
create or replace function access.held_at_top(permission text) returns boolean
language sql stable set search_path = access, pg_temp as $$
  select exists (select from access.office o where o.parent_id is null and o.id = any(access.scope_offices(permission)))
$$;

-- The office above another as it stood before the statement at hand: a policy sees only the new row.
create or replace function access.parent_before(office uuid) returns uuid
language sql stable security definer set search_path = access, pg_temp as $$
  select o.parent_id from access.office o where o.id = office
$$;

create or replace function access.has_anywhere(permission text) returns boolean
language sql stable security definer set search_path = access, pg_temp as $$
  select exists (select from access.held(permission))
$$;

-- Every permission that the actor holds somewhere today.
create or replace function access.permissions_held() returns text[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct p order by p), '{}')
  from access.role_grant g
  join access.role r on r.id = g.role_id
  join identity.account a on a.id = g.account_id
  cross join lateral unnest(r.permissions) p
  where g.account_id = platform.actor() and a.state = 'active' and g.revoked_at is null
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
    and (platform.actor_permissions() is null or p = any(platform.actor_permissions()))
$$;

-- Roles in which the actor acts today, for the audit log.
create or replace function access.roles_held() returns text[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct g.role_id), '{}')
  from access.role_grant g
  where g.account_id = platform.actor() and g.revoked_at is null
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
$$;
grant execute on function access.roles_held() to sojourn_app;

-- How a sign-in with this role is limited today: what the agency set, else the newest default of the role, else of all.
create or replace function access.rule_of_role(role text)
returns table (idle_minutes int, session_hours int, second_factor_required boolean, own boolean)
language sql stable set search_path = access, pg_temp as $$
  select coalesce(o.idle_minutes, d.idle_minutes), coalesce(o.session_hours, d.session_hours),
    coalesce(o.second_factor_required, d.second_factor_required), o.role_id is not null
  from (select * from access.sign_in_default x where x.role_id in (rule_of_role.role, '*') and x.since <= current_date
        order by x.role_id = '*', x.since desc limit 1) d
  left join access.role_sign_in o on o.role_id = rule_of_role.role
$$;

-- The strictest of the roles that somebody holds today; without any, what holds for all others.
create or replace function access.sign_in_rule(account uuid)
returns table (idle_minutes int, session_hours int, second_factor_required boolean)
language sql stable set search_path = access, pg_temp as $$
  select min(r.idle_minutes), min(r.session_hours), bool_or(r.second_factor_required)
  from (select distinct coalesce(g.role_id, '*') role_id
        from (values (1)) one
        left join access.role_grant g on g.account_id = account and g.revoked_at is null
          and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)) live
  cross join lateral access.rule_of_role(live.role_id) r
$$;
grant execute on function access.rule_of_role(text), access.sign_in_rule(uuid) to sojourn_app;

-- Operations that the actor works in, whatever the permission.
create or replace function access.my_operations() returns uuid[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct p.id), '{}')
  from access.role_grant g
  join identity.account a on a.id = g.account_id
  join access.operation p on p.id = g.operation_id
    or (g.operation_id is null and exists (
      select from access.office o where o.id = p.office_id and g.office_id = any(o.path)))
  where g.account_id = platform.actor() and a.state = 'active' and g.revoked_at is null
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
$$;

create policy agency_read on access.agency for select to sojourn_app using (true);

create policy office_read on access.office for select to sojourn_app
  using ((select platform.actor()) is not null);
create policy office_insert on access.office for insert to sojourn_app
  with check (parent_id = any((select access.scope_offices('access.office.write'))::uuid[]));
-- An office stays below the one above it or moves within the scope: nobody takes an office out of the reach of those above.
create policy office_update on access.office for update to sojourn_app
  using (id = any((select access.scope_offices('access.office.write'))::uuid[]))
  with check (id = any((select access.scope_offices('access.office.write'))::uuid[])
    and (parent_id is not distinct from access.parent_before(id)
      or parent_id = any((select access.scope_offices('access.office.write'))::uuid[])));

create policy operation_read on access.operation for select to sojourn_app
  using (id = any((select access.my_operations())::uuid[])
    or office_id = any((select access.scope_offices('access.operation.write'))::uuid[]));
create policy operation_insert on access.operation for insert to sojourn_app
  with check (office_id = any((select access.scope_offices('access.operation.write'))::uuid[]));
create policy operation_update on access.operation for update to sojourn_app
  using (office_id = any((select access.scope_offices('access.operation.write'))::uuid[]))
  with check (office_id = any((select access.scope_offices('access.operation.write'))::uuid[]));

create policy role_read on access.role for select to sojourn_app
  using ((select platform.actor()) is not null);
create policy sign_in_default_read on access.sign_in_default for select to sojourn_app
  using ((select platform.actor()) is not null);
create policy role_sign_in_read on access.role_sign_in for select to sojourn_app
  using ((select platform.actor()) is not null);
create policy role_sign_in_write on access.role_sign_in to sojourn_app
  using ((select access.held_at_top('access.role.write'))) with check ((select access.held_at_top('access.role.write')));
-- A role means the same in every office, so it is written at the top only; and nobody widens a role that they hold.
create policy role_insert on access.role for insert to sojourn_app
  with check (not built_in and (select access.held_at_top('access.role.write')));
create policy role_update on access.role for update to sojourn_app
  using (not built_in and (select access.held_at_top('access.role.write'))
    and id <> all((select access.roles_held())::text[]))
  with check (not built_in and (select access.held_at_top('access.role.write')));

create policy role_grant_read on access.role_grant for select to sojourn_app
  using (account_id = (select platform.actor())
    or office_id = any((select access.scope_offices('access.grant.read'))::uuid[]));
-- Nobody grants themselves anything, nor anything to an account that they cannot see.
create policy role_grant_insert on access.role_grant for insert to sojourn_app
  with check (account_id <> (select platform.actor())
    and exists (select from identity.account a where a.id = account_id)
    and office_id = any((select access.scope_offices('access.grant.write'))::uuid[]));
create policy role_grant_update on access.role_grant for update to sojourn_app
  using (office_id = any((select access.scope_offices('access.grant.write'))::uuid[]))
  with check (office_id = any((select access.scope_offices('access.grant.write'))::uuid[]));

grant execute on function access.held(text), access.scope_offices(text), access.scope_operations(text),
  access.has_anywhere(text), access.held_at_top(text), access.parent_before(uuid), access.permissions_held(),
  access.my_operations() to sojourn_app;

-- Built-in roles follow the code: written at each start, before anyone can sign in, and by nothing that acts for a person.
create or replace function access.declare_built_in_roles(roles jsonb) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
  if platform.actor() is not null or platform.actor_kind() <> 'job' then
    raise exception 'built-in roles are declared at start only' using errcode = 'insufficient_privilege';
  end if;
  insert into access.role (id, name, permissions, built_in)
  select r.id, r.name, r.permissions, true
  from jsonb_to_recordset(roles) as r(id text, name jsonb, permissions text[])
  on conflict (id) do update set name = excluded.name, permissions = excluded.permissions, built_in = true
  where (role.name, role.permissions, role.built_in) is distinct from (excluded.name, excluded.permissions, true);
end $$;
grant execute on function access.declare_built_in_roles(jsonb) to sojourn_app;
