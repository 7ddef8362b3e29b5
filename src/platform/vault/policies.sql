-- Wrapped keys open nothing without the root key, which is never in the database. Still only the platform itself sees
-- them, and those who watch over keys at the top office.

grant usage on schema vault to sojourn_app;
grant select, insert, update on vault.root, vault.key to sojourn_app;
grant select, insert, update on vault.sealed_column, vault.sealed_store to sojourn_app;

alter table vault.root enable row level security;
alter table vault.root force row level security;
alter table vault.key enable row level security;
alter table vault.key force row level security;
alter table vault.sealed_column enable row level security;
alter table vault.sealed_column force row level security;
alter table vault.sealed_store enable row level security;
alter table vault.sealed_store force row level security;
create policy owner_all on vault.root to current_user using (true) with check (true);
create policy owner_all on vault.key to current_user using (true) with check (true);
create policy owner_all on vault.sealed_column to current_user using (true) with check (true);
create policy owner_all on vault.sealed_store to current_user using (true) with check (true);

create policy root_job on vault.root to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy key_job on vault.key to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy sealed_column_job on vault.sealed_column to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy sealed_store_job on vault.sealed_store to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');

create policy root_read on vault.root for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy key_read on vault.key for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy sealed_column_read on vault.sealed_column for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy sealed_store_read on vault.sealed_store for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));

grant select, insert, update on vault.rotation to sojourn_app;
alter table vault.rotation enable row level security;
alter table vault.rotation force row level security;
create policy owner_all on vault.rotation to current_user using (true) with check (true);
create policy rotation_job on vault.rotation to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy rotation_read on vault.rotation for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
-- A person asks; the platform does the rest.
create policy rotation_request on vault.rotation for insert to sojourn_app
  with check ((select access.held_at_top('vault.key.rotate')) and requested_by = (select platform.actor())
    and keys_made_at is null and keys_used_at is null and finished_at is null);

-- The id of the key under which a sealed value stands; null where the bytes are none.
create or replace function vault.key_of(sealed bytea) returns uuid
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when get_byte(sealed, 0) = 1 and length(sealed) >= 49
    then encode(substring(sealed from 2 for 16), 'hex')::uuid end where length(sealed) > 0
$$;
grant execute on function vault.key_of(bytea) to sojourn_app;

-- The declared column, with the type of its table's key; refuses everyone but a job and those who watch over keys.
create or replace function vault.declared(asked_table text, asked_column text)
returns table (place regclass, column_name name, key_column name, key_type text, purpose text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' and not access.held_at_top('vault.key.read') then
    raise exception 'only a job reads sealed columns' using errcode = 'insufficient_privilege';
  end if;
  return query
    select c.oid::regclass, a.attname, k.attname, format_type(k.atttypid, k.atttypmod), s.purpose
    from vault.sealed_column s
    join pg_class c on c.oid = to_regclass(s.table_name) and c.relkind in ('r', 'p')
    join pg_attribute a on a.attrelid = c.oid and a.attname = s.column_name and not a.attisdropped and a.atttypid = 'bytea'::regtype
    join pg_attribute k on k.attrelid = c.oid and k.attname = s.key_column and not k.attisdropped
    where s.table_name = asked_table and s.column_name = asked_column;
end $$;

-- Sealed values of a declared column behind a row, in the order of its key; with `other_than` those of other keys alone.
create or replace function vault.list_sealed(asked_table text, asked_column text, after text, most integer, other_than uuid)
returns table (id text, sealed bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare d record;
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job reads sealed values' using errcode = 'insufficient_privilege';
  end if;
  select * into strict d from vault.declared(asked_table, asked_column);
  return query execute format(
    'select %1$I::text, %2$I from %3$s where %2$I is not null and ($1 is null or %1$I > cast($1 as %4$s))
       and ($3 is null or vault.key_of(%2$I) is distinct from $3) order by %1$I limit $2',
    d.key_column, d.column_name, d.place, d.key_type) using after, most, other_than;
end $$;

-- Puts values that were sealed anew in the place of the old ones, where those still stand: only a sealed value for a sealed
-- value, and only under the active key of the column's purpose.
create or replace function vault.replace_sealed(asked_table text, asked_column text, ids text[], before bytea[], after bytea[])
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare d record; active uuid; changed integer;
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job seals anew' using errcode = 'insufficient_privilege';
  end if;
  select * into strict d from vault.declared(asked_table, asked_column);
  select k.id into strict active from vault.key k where k.purpose = d.purpose and k.state = 'active';
  if exists (select from unnest(before, after) x(b, a) where vault.key_of(a) is distinct from active
      or vault.key_of(b) is null or length(a) <> length(b)) then
    raise exception 'not a sealed value' using errcode = 'check_violation', constraint = 'vault__sealed_for_sealed';
  end if;
  execute format(
    'update %1$s t set %2$I = n.a from unnest(cast($1 as %4$s[]), $2, $3) n(id, b, a) where t.%3$I = n.id and t.%2$I = n.b',
    d.place, d.column_name, d.key_column, d.key_type) using ids, before, after;
  get diagnostics changed = row_count;
  return changed;
end $$;

-- How many values of each declared column stand under which key.
create or replace function vault.count_sealed()
returns table (table_name text, column_name text, purpose text, key_id uuid, sealed bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare s record; d record;
begin
  for s in select c.table_name, c.column_name from vault.sealed_column c order by 1, 2 loop
    for d in select * from vault.declared(s.table_name, s.column_name) loop
      return query execute format(
        'select $1::text, $2::text, $3::text, vault.key_of(%1$I), count(*) from %2$s where %1$I is not null group by 4',
        d.column_name, d.place) using s.table_name, s.column_name, d.purpose;
    end loop;
  end loop;
end $$;

-- Ends a retired key for good. What no server may seal under any more (servers look for keys within minutes) and under
-- which nothing stands.
create or replace function vault.destroy_key(asked uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' and not access.held_at_top('vault.key.rotate') then
    raise exception 'only those who rotate keys destroy them' using errcode = 'insufficient_privilege';
  end if;
  perform from vault.key k where k.id = asked and k.state = 'retired' for update;
  if not found then
    raise exception 'not retired' using errcode = 'check_violation', constraint = 'key__retired_before_destroyed';
  end if;
  perform from vault.key k where k.id = asked and k.retired_at > now() - interval '1 hour';
  if found then
    raise exception 'just retired' using errcode = 'check_violation', constraint = 'key__rested_before_destroyed';
  end if;
  perform from vault.count_sealed() c where c.key_id = asked;
  if found then
    raise exception 'in use' using errcode = 'check_violation', constraint = 'key__unused_before_destroyed';
  end if;
  update vault.key set state = 'destroyed', wrapped = null, destroyed_at = now() where id = asked;
end $$;

revoke execute on function vault.declared(text, text), vault.list_sealed(text, text, text, integer, uuid),
  vault.replace_sealed(text, text, text[], bytea[], bytea[]), vault.count_sealed(), vault.destroy_key(uuid) from public;
grant execute on function vault.list_sealed(text, text, text, integer, uuid),
  vault.replace_sealed(text, text, text[], bytea[], bytea[]), vault.count_sealed(), vault.destroy_key(uuid) to sojourn_app;
