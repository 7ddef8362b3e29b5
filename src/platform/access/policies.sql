-- Who may see and change offices, operations, roles and grants; and the scope functions that every slice's policies use.

grant usage on schema access to sojourn_app;
grant select on access.agency, access.office, access.operation, access.role, access.role_grant to sojourn_app;
grant insert, update on access.office, access.operation to sojourn_app;
grant insert on access.role_grant to sojourn_app;
-- A grant is ended, and never turned into another.
revoke update on access.role_grant from sojourn_app;
grant update (revoked_at, revoked_by) on access.role_grant to sojourn_app;
grant insert, update on access.role to sojourn_app;
grant update (second_factor_required) on access.agency to sojourn_app;

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

-- Grants of the actor that hold today. A token may only narrow what its account holds: to permissions, and to operations,
-- each of which then stands for itself and no office for all of its own. For the functions of this file alone, with their
-- rights and their path, so that each is planned as one with it: they are asked several times in every request.
create or replace function access.held(permission text)
returns table (office_id uuid, operation_id uuid)
language sql stable as $$
  select g.office_id, l.operation_id
  from access.role_grant g
  join access.role r on r.id = g.role_id
  join identity.account a on a.id = g.account_id
  cross join lateral (
    select g.operation_id where platform.actor_operations() is null
    union all
    select x.id from access.operation x join access.office o on o.id = x.office_id
    where x.id = any(platform.actor_operations())
      and (x.id = g.operation_id or g.operation_id is null and g.office_id = any(o.path))) l
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

-- Both at once, for what asks for both.
create or replace function access.scope(permission text, out operations uuid[], out offices uuid[])
language plpgsql stable security definer set search_path = access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare named uuid[]; whole uuid[];
begin
  select array_agg(h.operation_id) filter (where h.operation_id is not null),
    array_agg(h.office_id) filter (where h.operation_id is null) into named, whole
  from access.held(permission) h;
  offices := array(select o.id from access.office o where o.path && whole);
  operations := array(select p.id from access.operation p where p.id = any(named) or p.office_id = any(offices));
end $$;

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
    and (platform.actor_operations() is null or exists (
      select from access.operation x join access.office o on o.id = x.office_id
      where x.id = any(platform.actor_operations())
        and (x.id = g.operation_id or g.operation_id is null and g.office_id = any(o.path))))
$$;

-- Whether the actor has a record open in an emergency: everything they do meanwhile is marked in the log.
create or replace function access.glass_broken() returns boolean
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
  return exists (select from access.opening o
    where o.account_id = platform.actor() and o.ends_at > now() and o.closed_at is null);
end $$;

-- Roles in which the actor acts today, for the audit log; `break-glass` as long as an opening of theirs lasts.
create or replace function access.roles_held() returns text[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct g.role_id), '{}') || array(select 'break-glass' where access.glass_broken())
  from access.role_grant g
  where g.account_id = platform.actor() and g.revoked_at is null
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
$$;
grant execute on function access.roles_held() to sojourn_app;

-- How a sign-in with this role is limited today: what the agency set, else the newest default of the role, else of all.
create or replace function access.rule_of_role(role text)
returns table (idle_minutes int, session_hours int, second_factor_required boolean, own boolean)
language sql stable as $$
  select coalesce(o.idle_minutes, d.idle_minutes), coalesce(o.session_hours, d.session_hours),
    coalesce(o.second_factor_required, d.second_factor_required), o.role_id is not null
  from (select * from access.sign_in_default x where x.role_id in (rule_of_role.role, '*') and x.since <= current_date
        order by x.role_id = '*', x.since desc limit 1) d
  left join access.role_sign_in o on o.role_id = rule_of_role.role
$$;

-- The strictest of the roles that somebody holds today; without any, what holds for all others. A second factor also where the
-- agency requires one of everybody.
create or replace function access.sign_in_rule(account uuid)
returns table (idle_minutes int, session_hours int, second_factor_required boolean)
language sql stable as $$
  select min(r.idle_minutes), min(r.session_hours),
    bool_or(r.second_factor_required) or coalesce((select a.second_factor_required from access.agency a), false)
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
    and (platform.actor_operations() is null or p.id = any(platform.actor_operations()))
$$;

