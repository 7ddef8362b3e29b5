-- Places are reference data: everyone signed in reads them. Holders of places.area.import write those of the countries
-- of their operations and offices; at the top office those of every country.
-- Sites belong to an operation: read and written in the operations where the permission is held.

grant usage on schema places to sojourn_app;
grant select on places.country, places.version, places.edition, places.pcode, places.area, places.area_shape,
  places.succession, places.site, places.import, places.import_file, places.import_problem to sojourn_app;
grant insert on places.country, places.edition, places.pcode, places.area, places.area_shape, places.succession,
  places.site, places.import, places.import_file, places.import_problem to sojourn_app;
grant update on places.version, places.area, places.area_shape, places.site, places.import, places.import_file
  to sojourn_app;
grant delete on places.import_file, places.import_problem to sojourn_app;

alter table places.country enable row level security;
alter table places.country force row level security;
alter table places.version enable row level security;
alter table places.version force row level security;
alter table places.edition enable row level security;
alter table places.edition force row level security;
alter table places.pcode enable row level security;
alter table places.pcode force row level security;
alter table places.area enable row level security;
alter table places.area force row level security;
alter table places.area_shape enable row level security;
alter table places.area_shape force row level security;
alter table places.succession enable row level security;
alter table places.succession force row level security;
alter table places.site enable row level security;
alter table places.site force row level security;
alter table places.import enable row level security;
alter table places.import force row level security;
alter table places.import_file enable row level security;
alter table places.import_file force row level security;
alter table places.import_problem enable row level security;
alter table places.import_problem force row level security;

create policy owner_all on places.country to current_user using (true) with check (true);
create policy owner_all on places.version to current_user using (true) with check (true);
create policy owner_all on places.edition to current_user using (true) with check (true);
create policy owner_all on places.pcode to current_user using (true) with check (true);
create policy owner_all on places.area to current_user using (true) with check (true);
create policy owner_all on places.area_shape to current_user using (true) with check (true);
create policy owner_all on places.succession to current_user using (true) with check (true);
create policy owner_all on places.site to current_user using (true) with check (true);
create policy owner_all on places.import to current_user using (true) with check (true);
create policy owner_all on places.import_file to current_user using (true) with check (true);
create policy owner_all on places.import_problem to current_user using (true) with check (true);

-- Jobs of the platform act for nobody and still place points in areas.
create policy country_read on places.country for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy version_read on places.version for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy edition_read on places.edition for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy pcode_read on places.pcode for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy area_read on places.area for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy area_shape_read on places.area_shape for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy succession_read on places.succession for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');

-- Countries whose areas the actor may write: those of the operations and of the offices in which the permission is held,
-- and every one where it is held at the top.
create or replace function places.import_countries() returns text[]
language sql stable set search_path = places, pg_temp as $$
  select case when access.held_at_top('places.area.import')
    then (select coalesce(array_agg(c.code), '{}') from places.country c)
    else array(
      select p.country from access.operation p
      where p.id = any(access.scope_operations('places.area.import'))
      union
      select o.country from access.office o
      where o.id = any(access.scope_offices('places.area.import')) and o.country is not null)
  end
$$;
grant execute on function places.import_countries() to sojourn_app;

create policy country_insert on places.country for insert to sojourn_app
  with check (user_assigned and ((select access.held_at_top('places.area.import'))
    or code = any((select places.import_countries())::text[])));
-- The stamp says that something changed, not what.
create policy version_update on places.version for update to sojourn_app
  using ((select access.has_anywhere('places.area.import')));
create policy edition_insert on places.edition for insert to sojourn_app
  with check (country_code = any((select places.import_countries())::text[]));
create policy pcode_insert on places.pcode for insert to sojourn_app
  with check (country_code = any((select places.import_countries())::text[]));
