-- Rounds and their figures are read and written within office and operation; a device adds the figures of what it sends.

grant usage on schema displacement to sojourn_app;
grant select, insert, update on displacement.round to sojourn_app;
grant select, insert, update, delete on displacement.binding to sojourn_app;
grant select on displacement.figure, displacement.skipped_record to sojourn_app;

alter table displacement.round enable row level security;
alter table displacement.round force row level security;
alter table displacement.binding enable row level security;
alter table displacement.binding force row level security;
alter table displacement.figure enable row level security;
alter table displacement.figure force row level security;
alter table displacement.skipped_record enable row level security;
alter table displacement.skipped_record force row level security;

create policy owner_all on displacement.round to current_user using (true) with check (true);
create policy owner_all on displacement.binding to current_user using (true) with check (true);
create policy owner_all on displacement.figure to current_user using (true) with check (true);
create policy owner_all on displacement.skipped_record to current_user using (true) with check (true);

create policy round_read on displacement.round for select to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.round.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy round_insert on displacement.round for insert to sojourn_app
  with check (operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]));
create policy round_update on displacement.round for update to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]));

-- Whoever sends or edits a record needs the mapping to derive its figures.
create policy binding_read on displacement.binding for select to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.round.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy binding_write on displacement.binding to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]));

create policy figure_read on displacement.figure for select to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.figure.read'))::uuid[]));
create policy skipped_read on displacement.skipped_record for select to sojourn_app
  using (operation_id = any((select access.scope_operations('displacement.figure.read'))::uuid[]));

-- Writes what records contribute to bindings, in place of what they contributed before. Whoever may send, review or
-- bind in the operation derives figures without being able to read those of others.
drop function if exists displacement.replace_figures(uuid, jsonb);
create or replace function displacement.replace_figures(contributions jsonb)
returns void language plpgsql volatile security definer set search_path = displacement, pg_temp as $$
declare records uuid[]; bindings uuid[];
begin
  select coalesce(array_agg(distinct c.record), '{}'), coalesce(array_agg(distinct c.binding), '{}') into records, bindings
  from jsonb_to_recordset(contributions) as c(record uuid, binding uuid);
  if exists (
    select from unnest(bindings) named (id) left join displacement.binding b on b.id = named.id
    where b.id is null or not (
      b.operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[])
      or b.operation_id = any((select access.scope_operations('forms.record.review'))::uuid[])
      or b.operation_id = any((select access.scope_operations('displacement.round.write'))::uuid[]))) then
    raise exception 'not allowed to derive figures here' using errcode = 'insufficient_privilege';
  end if;
  -- Each call names every one of its records with every one of its bindings.
  delete from displacement.figure f where f.record_id = any(records) and f.binding_id = any(bindings);
  delete from displacement.skipped_record s where s.record_id = any(records) and s.binding_id = any(bindings);
  insert into displacement.skipped_record (binding_id, operation_id, office_id, record_id, reason)
  select b.id, b.operation_id, b.office_id, c.record, c.skipped
  from jsonb_to_recordset(contributions) as c(record uuid, binding uuid, skipped text)
  join displacement.binding b on b.id = c.binding
  where c.skipped is not null;
  insert into displacement.figure (binding_id, round_id, operation_id, office_id, record_id, tool, mapping_version, category,
    place_key, place_name, pcode, area_path, site_id, assessed_on, received_at, households, individuals, method, bands,
    origin_pcode, reason, flags, rejected)
  select b.id, b.round_id, b.operation_id, b.office_id, c.record, b.tool, b.mapping_version, r.category, r.place_key,
    r.place_name, r.pcode, r.area_path, r.site_id, r.assessed_on, r.received_at, r.households, r.individuals, r.method,
    r.bands, r.origin_pcode, r.reason, r.flags, r.rejected
  from jsonb_to_recordset(contributions) as c(record uuid, binding uuid, figures jsonb)
  join displacement.binding b on b.id = c.binding
  cross join lateral jsonb_to_recordset(c.figures) as r(category text, place_key text, place_name text, pcode text,
    area_path text[], site_id uuid, assessed_on date, received_at timestamptz, households numeric, individuals numeric,
    method text, bands jsonb, origin_pcode text, reason text, flags text[], rejected boolean);
end $$;
grant execute on function displacement.replace_figures(jsonb) to sojourn_app;

-- Follows the review of a record, for whoever may review it.
create or replace function displacement.mark_rejected(record uuid, is_rejected boolean)
returns void language sql volatile security definer set search_path = displacement, pg_temp as $$
  update displacement.figure f set rejected = is_rejected
  from displacement.round r
  where f.record_id = record and r.id = f.round_id
    and r.state in ('planned', 'collecting', 'cleaning', 'validated')
    and f.operation_id = any(access.scope_operations('forms.record.review'))
$$;
grant execute on function displacement.mark_rejected(uuid, boolean) to sojourn_app;

-- Rounds whose collection ends in so many days or today, and who leads them there: for the job that tells them.
create or replace function displacement.closing_rounds(today date, days int)
returns table (id uuid, code text, ends_on text, accounts uuid[])
language plpgsql stable security definer set search_path = displacement, pg_temp as $$
#variable_conflict use_column
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'rounds are looked through by a job only' using errcode = 'insufficient_privilege';
  end if;
  return query
  select r.id, r.code, r.ends_on::text,
    array(select distinct g.account_id from access.role_grant g
      join access.role ro on ro.id = g.role_id and 'displacement.round.write' = any(ro.permissions)
      join access.office o on o.id = r.office_id
      where g.revoked_at is null and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today)
        and (g.operation_id = r.operation_id or (g.operation_id is null and o.path @> array[g.office_id])))
  from displacement.round r
  where r.state = 'collecting' and r.ends_on in (today, today + days);
end $$;
grant execute on function displacement.closing_rounds(date, int) to sojourn_app;