-- People who work where the actor works: both hold a grant today, and one reaches into where the other holds. Names, and
-- nothing else of an account, so that work can be given to somebody; words are the beginnings of words of the name.
create or replace function access.colleagues(words text)
returns table (id uuid, name text)
language sql stable security definer set search_path = access, pg_temp as $$
  with live as (
    select g.account_id, g.office_id, g.operation_id, coalesce(p.office_id, g.office_id) as at_office
    from access.role_grant g left join access.operation p on p.id = g.operation_id
    where g.revoked_at is null and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)),
  mine as (select live.*, o.path from live join access.office o on o.id = live.at_office
    where live.account_id = platform.actor())
  select a.id, a.name
  from identity.account a
  where a.kind = 'person' and a.state = 'active' and platform.actor_kind() in ('person', 'token')
    and (words is null or not exists (select from regexp_split_to_table(lower(btrim(words)), '\s+') w
      where strpos(' ' || lower(a.name), ' ' || w) = 0))
    and (a.id = platform.actor() or exists (
      select from live theirs join access.office o on o.id = theirs.at_office join mine on
        case
          when mine.operation_id is not null and theirs.operation_id is not null then mine.operation_id = theirs.operation_id
          when mine.operation_id is not null then theirs.office_id = any(mine.path)
          when theirs.operation_id is not null then mine.office_id = any(o.path)
          else theirs.office_id = any(mine.path) or mine.office_id = any(o.path)
        end
      where theirs.account_id = a.id))
$$;

-- What a person is called, for those who work somewhere: whoever wrote, owns or is mentioned has a name on the screen.
create or replace function access.person_name(account uuid) returns text
language sql stable security definer set search_path = access, pg_temp as $$
  select a.name from identity.account a
  where a.id = account and (a.id = platform.actor() or cardinality(access.roles_held()) > 0)
$$;

-- Queues that the actor serves: a role in an operation or in an office, as `role id` of the place.
create or replace function access.my_queues() returns text[]
language sql stable security definer set search_path = access, pg_temp as $$
  with live as (
    select g.role_id, g.office_id, g.operation_id
    from access.role_grant g join identity.account a on a.id = g.account_id
    where g.account_id = platform.actor() and a.state = 'active' and g.revoked_at is null
      and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date))
  select coalesce(array_agg(distinct q.queue), '{}') from (
    select live.role_id || ' ' || p.id as queue
    from live join access.operation p on p.id = live.operation_id
      or (live.operation_id is null and exists (
        select from access.office o where o.id = p.office_id and live.office_id = any(o.path)))
    where platform.actor_operations() is null or p.id = any(platform.actor_operations())
    union all
    select live.role_id || ' ' || o.id
    from live join access.office o on o.path @> array[live.office_id]
    where live.operation_id is null and platform.actor_operations() is null) q
$$;

-- The people of a queue: who holds the role today for the operation, or for the office where there is none. Ids alone.
create or replace function access.queue_members(role text, office uuid, operation uuid) returns uuid[]
language sql stable security definer set search_path = access, pg_temp as $$
  select coalesce(array_agg(distinct a.id), '{}')
  from access.role_grant g
  join identity.account a on a.id = g.account_id
  where g.role_id = role and a.kind = 'person' and a.state = 'active' and g.revoked_at is null
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
    and case when operation is null
      then g.operation_id is null and exists (
        select from access.office o where o.id = office and g.office_id = any(o.path))
      else g.operation_id = operation or (g.operation_id is null and exists (
        select from access.operation p join access.office o on o.id = p.office_id
        where p.id = operation and g.office_id = any(o.path))) end
$$;
grant execute on function access.colleagues(text), access.person_name(uuid), access.my_queues(),
  access.queue_members(text, uuid, uuid) to sojourn_app;

create policy agency_read on access.agency for select to sojourn_app using (true);
create policy agency_rule on access.agency for update to sojourn_app
  using ((select access.held_at_top('access.role.write'))) with check ((select access.held_at_top('access.role.write')));

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
-- Whether the actor holds the permission in the office or operation; of a record with both the operation decides.
create or replace function access.held_in(permission text, office uuid, operation uuid) returns boolean
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
  if operation is not null then
    return exists (select from access.operation p join access.office o on o.id = p.office_id
      join access.held(permission) h on h.operation_id = p.id or h.operation_id is null and h.office_id = any(o.path)
      where p.id = operation);
  end if;
  return exists (select from access.office o
    join access.held(permission) h on h.operation_id is null and h.office_id = any(o.path)
    where o.id = office);