-- An area, its code and its edition are of one country: none is slipped into another one's.
create policy area_insert on places.area for insert to sojourn_app
  with check (country_code = any((select places.import_countries())::text[])
    and exists (select from places.pcode c where c.code = pcode and c.country_code = area.country_code)
    and exists (select from places.edition e where e.id = edition_id and e.country_code = area.country_code));
create policy area_update on places.area for update to sojourn_app
  using (country_code = any((select places.import_countries())::text[]))
  with check (country_code = any((select places.import_countries())::text[])
    and exists (select from places.pcode c where c.code = pcode and c.country_code = area.country_code));
create policy area_shape_insert on places.area_shape for insert to sojourn_app
  with check (exists (select from places.area a where a.id = area_id
    and a.country_code = any((select places.import_countries())::text[])));
create policy area_shape_update on places.area_shape for update to sojourn_app
  using (exists (select from places.area a where a.id = area_id
    and a.country_code = any((select places.import_countries())::text[])));
create policy succession_insert on places.succession for insert to sojourn_app
  with check (exists (select from places.edition e where e.id = edition_id
    and e.country_code = any((select places.import_countries())::text[])));

create policy site_read on places.site for select to sojourn_app
  using (operation_id = any((select access.scope_operations('places.site.read'))::uuid[]));
create policy site_insert on places.site for insert to sojourn_app
  with check (operation_id = any((select access.scope_operations('places.site.write'))::uuid[]));
create policy site_update on places.site for update to sojourn_app
  using (operation_id = any((select access.scope_operations('places.site.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('places.site.write'))::uuid[]));

create policy import_all on places.import to sojourn_app
  using ((kind = 'areas' and country_code = any((select places.import_countries())::text[]))
    or (kind = 'sites' and operation_id = any((select access.scope_operations('places.site.write'))::uuid[])))
  with check ((kind = 'areas' and country_code = any((select places.import_countries())::text[]))
    or (kind = 'sites' and operation_id = any((select access.scope_operations('places.site.write'))::uuid[])));
-- Files and findings follow their import, which the policy above shows or hides.
create policy import_file_all on places.import_file to sojourn_app
  using (import_id in (select i.id from places.import i))
  with check (import_id in (select i.id from places.import i));
create policy import_problem_all on places.import_problem to sojourn_app
  using (import_id in (select i.id from places.import i))
  with check (import_id in (select i.id from places.import i));

-- A new edition moves sites from one area to another in every operation, whoever imports it: these two functions show
-- the importer nothing but points, and change nothing but the areas that the points lie in. Only sites that lie in a
-- country in the importer's reach, or in none, are shown and moved, and never into another one.
create or replace function places.sites_by_point()
returns table (id uuid, lon double precision, lat double precision, area_path text[])
language sql stable security definer set search_path = places, pg_temp as $$
  with far as materialized (
    select coalesce(array_agg(c.code), '{}') codes from places.pcode c, (select places.import_countries() list) r
    where c.country_code <> all(r.list))
  select s.id, s.lon, s.lat, s.area_path from places.site s, far
  where s.area_from <> 'given' and s.lat is not null and access.has_anywhere('places.area.import')
    and not s.area_path && far.codes
$$;

create or replace function places.move_sites(sites uuid[], paths jsonb) returns void
language sql volatile security definer set search_path = places, pg_temp as $$
  with far as materialized (
    select coalesce(array_agg(c.code), '{}') codes from places.pcode c, (select places.import_countries() list) r
    where c.country_code <> all(r.list))
  update places.site s
  set area_path = m.path, area_from = case when cardinality(m.path) > 0 then 'point' else 'none' end
  from far, (select r.id, array(select jsonb_array_elements_text(r.path)) path
    from rows from (unnest(sites), jsonb_array_elements(paths)) r(id, path)) m
  where s.id = m.id and s.area_from <> 'given' and access.has_anywhere('places.area.import')
    and not s.area_path && far.codes and not m.path && far.codes
$$;

grant execute on function places.sites_by_point(), places.move_sites(uuid[], jsonb) to sojourn_app;
