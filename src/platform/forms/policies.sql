-- Who may see and write forms, devices, records and exports. Every row carries its operation: a scope is one array test.

grant usage on schema forms to sojourn_app;
grant select, insert, update on forms.form, forms.attachment, forms.export to sojourn_app;
grant select on forms.device to sojourn_app;
grant select, insert, update, delete on forms.form_version, forms.form_file to sojourn_app;
grant select, insert, update on forms.record to sojourn_app;
grant select, insert on forms.submission, forms.record_comment to sojourn_app;
-- An XML that came in is never changed and never deleted.

alter table forms.form enable row level security;
alter table forms.form force row level security;
alter table forms.form_version enable row level security;
alter table forms.form_version force row level security;
alter table forms.form_file enable row level security;
alter table forms.form_file force row level security;
alter table forms.device enable row level security;
alter table forms.device force row level security;
alter table forms.record enable row level security;
alter table forms.record force row level security;
alter table forms.submission enable row level security;
alter table forms.submission force row level security;
alter table forms.attachment enable row level security;
alter table forms.attachment force row level security;
alter table forms.record_comment enable row level security;
alter table forms.record_comment force row level security;
alter table forms.export enable row level security;
alter table forms.export force row level security;
-- The order of answers is read and written by the functions below only.
alter table forms.unsorted enable row level security;
alter table forms.unsorted force row level security;
alter table forms.answer_run enable row level security;
alter table forms.answer_run force row level security;
alter table forms.answer_page enable row level security;
alter table forms.answer_page force row level security;

create policy owner_all on forms.form to current_user using (true) with check (true);
create policy owner_all on forms.form_version to current_user using (true) with check (true);
create policy owner_all on forms.form_file to current_user using (true) with check (true);
create policy owner_all on forms.device to current_user using (true) with check (true);
create policy owner_all on forms.record to current_user using (true) with check (true);
create policy owner_all on forms.submission to current_user using (true) with check (true);
create policy owner_all on forms.attachment to current_user using (true) with check (true);
create policy owner_all on forms.record_comment to current_user using (true) with check (true);
create policy owner_all on forms.export to current_user using (true) with check (true);
create policy owner_all on forms.unsorted to current_user using (true) with check (true);
create policy owner_all on forms.answer_run to current_user using (true) with check (true);
create policy owner_all on forms.answer_page to current_user using (true) with check (true);

-- Forms: read by those who read them or fill them.
create policy form_read on forms.form for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy form_insert on forms.form for insert to sojourn_app
  with check (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]));
create policy form_update on forms.form for update to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]));

create policy form_version_read on forms.form_version for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy form_version_write on forms.form_version to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]));

create policy form_file_read on forms.form_file for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy form_file_write on forms.form_file to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('forms.form.write'))::uuid[]));

-- Devices.
create policy device_read on forms.device for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.device.write'))::uuid[]));
-- Written by forms.create_device and forms.revoke_device only.

-- Records: read by those who read records; whoever sent one sees that one. Nobody sends in another's name.
create policy record_read on forms.record for select to sojourn_app
  using (submitted_by = (select platform.actor())
    or operation_id = any((select access.scope_operations('forms.record.read'))::uuid[]));
create policy record_insert on forms.record for insert to sojourn_app
  with check (submitted_by = (select platform.actor())
    and operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy record_update on forms.record for update to sojourn_app
  using (submitted_by = (select platform.actor())
    or operation_id = any((select access.scope_operations('forms.record.edit'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.review'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.edit'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.review'))::uuid[]));

create policy submission_read on forms.submission for select to sojourn_app
  using (submitted_by = (select platform.actor())
    or operation_id = any((select access.scope_operations('forms.record.read'))::uuid[]));
create policy submission_insert on forms.submission for insert to sojourn_app
  with check (submitted_by = (select platform.actor())
    and operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));

create policy attachment_read on forms.attachment for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.record.read'))::uuid[])
    or operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy attachment_insert on forms.attachment for insert to sojourn_app
  with check (operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));
create policy attachment_update on forms.attachment for update to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]))
  with check (operation_id = any((select access.scope_operations('forms.record.submit'))::uuid[]));

create policy record_comment_read on forms.record_comment for select to sojourn_app
  using (operation_id = any((select access.scope_operations('forms.record.read'))::uuid[]));
