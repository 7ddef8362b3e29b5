-- Who may read the audit log, and the only ways into it.

grant usage on schema audit to sojourn_app;
grant select on audit.entry, audit.checkpoint to sojourn_app;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.head enable row level security;
alter table audit.head force row level security;
alter table audit.pending enable row level security;
alter table audit.pending force row level security;
alter table audit.leaf enable row level security;
alter table audit.leaf force row level security;
alter table audit.checkpoint enable row level security;
alter table audit.checkpoint force row level security;

-- The functions below and the verifier act as the owner; the application role never does.
create policy owner_all on audit.entry to current_user using (true) with check (true);
create policy owner_all on audit.head to current_user using (true) with check (true);
create policy owner_all on audit.pending to current_user using (true) with check (true);
create policy owner_all on audit.leaf to current_user using (true) with check (true);
create policy owner_all on audit.checkpoint to current_user using (true) with check (true);

-- Whether the caller may see the row that an entry speaks of: asked of that table itself, under the caller's own rights
-- and policies (this function is not SECURITY DEFINER). Only a table whose policies are forced can answer.
create or replace function audit.record_visible(entity text, entity_id text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  key_type text;
  seen boolean;
begin
  if entity is null or entity_id is null or entity !~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$' then return false; end if;
  select format_type(a.atttypid, a.atttypmod) into key_type
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and not a.attisdropped
  where c.oid = to_regclass(entity) and c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity;
  if not found then return false; end if;
  execute format('select exists (select from %s where id = cast($1 as %s))', to_regclass(entity), key_type)
    into seen using entity_id;
  return seen;
exception
  when insufficient_privilege or data_exception then return false;
end $$;

-- The same for somebody else: asked as that account, with all that its grants give today. The caller's own actor is set
-- back; an error in between undoes the change with its statement.
create or replace function audit.visible_to(account uuid, entity text, entity_id text) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  actor text := current_setting('app.actor', true);
  kind text := current_setting('app.actor_kind', true);
  permissions text := current_setting('app.permissions', true);
  operations text := current_setting('app.operations', true);
  seen boolean;
begin
  if account is null then return false; end if;
  perform set_config('app.actor', account::text, true), set_config('app.actor_kind', 'person', true),
    set_config('app.permissions', '*', true), set_config('app.operations', '*', true);
  seen := audit.record_visible(entity, entity_id);
  perform set_config('app.actor', actor, true), set_config('app.actor_kind', kind, true),
    set_config('app.permissions', permissions, true), set_config('app.operations', operations, true);
  return seen;
end $$;

-- Where a record belongs, by the columns of that name that its table has; no row where the caller does not see it.
create or replace function audit.record_scope(entity text, entity_id text)
returns table (office_id uuid, operation_id uuid)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  columns text;
begin
  if audit.record_visible(entity, entity_id) then
    select string_agg(case when a.attname is null then 'null::uuid' else quote_ident(c.name) end, ', ' order by c.name)
      into columns
    from (values ('office_id'), ('operation_id')) c(name)
    left join pg_attribute a on a.attrelid = to_regclass(entity) and a.attname = c.name and not a.attisdropped;
    return query execute format('select %s from %s where id::text = $1', columns, to_regclass(entity)) using entity_id;
  end if;
end $$;

-- Actions that only looked. Their names end in one of these verbs.
create or replace function audit.only_looked(action text) returns boolean
language sql immutable parallel safe
return action ~ '[._](read|viewed|searched|exported|revealed|explained)$';

-- Actions that tell who is shut out of a record, or was.
create or replace function audit.tells_of_exclusion(action text) returns boolean
language sql immutable parallel safe
return action in ('access.excluded', 'access.exclusion_ended');

-- Whom such an entry names.
create or replace function audit.shut_out(body text) returns uuid
language sql immutable parallel safe
return coalesce(body::json #>> '{after,accountId}', body::json #>> '{before,accountId}')::uuid;

-- Readers of the log, by office and by operation. What belongs to neither is for those who read at a top office.
create policy entry_read on audit.entry for select to sojourn_app using (
  office_id = any((select access.scope_offices('audit.entry.read'))::uuid[])
  or operation_id = any((select access.scope_operations('audit.entry.read'))::uuid[])
  or (office_id is null and operation_id is null and (select access.held_at_top('audit.entry.read'))));

-- The timeline of one record at a time, for those who see the record itself. The settings only narrow: without the right
-- to see the row they open nothing. Who looked at a record is for readers of the log alone; who is shut out of it, also for
-- those who see the exclusion itself.
create policy entry_timeline on audit.entry for select to sojourn_app using (
  entity = (select current_setting('app.audit_entity', true))
  and entity_id = (select current_setting('app.audit_entity_id', true))
  and (select audit.record_visible(current_setting('app.audit_entity', true), current_setting('app.audit_entity_id', true)))
  and not audit.only_looked(action)
  and case when audit.tells_of_exclusion(action) then exists (select from access.exclusion x
    where x.entity = entry.entity and x.entity_id = entry.entity_id::uuid and x.account_id = audit.shut_out(body))
    else true end);

-- Whoever is shut out of a record reads nothing of it here either, whatever they oversee.
create policy entry_excluded on audit.entry as restrictive for select to sojourn_app
  using (entity_id <> all((select access.excluded_records())::text[]));

-- Nor does anybody read that they were shut out once: they are not told then or later.
create policy entry_own_exclusion on audit.entry as restrictive for select to sojourn_app
  using (case when audit.tells_of_exclusion(action) then audit.shut_out(body) <> (select platform.actor()) else true end);

create policy checkpoint_read on audit.checkpoint for select to sojourn_app
  using ((select access.has_anywhere('audit.entry.read')));

-- The one way in: adds an entry to its record's chain and queues it for the next checkpoint. The head row is locked until
-- the transaction ends, so the chain of one record is serial and all others run free.
create or replace function audit.append(body text) returns bigint
language plpgsql volatile security definer set search_path = audit, pg_temp as $$
declare
  b record;
  number bigint;
begin
  select * into b from json_to_record(body::json) as x(at timestamptz, actor uuid, "actorKind" text, action text,
    entity text, "entityId" text, office uuid, operation uuid);
  if b.actor is distinct from platform.actor() or b."actorKind" is distinct from platform.actor_kind() then
    raise exception 'an audit entry must name the actor of its transaction' using errcode = 'insufficient_privilege';
  end if;
  with link as (
    insert into audit.head as h (entity_id, entity, seq, prev_hash, hash)
    values (b."entityId", b.entity, 1, decode(repeat('00', 32), 'hex'),
      sha256(decode(repeat('00', 32), 'hex') || int8send(1) || convert_to(body, 'UTF8')))
    on conflict (entity_id, entity) do update set seq = h.seq + 1, prev_hash = h.hash,
      hash = sha256(h.hash || int8send(h.seq + 1) || convert_to(append.body, 'UTF8'))
    returning h.seq, h.prev_hash, h.hash
  ), written as (
    insert into audit.entry (seq, at, actor_id, action, entity, entity_id, office_id, operation_id, prev_hash, hash, body)
    select link.seq, b.at, b.actor, b.action, b.entity, b."entityId", b.office, b.operation,
      link.prev_hash, link.hash, append.body
    from link
    returning id
  ), queued as (
    insert into audit.pending (entry_id) select written.id from written
  )
  select link.seq into number from link;
  return number;
end $$;

-- The same for many, in one call. Records are taken in a fixed order so that two batches never wait for each other in a
-- ring; entries of one record keep the order in which they were given.
create or replace function audit.append_many(bodies text[]) returns bigint
language plpgsql volatile security definer set search_path = audit, pg_temp as $$
declare
  one text;
  written bigint := 0;
begin
  for one in
    select x.body from unnest(bodies) with ordinality as x(body, n)
    order by x.body::json ->> 'entityId', x.body::json ->> 'entity', x.n
  loop
    perform audit.append(one);
    written := written + 1;
  end loop;
  return written;
end $$;

create or replace function audit.require_job() returns void
language plpgsql stable set search_path = audit, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job seals the audit log' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- The last checkpoint; no row before the first.
create or replace function audit.last_checkpoint()
returns table (size bigint, root bytea, edge bytea[], note text)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
  perform audit.require_job();
  return query select c.size, c.root, c.edge, c.note from audit.checkpoint c order by c.size desc limit 1;
end $$;

-- Checkpoints above a size, oldest first: what a witness that is behind still has to copy.
create or replace function audit.checkpoints_above(above bigint, most integer)
returns table (size bigint, note text)
language plpgsql stable security definer set search_path = audit, pg_temp as $$
begin
  perform audit.require_job();
  return query select c.size, c.note from audit.checkpoint c where c.size > above order by c.size limit most;
end $$;

-- The oldest entries that no checkpoint covers.
create or replace function audit.pending_entries(most integer)
returns table (entry_id bigint, hash bytea)
language plpgsql volatile security definer set search_path = audit, pg_temp as $$
begin
  perform audit.require_job();
  return query select p.entry_id, e.hash from audit.pending p join audit.entry e on e.id = p.entry_id
    order by p.entry_id limit most;
end $$;

-- Adds a batch to the Merkle log under its checkpoint. The caller holds the lock of sealing.
create or replace function audit.seal(entry_ids bigint[], new_root bytea, new_edge bytea[], new_note text, sealed_at timestamptz)
returns bigint
language plpgsql volatile security definer set search_path = audit, pg_temp as $$
declare
  old_size bigint;
  new_size bigint;
  removed bigint;
begin
  perform audit.require_job();
  select coalesce(max(c.size), 0) into old_size from audit.checkpoint c;
  new_size := old_size + cardinality(entry_ids);
  insert into audit.leaf (index, entry_id, hash)
  select old_size + x.n - 1, x.id, sha256('\x00'::bytea || e.hash)
  from unnest(entry_ids) with ordinality as x(id, n) join audit.entry e on e.id = x.id;
  delete from audit.pending p where p.entry_id = any(entry_ids);
  get diagnostics removed = row_count;
  if removed <> cardinality(entry_ids) then
    raise exception 'a batch may hold pending entries only, each once';
  end if;
  insert into audit.checkpoint (size, root, edge, note, at) values (new_size, new_root, new_edge, new_note, sealed_at);
  return new_size;
end $$;

revoke execute on all functions in schema audit from public;
grant execute on function audit.record_visible(text, text), audit.visible_to(uuid, text, text),
  audit.record_scope(text, text), audit.only_looked(text), audit.tells_of_exclusion(text),
  audit.shut_out(text), audit.append(text), audit.append_many(text[]),
  audit.last_checkpoint(), audit.checkpoints_above(bigint, integer), audit.pending_entries(integer),
  audit.seal(bigint[], bytea, bytea[], text, timestamptz) to sojourn_app;