end $$;

-- Whether the actor holds all that the role gives, in that place.
create or replace function access.holds_role(role text, office uuid, operation uuid) returns boolean
language sql stable set search_path = access, pg_temp as $$
  select not exists (select from access.role r cross join lateral unnest(r.permissions) p
    where r.id = holds_role.role and not access.held_in(p, office, operation))
$$;
grant execute on function access.holds_role(text, uuid, uuid) to sojourn_app;

-- Nobody grants themselves anything, nor anything to an account that they cannot see; nor, by way of an account whose
-- secret they get, what they do not hold themselves.
create policy role_grant_insert on access.role_grant for insert to sojourn_app
  with check (account_id <> (select platform.actor())
    and exists (select from identity.account a where a.id = account_id
      and (a.kind <> 'service' or access.holds_role(role_id, role_grant.office_id, role_grant.operation_id)))
    and office_id = any((select access.scope_offices('access.grant.write'))::uuid[]));
create policy role_grant_update on access.role_grant for update to sojourn_app
  using (office_id = any((select access.scope_offices('access.grant.write'))::uuid[]))
  with check (office_id = any((select access.scope_offices('access.grant.write'))::uuid[]));

revoke execute on function access.held(text) from public, sojourn_app;
grant execute on function access.scope(text), access.scope_offices(text), access.scope_operations(text),
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

-- Records that role alone never opens ---------------------------------------------------------------------------------

grant select on access.record_kind, access.assignment, access.exclusion, access.opening, access.purpose to sojourn_app;
grant insert on access.purpose to sojourn_app;
-- Since when it holds stays as it was.
grant update (name, source, until) on access.purpose to sojourn_app;
alter table access.record_kind enable row level security;
alter table access.record_kind force row level security;
alter table access.assignment enable row level security;
alter table access.assignment force row level security;
alter table access.exclusion enable row level security;
alter table access.exclusion force row level security;
alter table access.opening enable row level security;
alter table access.opening force row level security;
alter table access.purpose enable row level security;
alter table access.purpose force row level security;
alter table access.reveal enable row level security;
alter table access.reveal force row level security;
create policy owner_all on access.record_kind to current_user using (true) with check (true);
create policy owner_all on access.assignment to current_user using (true) with check (true);
create policy owner_all on access.exclusion to current_user using (true) with check (true);
create policy owner_all on access.opening to current_user using (true) with check (true);
create policy owner_all on access.purpose to current_user using (true) with check (true);
create policy owner_all on access.reveal to current_user using (true) with check (true);

-- Records, of whatever kind, that the actor is shut out of: identifiers are unique across kinds. A slice makes of it a
-- restrictive policy, which no other policy can outweigh.
create or replace function access.excluded_records() returns uuid[]
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
  return coalesce((select array_agg(x.entity_id) from access.exclusion x
    where x.account_id = platform.actor() and x.ended_at is null), '{}');
end $$;

create or replace function access.is_excluded(record uuid) returns boolean
language sql stable set search_path = access, pg_temp as $$
  select record = any(access.excluded_records())
$$;

-- Records of one kind that the permission opens to the actor: one of the relations that the kind names for it, the
-- permission held where the record lies, or an opening in an emergency. In a policy:
--   id = any((select access.assigned_records('protection.case', 'protection.case.read'))::uuid[])
create or replace function access.assigned_records(entity text, permission text) returns uuid[]
language plpgsql stable security definer set search_path = access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me uuid := platform.actor();
  today date := current_date;
  relations text[];
  opening text[];
  operations uuid[];
  offices uuid[];
  shut uuid[];
  result uuid[];