create policy record_comment_insert on forms.record_comment for insert to sojourn_app
  with check (by = (select platform.actor())
    and operation_id = any((select access.scope_operations('forms.record.review'))::uuid[]));

-- Exports are the business of who asked for them, as long as they may export there.
create policy export_own on forms.export to sojourn_app
  using (account_id = (select platform.actor())
    and operation_id = any((select access.scope_operations('forms.record.export'))::uuid[]))
  with check (account_id = (select platform.actor())
    and operation_id = any((select access.scope_operations('forms.record.export'))::uuid[]));

-- Whether somebody may open records of an operation and have tasks there, asked under their own rights of today. The
-- caller's actor is set back; an error in between undoes the change with its statement.
create or replace function forms.may_correct(account uuid, operation uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  actor text := current_setting('app.actor', true);
  kind text := current_setting('app.actor_kind', true);
  permissions text := current_setting('app.permissions', true);
  operations text := current_setting('app.operations', true);
  may boolean;
begin
  perform set_config('app.actor', account::text, true), set_config('app.actor_kind', 'person', true),
    set_config('app.permissions', '*', true), set_config('app.operations', '*', true);
  may := operation = any(access.scope_operations('forms.record.read'))
    and operation = any(access.scope_operations('tasks.task.work'));
  perform set_config('app.actor', actor, true), set_config('app.actor_kind', kind, true),
    set_config('app.permissions', permissions, true), set_config('app.operations', operations, true);
  return may;
end $$;
grant execute on function forms.may_correct(uuid, uuid) to sojourn_app;

-- Who stands behind a device key: the transaction acts as the device from here on. Touches last_seen_at once a minute.
create or replace function forms.device_actor(key bytea)
returns table (account_id uuid, device_id uuid, operation_id uuid, office_id uuid, permissions text[])
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare d record;
begin
  select x.id, x.account_id, x.operation_id, x.office_id, x.last_seen_at into d
  from forms.device x join identity.account a on a.id = x.account_id
  where x.key_hash = key and x.revoked_at is null and a.state = 'active';
  if not found then return; end if;
  if d.last_seen_at is null or d.last_seen_at < now() - interval '1 minute' then
    -- Whoever finds the row locked leaves it: another request of this device is writing the very same.
    perform from forms.device x where x.id = d.id for update skip locked;
    if found then update forms.device x set last_seen_at = now() where x.id = d.id; end if;
  end if;
  perform set_config('app.actor', d.account_id::text, true);
  perform set_config('app.actor_kind', 'device', true);
  perform set_config('app.permissions', '*', true);
  return query select d.account_id, d.id, d.operation_id, d.office_id, access.permissions_held();
end $$;

-- Admits a device: an account that nobody signs in to, the role of an enumerator in one operation, and the hash of its
-- key. Granting roles is not among the rights of who enrols devices, so it happens here and only in this shape.
create or replace function forms.create_device(operation uuid, device_name text, key bytea) returns uuid
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare office uuid; account uuid; device uuid;
begin
  select o.office_id into office from access.operation o
  where o.id = operation and o.id = any(access.scope_operations('forms.device.write'));
  if not found then return null; end if;
  insert into identity.account (kind, name, state, created_by)
  values ('device', device_name, 'active', platform.actor()) returning id into account;
  insert into access.role_grant (account_id, role_id, office_id, operation_id, reason, granted_by)
  values (account, 'enumerator', office, operation, 'Device', platform.actor());
  insert into forms.device (account_id, operation_id, office_id, name, key_hash, created_by)
  values (account, operation, office, device_name, key, platform.actor()) returning id into device;
  return device;
end $$;

-- Withdraws a device: key, account and grant, at once. False when it was withdrawn before or is out of reach.
create or replace function forms.revoke_device(device uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare account uuid;
begin
  update forms.device d set revoked_at = moment, revoked_by = platform.actor()
  where d.id = device and d.revoked_at is null and d.operation_id = any(access.scope_operations('forms.device.write'))
  returning d.account_id into account;
  if not found then return false; end if;
  update identity.account a set state = 'disabled' where a.id = account;
  update access.role_grant g set revoked_at = moment, revoked_by = platform.actor()
  where g.account_id = account and g.revoked_at is null;
  return true;
end $$;

-- Devices that an account enrolled and that still send; of an account in the charge of the actor.
create or replace function forms.devices_enrolled(leaver uuid) returns bigint
language sql stable security definer set search_path = forms, pg_temp as $$
  select count(*) from forms.device d
  where d.created_by = leaver and d.revoked_at is null and leaver = any(identity.accounts_in_charge())
$$;

-- The devices of whoever leaves go to a keeper, or are withdrawn with account and grant. Whoever disables the person does
-- this, also where they enrol no devices themselves.
create or replace function forms.leave_devices(leaver uuid, keeper uuid, moment timestamptz)
returns table (id uuid, name text, office_id uuid, operation_id uuid)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
begin
  if not leaver = any(identity.accounts_in_charge()) then return; end if;
  if keeper is not null then
    return query update forms.device d set created_by = keeper where d.created_by = leaver and d.revoked_at is null
      returning d.id, d.name, d.office_id, d.operation_id;
    return;
  end if;
  update identity.account a set state = 'disabled'
  from forms.device d where d.created_by = leaver and d.revoked_at is null and a.id = d.account_id;
  update access.role_grant g set revoked_at = moment, revoked_by = platform.actor()
  from forms.device d where d.created_by = leaver and d.revoked_at is null and g.account_id = d.account_id and g.revoked_at is null;
  return query update forms.device d set revoked_at = moment, revoked_by = platform.actor()
    where d.created_by = leaver and d.revoked_at is null
    returning d.id, d.name, d.office_id, d.operation_id;
end $$;

-- What is known of an instance in a form of the caller's scope, also when another device sent it: an instance that came
-- before is told from one that is new without showing the record itself.
create or replace function forms.known_instance(form uuid, instance text)
returns table (submission_id uuid, record_id uuid, xml_hash bytea, current boolean)
language sql stable security definer set search_path = forms, pg_temp as $$
  select s.id, s.record_id, s.xml_hash, r.submission_id = s.id
  from forms.submission s join forms.record r on r.id = s.record_id
  where s.form_id = form and s.instance_id = instance
    and s.operation_id = any(access.scope_operations('forms.record.submit'))
$$;

-- The name of a person or device that sent or commented on something, for whoever sees the thing itself: names of
-- accounts are otherwise read only by those who administer them.
create or replace function forms.sender_name(account uuid) returns text
language sql stable security definer set search_path = forms, pg_temp as $$
  select a.name from identity.account a where a.id = account and (
    access.has_anywhere('forms.record.read') or a.id = platform.actor())
$$;

-- A file that belongs to a record arrived: how many are there now. Whoever may send may complete.
create or replace function forms.count_files(record uuid) returns void
language sql volatile security definer set search_path = forms, pg_temp as $$
  update forms.record r set files_expected = c.expected, files_received = c.received
  from (select count(*)::smallint as expected, count(a.blob)::smallint as received
        from forms.attachment a where a.record_id = record) c
  where r.id = record and r.operation_id = any(access.scope_operations('forms.record.submit'))
$$;

-- Share of all records that hold a word, as far as the statistics know.
create or replace function forms.word_share(word text) returns real
language sql stable set search_path = forms, pg_temp as $$
  select coalesce(max(u.share), 0) from pg_stats s,
    unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as u(elem, share)
  where s.schemaname = 'forms' and s.tablename = 'record' and s.attname = 'search' and u.elem = word
$$;

-- Conditions of a search as SQL text over forms.record r. The values are quoted here, one by one; nothing of the caller
-- reaches the statement unquoted. Constants, not parameters: the planner must see how common each token is.
create or replace function forms.search_conditions(form uuid, search jsonb) returns text
language plpgsql stable set search_path = forms, pg_temp as $$
declare
  sql text := format('r.form_id = %L::uuid', form);
  part jsonb;
  word text;
begin
  -- A group of tokens of which at least one must stand in the record.
  for part in select * from jsonb_array_elements(coalesce(search -> 'any', '[]')) loop
    sql := sql || format(' and r.answer_tokens && %L::int4[]', array(select jsonb_array_elements_text(part)::int4));
  end loop;
  if search ? 'all' then
    sql := sql || format(' and r.answer_tokens @> %L::int4[]', array(select jsonb_array_elements_text(search -> 'all')::int4));
  end if;
  if search ? 'none' then
    sql := sql || format(' and not r.answer_tokens && %L::int4[]', array(select jsonb_array_elements_text(search -> 'none')::int4));
  end if;
  -- Words are letters and digits only, each stands for all that begin with it. The planner cannot tell how common a
  -- beginning is; a word that a fifth of all records hold is kept from the index, where it would only cost.
  for word in select * from jsonb_array_elements_text(coalesce(search -> 'words', '[]')) loop
    sql := sql || format(' and %s @@ %L::tsquery', case when forms.word_share(word) > 0.2 then '(r.search || '''')' else 'r.search' end,
      quote_literal(word) || ':*');
  end loop;
  if search ? 'receivedFrom' then
    sql := sql || format(' and r.received_at >= %L::timestamptz', (search ->> 'receivedFrom')::timestamptz);
  end if;
  if search ? 'receivedTo' then
    sql := sql || format(' and r.received_at < %L::timestamptz', (search ->> 'receivedTo')::timestamptz);
  end if;
  if search ? 'submittedBy' then
    sql := sql || format(' and r.submitted_by = %L::uuid', (search ->> 'submittedBy')::uuid);
  end if;
  if search ? 'unnamed' then
    sql := sql || ' and r.instance_name is null';
  end if;
  -- Ranges of cells that cover a box of the map; the exact bounds follow.
  if search ? 'cells' then
    sql := sql || ' and (' || (select string_agg(format('r.cell between %s and %s', (c ->> 0)::bigint, (c ->> 1)::bigint), ' or ')
      from jsonb_array_elements(search -> 'cells') c) || ')';
  end if;
  if search ? 'box' then
    sql := sql || format(' and r.lon between %s and %s and r.lat between %s and %s',
      (search #>> '{box,0}')::float8, (search #>> '{box,2}')::float8, (search #>> '{box,1}')::float8, (search #>> '{box,3}')::float8);
  end if;
  return sql;
end $$;

create or replace function forms.may_search(form uuid) returns boolean
language sql stable set search_path = forms, pg_temp as $$
  select exists (select from forms.form f where f.id = form
    and f.operation_id = any(access.scope_operations('forms.record.read')))
$$;

-- Finds records by answers and words. Row-level security keeps Postgres from using its indexes for such conditions, so
-- this function applies the scope itself: a form lies whole in one operation. It gives ids and sort keys only; the rows
-- are read by the caller under the policies.
-- The form is searched in growing windows of its order: a common answer fills the page from the first, a rare one is
-- taken from the inverted index in the last. Within a window no LIMIT tempts the planner to walk on and on.
create or replace function forms.find_records(form uuid, search jsonb, by_change boolean, descending boolean, most integer)
returns table (id uuid, sort_at timestamptz)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare
  key text := case when by_change then 'updated_at' else 'received_at' end;
  direction text := case when descending then 'desc' else 'asc' end;
  inside text := case when descending then '>=' else '<=' end;
  beyond text := case when descending then '<' else '>' end;
  conditions text;
  after text := '';
  bounds text := '';
  plan json;
  low timestamptz;
  high timestamptz;
  span interval;
  last timestamptz;
  common boolean;
  few uuid[];
  many boolean;
  width integer := 2000;
  missing integer := most;
  got integer;
begin
  if not forms.may_search(form) then return; end if;
  conditions := forms.search_conditions(form, search);
  if search ? 'after' then
    after := format(' and (r.%I, r.id) %s (%L::timestamptz, %L::uuid)', key, beyond,
      (search #>> '{after,0}')::timestamptz, (search #>> '{after,1}')::uuid);
  end if;
  if not search ?| array['any', 'all', 'none', 'words', 'submittedBy', 'unnamed', 'cells'] then
    return query execute format('select r.id, r.%I from forms.record r where %s%s order by r.%I %s, r.id %s limit %s',
      key, conditions, after, key, direction, direction, most);
    return;
  end if;
  -- The walk begins where the asked time begins.
  if not by_change and search ? 'receivedFrom' then
    bounds := bounds || format(' and r.received_at >= %L::timestamptz', (search ->> 'receivedFrom')::timestamptz);
  end if;
  if not by_change and search ? 'receivedTo' then
    bounds := bounds || format(' and r.received_at < %L::timestamptz', (search ->> 'receivedTo')::timestamptz);
  end if;
  loop
    low := null;
    if width > 16000 then
      -- What is rare by now is taken in one go; what is common, but lies far back, window by window.
      execute format('explain (format json) select from forms.record r where %s%s', conditions, after) into plan;
    end if;
    common := plan is null or (plan #>> '{0,Plan,Plan Rows}')::numeric > 20000;
    if common then
      if span is not null then
        -- From the third window on by time, which costs no counting.
        low := case when descending then high - span else high + span end;
        if (descending and low <= last) or (not descending and low >= last) then low := null; end if;
      else
        execute format('select r.%I from forms.record r where r.form_id = %L%s%s order by r.%I %s, r.id %s offset %s limit 1',
          key, form, bounds, after, key, direction, direction, width) into low;
      end if;
    end if;
    -- What is common word by word may be rare together, which no estimate knows: a few are taken at once here as well.
    if common and width = 16000 and most <= 10000 then
      select array_agg(f.id), bool_or(f.id is null) into few, many from forms.gather_few(form, search - 'after', 4000) f;
      if many is not true then
        return query execute format('select r.id, r.%I from forms.record r where r.id = any($1)%s order by r.%I %s, r.id %s limit %s',
          key, after, key, direction, direction, missing) using few;
        exit;
      end if;
    end if;
    -- The first window is walked row by row; from then on the inverted indexes may take part.
    perform set_config('enable_bitmapscan', case when width = 2000 then 'off' else 'on' end, true);
    return query execute format(
      'with m as materialized (select r.id, r.%I as k from forms.record r where %s%s%s)
       select m.id, m.k from m order by m.k %s, m.id %s limit %s',
      key, conditions, after, case when low is null then '' else format(' and r.%I %s %L::timestamptz', key, inside, low) end,
      direction, direction, missing);
    get diagnostics got = row_count;
    missing := missing - got;
    exit when missing <= 0 or low is null;
    after := format(' and r.%I %s %L::timestamptz', key, beyond, low);
    if width = 16000 then
      execute format('select r.%I from forms.record r where r.form_id = %L order by r.%I %s limit 1', key, form, key,
        case when descending then 'asc' else 'desc' end) into last;
      span := greatest(case when descending then high - low else low - high end, interval '1 second') * 6;
    elsif span is not null then
      span := span * 1.3;
    end if;
    high := low;
    width := least(width * 8, 128000);
  end loop;
  perform set_config('enable_bitmapscan', 'on', true);
end $$;

-- How many records a search has: counted up to a limit, beyond it the planner's estimate.
create or replace function forms.count_found(form uuid, search jsonb, up_to integer)
returns table (n bigint, exact boolean)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare
  counted bigint;
  candidates bigint;
  plan json;
  conditions text;
begin
  if not forms.may_search(form) then return query select 0::bigint, true; return; end if;
  conditions := forms.search_conditions(form, search);
  if search ? 'numbers' then
    -- Tokens of numbers are a little wider than the range: the numbers themselves decide.
    execute format('select count(*) filter (where x.within), count(*) from (select %s as within from forms.record r where %s limit %s) x',
      (select string_agg(format('case when json_typeof(r.data -> %1$L) = ''number'' then (r.data ->> %1$L)::float8 between %2$s and %3$s else false end',
        c ->> 0, quote_literal(coalesce(c ->> 1, '-Infinity')) || '::float8', quote_literal(coalesce(c ->> 2, 'Infinity')) || '::float8'), ' and ')
       from jsonb_array_elements(search -> 'numbers') c), conditions, up_to + 1) into counted, candidates;
  else
    execute format('select count(*) from (select from forms.record r where %s limit %s) x', conditions, up_to + 1) into counted;
    candidates := counted;
  end if;
  if candidates <= up_to then return query select counted, true; return; end if;
  execute format('explain (format json) select from forms.record r where %s', conditions) into plan;
  return query select greatest(up_to, (plan #>> '{0,Plan,Plan Rows}')::numeric::bigint), false;
end $$;

-- Points of a search gathered into the cells of a grid: `shift` bits of the cell number are dropped.
create or replace function forms.gather_points(form uuid, search jsonb, shift integer, most integer)
returns table (n bigint, lon double precision, lat double precision, id uuid)
language plpgsql stable security definer set search_path = forms, pg_temp as $$
begin
  if not forms.may_search(form) then return; end if;
  return query execute format(
    'select count(*), avg(x.lon), avg(x.lat), (array_agg(x.id))[1] from (
       select r.cell, r.lon, r.lat, r.id from forms.record r where %s and r.cell is not null
       order by r.received_at desc, r.id desc limit %s) x
     group by x.cell >> %s', forms.search_conditions(form, search), most, shift);
end $$;

-- Rows of exports whose time is over; whoever calls removes their files.
create or replace function forms.forget_exports(moment timestamptz) returns table (id uuid)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job sweeps exports' using errcode = 'insufficient_privilege';
  end if;
  return query delete from forms.export e where e.expires_at <= moment returning e.id;
end $$;

-- The records of a search when they are few, in no order; one row without an id when they are more than asked for, or so
-- frequent among the newest that they need not be counted. (A materialized query is planned for all its rows, so that the
-- inverted indexes answer, and stops where the limit is reached.)
create or replace function forms.gather_few(form uuid, search jsonb, most integer) returns table (id uuid)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare
  conditions text;
  few uuid[];
  frequent integer;
begin
  if not forms.may_search(form) then return; end if;
  conditions := forms.search_conditions(form, search);
  perform set_config('enable_bitmapscan', 'off', true);
  execute format('select count(*) from (select from (select r.* from forms.record r where r.form_id = $1
    order by r.received_at desc, r.id desc limit 1000) r where %s) x', conditions) into frequent using form;
  perform set_config('enable_bitmapscan', 'on', true);
  if frequent > 100 then return query select null::uuid; return; end if;
  perform set_config('enable_seqscan', 'off', true);
  execute format('with m as materialized (select r.id from forms.record r where %s)
    select array(select m.id from m limit $1)', conditions) into few using most + 1;
  perform set_config('enable_seqscan', 'on', true);
  if cardinality(few) > most then return query select null::uuid; return; end if;
  return query select unnest(few);
end $$;

-- Records of a search whose present answers are in no run yet, with what they are to be sorted by.
create or replace function forms.find_unsorted(form uuid, search jsonb, path text)
returns table (id uuid, value json)
language plpgsql stable security definer set search_path = forms, pg_temp as $$
begin
  if not forms.may_search(form) then return; end if;
  return query execute format(
    'select r.id, %s from forms.record r
     where r.id in (select u.record_id from forms.unsorted u where u.form_id = %L) and %s',
    case when path = '' then 'to_json(r.instance_name)' else format('r.data -> %L', path) end,
    form, forms.search_conditions(form, search));
end $$;

-- Records of a search in the order of one answer, those beyond an entry, as their entries (key and id). Walks the runs
-- side by side in windows: of each run some pages, and of these what lies before the first end among them. An edited
-- record may still stand where it stood: the caller compares the entry with the answer. Where a search has almost nothing
-- for a long stretch, the rest of it is gathered at once. Nothing beyond `until` is looked at.
drop function if exists forms.walk_sorted(uuid, jsonb, text, bytea, boolean, integer);
create or replace function forms.walk_sorted(form uuid, search jsonb, path text, after bytea, descending boolean, most integer, until bytea)
returns table (entry bytea)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare
  conditions text;
  direction text := case when descending then 'desc' else 'asc' end;
  beyond text := case when descending then '<' else '>' end;
  inside text := case when descending then '>=' else '<=' end;
  opposite text := case when descending then 'asc' else 'desc' end;
  last text := case when descending then 'p.first' else 'p.entries[array_upper(p.entries, 1)]' end;
  start text;
  reached bytea := after;
  batch bytea[];
  edge bytea;
  pages integer := 2;
  visited integer := 0;
  missing integer := most;
  got integer;
begin
  if not forms.may_search(form) then return; end if;
  conditions := forms.search_conditions(form, search);
  perform set_config('enable_bitmapscan', 'off', true);
  loop
    start := case when reached is null then '' when descending then 'and p.first < $3'
      else 'and p.first >= coalesce((select q.first from forms.answer_page q where q.form_id = $1 and q.path = $2
        and q.run = r.id and q.first <= $3 order by q.first desc limit 1), $3)' end;
    execute format(
      'with page as materialized (
         select p.first, p.entries, p.n from forms.answer_run r cross join lateral (
           select p.first, p.entries, row_number() over (order by p.first %1$s) as n from forms.answer_page p
           where p.form_id = $1 and p.path = $2 and p.run = r.id %2$s order by p.first %1$s limit $4) p
         where r.form_id = $1),
       edge as materialized (select (select %3$s from page p where p.n = $4 order by 1 %1$s limit 1) as at)
       select (select array_agg(distinct u.entry order by u.entry %1$s)
         from edge cross join page p cross join lateral unnest(p.entries) as u(entry)
         where (edge.at is null or u.entry %5$s edge.at) and ($3 is null or u.entry %4$s $3)
           and ($5 is null or u.entry %5$s $5)), (select at from edge)',
      direction, start, last, beyond, inside) into batch, edge using form, path, reached, pages, until;
    return query execute format(
      'select e.entry from unnest($1) with ordinality as e(entry, n) cross join lateral (select from forms.record r
         where r.id = encode(substr(e.entry, length(e.entry) - 15), ''hex'')::uuid and %s offset 0) x
       order by e.n limit $2', conditions) using batch, missing;
    get diagnostics got = row_count;
    missing := missing - got;
    exit when missing <= 0 or edge is null or (descending and edge < until) or (not descending and edge > until);
    reached := edge;
    visited := visited + coalesce(cardinality(batch), 0);
    pages := least(pages * 2, 32);
    if visited > 30000 then
      perform set_config('enable_bitmapscan', 'on', true);
      return query execute format(
        'with m as materialized (select r.id from forms.record r where %s)
         select distinct u.entry from forms.answer_page p cross join lateral unnest(p.entries) as u(entry)
         where p.form_id = $1 and p.path = $2 and u.entry %s $3 and ($5 is null or u.entry %s $5)
           and encode(substr(u.entry, length(u.entry) - 15), ''hex'')::uuid in (select m.id from m)
         order by 1 %s limit $4', conditions, beyond, inside, direction) using form, path, reached, missing, until;
      exit;
    end if;
  end loop;
  perform set_config('enable_bitmapscan', 'on', true);
end $$;

-- Takes the unsorted records of one form that has at least so many, for a run. They are read after they were taken: who
-- changes one meanwhile leaves another row.
create or replace function forms.take_unsorted(fewest integer, most integer)
returns table (form_id uuid, record_id uuid, instance_name text, data text)
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare
  form uuid;
  taken uuid[];
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job sorts answers' using errcode = 'insufficient_privilege';
  end if;
  -- One at a time: a second server would wait for the same rows.
  if not pg_try_advisory_xact_lock(hashtext('forms.take_unsorted')) then return; end if;
  select u.form_id into form from (select distinct x.form_id from forms.unsorted x) u
  where (select count(*) from (select from forms.unsorted x where x.form_id = u.form_id limit fewest) n) >= fewest limit 1;
  if form is null then return; end if;
  with gone as (
    delete from forms.unsorted u where u.id = any(array(
      select x.id from forms.unsorted x where x.form_id = form order by x.id limit most))
    returning u.record_id)
  select array_agg(distinct g.record_id) into taken from gone g;
  return query select r.form_id, r.id, r.instance_name, r.data::text from forms.record r where r.id = any(taken);
end $$;

-- Adds a run: pages as pairs of a path and its entries, hexadecimal, parted by spaces.
create or replace function forms.add_run(form uuid, paths text[], pages text[]) returns void
language plpgsql volatile security definer set search_path = forms, pg_temp as $$
declare run bigint;
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job sorts answers' using errcode = 'insufficient_privilege';
  end if;
  insert into forms.answer_run (form_id) values (form) returning id into run;
  insert into forms.answer_page (form_id, path, run, first, entries)
  select form, x.path, run, x.page[1], x.page from (
    select p.path, array(select decode(e.hex, 'hex') from unnest(string_to_array(p.page, ' ')) with ordinality as e(hex, n) order by e.n) as page
    from unnest(paths, pages) as p(path, page)) x;
end $$;

revoke execute on all functions in schema forms from public;
grant execute on function forms.device_actor(bytea), forms.known_instance(uuid, text), forms.count_files(uuid), forms.sender_name(uuid),
  forms.create_device(uuid, text, bytea), forms.revoke_device(uuid, timestamptz),
  forms.devices_enrolled(uuid), forms.leave_devices(uuid, uuid, timestamptz),
  forms.forget_exports(timestamptz),
  forms.find_records(uuid, jsonb, boolean, boolean, integer), forms.count_found(uuid, jsonb, integer),
  forms.gather_points(uuid, jsonb, integer, integer), forms.find_unsorted(uuid, jsonb, text),
  forms.gather_few(uuid, jsonb, integer),
  forms.walk_sorted(uuid, jsonb, text, bytea, boolean, integer, bytea), forms.take_unsorted(integer, integer),
  forms.add_run(uuid, text[], text[]) to sojourn_app;