begin
  if me is null then return '{}'; end if;
  select array(select jsonb_array_elements_text(x.rules -> permission)), x.break_glass into relations, opening
  from access.record_kind x where x.entity = assigned_records.entity;
  if not found then return '{}'; end if;
  if cardinality(relations) > 0 then
    select s.operations, s.offices into operations, offices from access.scope(permission) s;
  end if;
  -- Everything asked of an assignment stands in its index: hundreds of them are read without their table. One plan serves
  -- everybody, and Postgres would otherwise make a new one each time, at the price of the reading itself.
  if cardinality(operations) > 0 or cardinality(offices) > 0 then
    result := array(select a.entity_id
      from access.assignment a
      where a.account_id = me and a.entity = assigned_records.entity and a.ended_at is null
        and a.relation = any(relations)
        and a.starts_on <= today and (a.ends_on is null or a.ends_on >= today)
        and (a.operation_id = any(operations) or a.operation_id is null and a.office_id = any(offices)));
    shut := access.excluded_records();
    if cardinality(shut) > 0 then
      result := array(select r from unnest(result) r where r <> all(shut));
    end if;
  end if;
  if permission = any(opening) then
    result := result || access.opened_records(entity);
  end if;
  return coalesce(result, '{}');
end $$;

-- The same for one record: for what is written row by row, and where one answer is asked for.
create or replace function access.opens(entity text, record uuid, permission text) returns boolean
language plpgsql stable security definer set search_path = access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me uuid := platform.actor();
  k record;
begin
  if me is null or exists (select from access.exclusion x
    where x.account_id = me and x.entity_id = record and x.ended_at is null) then return false; end if;
  select x.break_glass, x.rules -> permission as relations into k
  from access.record_kind x where x.entity = opens.entity;
  if not found then return false; end if;
  return exists (select from access.assignment a
      where a.entity_id = record and a.account_id = me and a.ended_at is null and a.entity = opens.entity
        and k.relations ? a.relation
        and a.starts_on <= current_date and (a.ends_on is null or a.ends_on >= current_date)
        and access.held_in(permission, a.office_id, a.operation_id))
    or permission = any(k.break_glass) and record = any(access.opened_records(entity));
end $$;

-- Records of one kind that the actor has opened in an emergency and may still look at.
create or replace function access.opened_records(entity text) returns uuid[]
language plpgsql stable security definer set search_path = access, pg_temp as $$
declare operations uuid[]; offices uuid[];
begin
  if not exists (select from access.opening o
    where o.account_id = platform.actor() and o.ends_at > now() and o.closed_at is null) then return '{}'; end if;
  operations := access.scope_operations('access.break_glass');
  offices := access.scope_offices('access.break_glass');
  return coalesce((select array_agg(o.entity_id) from access.opening o
    where o.account_id = platform.actor() and o.entity = opened_records.entity
      and o.ends_at > now() and o.closed_at is null
      and (o.operation_id = any(operations) or o.operation_id is null and o.office_id = any(offices))
      and o.entity_id <> all(access.excluded_records())), '{}');
end $$;

-- Where a record lies, asked of its own table past the policies: for the functions here alone.
create or replace function access.place_of(entity text, record uuid,
  out office_id uuid, out operation_id uuid, out made_now boolean)
language plpgsql stable security definer set search_path = access, pg_temp as $$
declare has text[];
begin
  if entity !~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$' then return; end if;
  select array_agg(a.attname::text) into has from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.oid = to_regclass(entity) and c.relrowsecurity and c.relforcerowsecurity and not a.attisdropped
    and (a.attname = 'id' and a.atttypid = 'uuid'::regtype or a.attname in ('office_id', 'operation_id') and a.atttypid = 'uuid'::regtype);
  if has is null or not 'id' = any(has) or cardinality(has) < 2 then return; end if;
  execute format('select %s, %s, r.xmin::text = pg_current_xact_id_if_assigned()::xid::text from %s r where r.id = $1',
    case when 'office_id' = any(has) then 'r.office_id' else 'null::uuid' end,
    case when 'operation_id' = any(has) then 'r.operation_id' else 'null::uuid' end, to_regclass(entity))
    into office_id, operation_id, made_now using record;
end $$;

-- Whether the actor gives relations and exclusions of this record.
create or replace function access.may_assign(entity text, record uuid) returns boolean
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
  return coalesce(access.opens(entity, record,
    (select k.assign_permission from access.record_kind k where k.entity = may_assign.entity)), false);
end $$;

-- Gives a person a relation to a record. Null when there is no such record for the actor. Whoever makes a record becomes
-- its owner with it; a record that nobody has is given away by those who hold the permission where it lies, to others.
drop function if exists access.assign(text, uuid, uuid, text, date, date, text);
create function access.assign(entity text, record uuid, account uuid, relation text,
  starts_on date, ends_on date, reason text) returns access.assignment
language plpgsql volatile security definer set search_path = access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  k access.record_kind;
  place record;
  made access.assignment;
  orphan boolean;
begin
  select * into k from access.record_kind x where x.entity = assign.entity;
  select * into place from access.place_of(assign.entity, record);
  if k.entity is null or (place.office_id is null and place.operation_id is null) then return null; end if;
  orphan := not exists (select from access.assignment a where a.entity_id = record and a.ended_at is null
    and (a.ends_on is null or a.ends_on >= current_date)) and not access.is_excluded(record);
  if not (orphan and place.made_now and account = platform.actor() and relation = k.relations[1])
    and not (orphan and account <> platform.actor()
      and access.held_in(k.assign_permission, place.office_id, place.operation_id))
    and not access.may_assign(k.entity, record) then return null; end if;
  if not relation = any(k.relations) then
    raise exception 'no such relation' using errcode = 'check_violation', constraint = 'assignment__relation_known';
  end if;
  if not exists (select from identity.account i where i.id = account and i.state = 'active') then
    raise exception 'no such account' using errcode = 'foreign_key_violation', constraint = 'assignment_account_id_fkey';
  end if;
  if exists (select from access.exclusion x where x.account_id = account and x.entity_id = record and x.ended_at is null) then
    raise exception 'shut out' using errcode = 'check_violation', constraint = 'assignment__not_excluded';
  end if;
  insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id, starts_on, ends_on, reason, given_by)
  values (k.entity, record, account, relation, place.office_id, place.operation_id,
    coalesce(assign.starts_on, current_date), assign.ends_on, assign.reason, platform.actor())
  returning * into made;
  return made;
end $$;

create or replace function access.end_assignment(asked uuid) returns access.assignment
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare a access.assignment;
begin
  select * into a from access.assignment x where x.id = asked and x.ended_at is null for update;
  if not found or not access.may_assign(a.entity, a.entity_id) then return null; end if;
  update access.assignment x set ended_at = now(), ended_by = platform.actor() where x.id = asked returning * into a;
  return a;
end $$;

-- Shuts a person out of a record; null when there is no such record for the actor.
create or replace function access.exclude(entity text, record uuid, account uuid, kind text, reason text) returns uuid
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare made uuid;
begin
  if not coalesce(access.may_assign(entity, record), false) then return null; end if;
  insert into access.exclusion (entity, entity_id, account_id, kind, reason, given_by)
  values (entity, record, account, kind, reason, platform.actor()) returning id into made;
  return made;
end $$;

create or replace function access.end_exclusion(asked uuid) returns access.exclusion
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare x access.exclusion;
begin
  select * into x from access.exclusion e where e.id = asked and e.ended_at is null for update;
  -- The excluded have no relation that counts, so may_assign refuses them, too.
  if not found or not access.may_assign(x.entity, x.entity_id) then return null; end if;
  update access.exclusion e set ended_at = now(), ended_by = platform.actor() where e.id = asked returning * into x;
  return x;
end $$;

-- Opens one record for hours. Null when there is none for the actor: not there, elsewhere, or shut out.
create or replace function access.break_glass(entity text, record uuid, reason text, hours integer) returns access.opening
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare k access.record_kind; place record; o access.opening;
begin
  select * into k from access.record_kind x where x.entity = break_glass.entity and cardinality(x.break_glass) > 0;
  select * into place from access.place_of(break_glass.entity, record);
  if k.entity is null or access.is_excluded(record)
    or not access.held_in('access.break_glass', place.office_id, place.operation_id) then return null; end if;
  if hours not between 1 and k.break_glass_hours then
    raise exception 'too long' using errcode = 'check_violation', constraint = 'opening__hours';
  end if;
  if record = any(access.opened_records(k.entity)) then
    raise exception 'open already' using errcode = 'unique_violation', constraint = 'opening__open_already';
  end if;
  insert into access.opening (entity, entity_id, account_id, office_id, operation_id, reason, ends_at)
  values (k.entity, record, platform.actor(), place.office_id, place.operation_id, reason, now() + hours * interval '1 hour')
  returning * into o;
  return o;
end $$;

create or replace function access.close_opening(asked uuid) returns access.opening
language sql volatile security definer set search_path = access, pg_temp as $$
  update access.opening o set closed_at = now()
  where o.id = asked and o.account_id = platform.actor() and o.closed_at is null and o.ends_at > now() returning *
$$;

-- Notes the outcome of a review; by somebody else who reviews where the record lies and is not shut out of it.
create or replace function access.review_opening(asked uuid, outcome text, comment text) returns access.opening
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare o access.opening;
begin
  select * into o from access.opening x where x.id = asked for update;
  if not found or o.account_id = platform.actor() or access.is_excluded(o.entity_id)
    or not access.held_in('access.break_glass.review', o.office_id, o.operation_id) then return null; end if;
  if o.outcome is not null then
    raise exception 'reviewed' using errcode = 'unique_violation', constraint = 'opening__reviewed_already';
  end if;
  update access.opening x set outcome = review_opening.outcome, comment = review_opening.comment, reviewed_at = now(),
    reviewed_by = platform.actor() where x.id = asked returning * into o;
  return o;
end $$;

-- Accounts that hold a permission in a place today, and are active.
create or replace function access.holders_in(permission text, office uuid, operation uuid) returns setof uuid
language sql stable security definer set search_path = access, pg_temp as $$
  select distinct g.account_id
  from access.role_grant g
  join access.role r on r.id = g.role_id and permission = any(r.permissions)
  join identity.account i on i.id = g.account_id and i.state = 'active'
  where g.revoked_at is null and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)
    and (g.operation_id = operation or g.operation_id is null and g.office_id = any(
      select unnest(o.path) from access.office o
      where o.id = coalesce((select p.office_id from access.operation p where p.id = operation), office)))
$$;

-- Whom an opening of the actor concerns: who reviews openings there, and who works on the record. Never the excluded.
drop function if exists access.told_of_opening(uuid);
create function access.told_of_opening(asked uuid) returns table (account_id uuid, reviews boolean)
language sql stable security definer set search_path = access, pg_temp as $$
  select t.account_id, bool_or(t.reviews)
  from access.opening o
  cross join lateral (
    select a.account_id, false reviews
    from access.assignment a join identity.account i on i.id = a.account_id and i.state = 'active'
    where a.entity_id = o.entity_id and a.ended_at is null and (a.ends_on is null or a.ends_on >= current_date)
    union all select h, true from access.holders_in('access.break_glass.review', o.office_id, o.operation_id) h) t
  where o.id = asked and o.account_id = platform.actor() and t.account_id <> platform.actor()
    and not exists (select from access.exclusion x
      where x.account_id = t.account_id and x.entity_id = o.entity_id and x.ended_at is null)
  group by t.account_id
$$;

drop function if exists access.colleague_name(uuid);

-- States for what sealed fields of one record are looked at, in this transaction alone, and writes it into the log. The
-- setting `app.purpose` by itself opens nothing: what counts is the row.
create or replace function access.state_purpose(entity text, record uuid, fields text[], purpose text, body text) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
declare b jsonb := body::jsonb;
begin
  if platform.actor() is null or b ->> 'entity' is distinct from entity or b ->> 'entityId' is distinct from record::text
    or b ->> 'action' !~ '_revealed$' or b -> 'after' ->> 'purpose' is distinct from purpose
    or b -> 'after' -> 'fields' is distinct from to_jsonb(fields) then
    raise exception 'the entry must tell what is revealed' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from access.purpose p where p.id = purpose and p.since <= current_date
    and (p.until is null or p.until >= current_date)) then
    raise exception 'no such purpose' using errcode = 'check_violation', constraint = 'reveal__purpose_known';
  end if;
  delete from access.reveal r where r.account_id = platform.actor() and r.at < now() - interval '1 hour';
  insert into access.reveal (account_id, xid, at, entity, entity_id, field, purpose_id)
  select platform.actor(), pg_current_xact_id(), now(), state_purpose.entity, record, f, purpose from unnest(fields) f;
  perform audit.append(body);
  perform set_config('app.purpose', purpose, true);
end $$;

-- Sealed fields, as `id:field`, for which this transaction has stated a purpose. In the policy of the sealed table:
--   case_id::text || ':' || field = any((select access.revealed_fields('protection.case'))::text[])
create or replace function access.revealed_fields(entity text) returns text[]
language plpgsql stable security definer set search_path = access, pg_temp as $$
begin
  if coalesce(current_setting('app.purpose', true), '') = '' then return '{}'; end if;
  return coalesce((select array_agg(r.entity_id || ':' || r.field) from access.reveal r
    where r.account_id = platform.actor() and r.at = now() and r.xid = pg_current_xact_id_if_assigned()
      and r.entity = revealed_fields.entity), '{}');
end $$;

-- What decides whether somebody can do something in a place, told to those who read grants there: null elsewhere, so that
-- nobody learns from it what lies outside their own scope. Of a record its place counts, and the excluded learn nothing.
create or replace function access.explain_facts(account uuid, entity text, record uuid, office uuid, operation uuid) returns jsonb
language plpgsql stable security definer set search_path = access, pg_temp as $$
declare place record; chain uuid[]; offices uuid[] := access.scope_offices('access.grant.read');
begin
  if record is not null then
    select p.office_id, p.operation_id into place from access.place_of(entity, record) p;
    if access.is_excluded(record) then return null; end if;
  else
    select office as office_id, operation as operation_id into place;
  end if;
  if not access.held_in('access.grant.read', place.office_id, place.operation_id) then return null; end if;
  select o.path into chain from access.office o
  where o.id = coalesce((select p.office_id from access.operation p where p.id = place.operation_id), place.office_id);
  return jsonb_build_object(
    'today', current_date,
    'office', place.office_id, 'operation', place.operation_id, 'path', to_jsonb(chain),
    'placeName', (select o.name from access.office o where o.id = chain[cardinality(chain)]),
    'grants', coalesce((select jsonb_agg(jsonb_build_object('grantId', g.id, 'roleId', g.role_id,
        'rolePermissions', to_jsonb(r.permissions), 'officeId', g.office_id, 'officeName', o.name,
        'operationId', g.operation_id, 'startsOn', g.starts_on, 'endsOn', g.ends_on, 'revoked', g.revoked_at is not null)
        order by g.granted_at desc, g.id)
      from access.role_grant g join access.role r on r.id = g.role_id join access.office o on o.id = g.office_id
      where g.account_id = account and (g.office_id = any(chain) or g.office_id = any(offices)
        or g.operation_id = place.operation_id)), '[]'),
    'kind', (select to_jsonb(k) from access.record_kind k where k.entity = explain_facts.entity and record is not null),
    'assignments', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'relation', a.relation,
        'startsOn', a.starts_on, 'endsOn', a.ends_on, 'ended', a.ended_at is not null) order by a.given_at desc, a.id)
      from access.assignment a where a.account_id = account and a.entity_id = record), '[]'),
    'excluded', exists (select from access.exclusion x
      where x.account_id = account and x.entity_id = record and x.ended_at is null),
    'openings', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'endsAt', p.ends_at,
        'open', p.ends_at > now() and p.closed_at is null) order by p.opened_at desc)
      from access.opening p where p.account_id = account and p.entity_id = record), '[]'));
end $$;

create or replace function access.declare_record_kinds(kinds jsonb) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
  if platform.actor() is not null or platform.actor_kind() <> 'job' then
    raise exception 'kinds of records are declared at start only' using errcode = 'insufficient_privilege';
  end if;
  insert into access.record_kind (entity, relations, rules, assign_permission, break_glass, break_glass_hours)
  select k.entity, k.relations, k.rules, k.assign_permission, k.break_glass, k.break_glass_hours
  from jsonb_to_recordset(kinds) as k(entity text, relations text[], rules jsonb, assign_permission text,
    break_glass text[], break_glass_hours int)
  on conflict (entity) do update set relations = excluded.relations, rules = excluded.rules,
    assign_permission = excluded.assign_permission, break_glass = excluded.break_glass,
    break_glass_hours = excluded.break_glass_hours
  where (record_kind.relations, record_kind.rules, record_kind.assign_permission, record_kind.break_glass, record_kind.break_glass_hours)
    is distinct from (excluded.relations, excluded.rules, excluded.assign_permission, excluded.break_glass, excluded.break_glass_hours);
end $$;

create policy record_kind_read on access.record_kind for select to sojourn_app
  using ((select platform.actor()) is not null);
create policy purpose_read on access.purpose for select to sojourn_app using ((select platform.actor()) is not null);
-- A purpose means the same everywhere, so it is written at the top only; what has ended stays as the log knows it.
create policy purpose_insert on access.purpose for insert to sojourn_app
  with check ((select access.held_at_top('access.purpose.write')) and since >= current_date);
create policy purpose_update on access.purpose for update to sojourn_app
  using ((select access.held_at_top('access.purpose.write')) and (until is null or until >= current_date))
  with check ((select access.held_at_top('access.purpose.write')) and (until is null or until >= current_date - 1));
-- Who sees a record sees who works on it; who gives its relations sees who is shut out. The shut out see neither.
create or replace function access.record_seen(entity text, record uuid) returns boolean
language plpgsql stable set search_path = access, pg_temp as $$
begin
  return audit.record_visible(entity, record::text);
end $$;
create policy assignment_read on access.assignment for select to sojourn_app
  using (access.record_seen(entity, entity_id));
create policy exclusion_read on access.exclusion for select to sojourn_app
  using (account_id <> (select platform.actor()) and access.may_assign(entity, entity_id));
create policy opening_read on access.opening for select to sojourn_app
  using (account_id = (select platform.actor())
    or operation_id = any((select access.scope_operations('access.break_glass.review'))::uuid[])
    or (operation_id is null and office_id = any((select access.scope_offices('access.break_glass.review'))::uuid[])));
create policy opening_excluded on access.opening as restrictive for select to sojourn_app
  using (entity_id <> all((select access.excluded_records())::uuid[]));

revoke execute on function access.place_of(text, uuid), access.holders_in(text, uuid, uuid) from public;
grant execute on function access.excluded_records(), access.is_excluded(uuid), access.assigned_records(text, text), access.opens(text, uuid, text),
  access.opened_records(text), access.glass_broken(), access.held_in(text, uuid, uuid), access.record_moved(),
  access.may_assign(text, uuid), access.assign(text, uuid, uuid, text, date, date, text), access.end_assignment(uuid),
  access.exclude(text, uuid, uuid, text, text), access.end_exclusion(uuid), access.break_glass(text, uuid, text, integer),
  access.close_opening(uuid), access.review_opening(uuid, text, text), access.told_of_opening(uuid),
  access.record_seen(text, uuid), access.state_purpose(text, uuid, text[], text, text), access.revealed_fields(text),
  access.explain_facts(uuid, text, uuid, uuid, uuid), access.declare_record_kinds(jsonb) to sojourn_app;

-- What people may hang something on ------------------------------------------------------------------------------------

grant select on access.bearing_kind to sojourn_app;
alter table access.bearing_kind enable row level security;
alter table access.bearing_kind force row level security;
create policy owner_all on access.bearing_kind to current_user using (true) with check (true);
create policy bearing_kind_read on access.bearing_kind for select to sojourn_app
  using ((select platform.actor()) is not null);

-- Whether the caller may hang something new on a record: they see it, and a slice declares its kind to bear such. What hangs
-- on records of other kinds stays as it is.
create or replace function access.bears(entity text, entity_id text) returns boolean
language plpgsql stable set search_path = access, pg_temp as $$
begin
  return exists (select from access.bearing_kind k where k.entity = bears.entity) and audit.record_visible(entity, entity_id);
end $$;

-- Brings the kinds to what the slices of this start say.
create or replace function access.declare_bearing_kinds(kinds text[]) returns void
language plpgsql volatile security definer set search_path = access, pg_temp as $$
begin
  if platform.actor() is not null or platform.actor_kind() is distinct from 'job' then
    raise exception 'kinds of records are declared at start only' using errcode = 'insufficient_privilege';
  end if;
  delete from access.bearing_kind k where k.entity <> all(kinds);
  insert into access.bearing_kind (entity) select distinct x from unnest(kinds) x on conflict do nothing;
end $$;
revoke execute on function access.declare_bearing_kinds(text[]) from public;
grant execute on function access.bears(text, text), access.declare_bearing_kinds(text[]) to sojourn_app;
