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

-- Files of records -----------------------------------------------------------------------------------------------------

grant select, insert, delete on files.attachment to sojourn_app;
grant update (name, content_type, size, state, refusal, metadata, changed_at, removed_at, removed_by, removal_reason)
  on files.attachment to sojourn_app;
grant select, insert on files.attachment_content to sojourn_app;
grant select, insert, update (received, expires_at), delete on files.upload to sojourn_app;
grant select, insert, delete on files.upload_part to sojourn_app;

alter table files.attachment enable row level security;
alter table files.attachment force row level security;
alter table files.attachment_content enable row level security;
alter table files.attachment_content force row level security;
alter table files.upload enable row level security;
alter table files.upload force row level security;
alter table files.upload_part enable row level security;
alter table files.upload_part force row level security;
create policy owner_all on files.attachment to current_user using (true) with check (true);
create policy owner_all on files.attachment_content to current_user using (true) with check (true);
create policy owner_all on files.upload to current_user using (true) with check (true);
create policy owner_all on files.upload_part to current_user using (true) with check (true);

-- The platform's own jobs look into what arrived and sweep what nobody finished.
create policy attachment_job on files.attachment to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy content_job on files.attachment_content to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy upload_job on files.upload to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy part_job on files.upload_part to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');

-- Where a record lies, told to who sees it; nothing for a record of no place.
create or replace function files.record_place(entity text, entity_id text, out office_id uuid, out operation_id uuid)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare has text[]; key_type text;
begin
  if not audit.record_visible(entity, entity_id) then return; end if;
  select array_agg(a.attname::text), max(format_type(a.atttypid, a.atttypmod)) filter (where a.attname = 'id')
    into has, key_type
  from pg_attribute a where a.attrelid = to_regclass(entity) and not a.attisdropped
    and (a.attname = 'id' or a.attname in ('office_id', 'operation_id') and a.atttypid = 'uuid'::regtype);
  execute format('select %s, %s from %s r where r.id = cast($1 as %s)',
    case when 'office_id' = any(has) then 'r.office_id' else 'null::uuid' end,
    case when 'operation_id' = any(has) then 'r.operation_id' else 'null::uuid' end, to_regclass(entity), key_type)
    into office_id, operation_id using entity_id;
end $$;

-- A file lies where its record does, whatever its sender says.
create or replace function files.set_place() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select p.office_id, p.operation_id into new.office_id, new.operation_id
  from files.record_place(new.entity, new.entity_id) p;
  return new;
end $$;
create or replace trigger set_place before insert on files.attachment for each row execute function files.set_place();
create or replace trigger set_place before insert on files.upload for each row execute function files.set_place();

-- Whether the permission is held where a record lies; of a record of no place it is enough to hold it somewhere.
create or replace function files.may(permission text, office uuid, operation uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case when office is null and operation is null then access.has_anywhere(permission)
    else access.held_in(permission, office, operation) end
$$;
create or replace function files.may_see_class(class text, office uuid, operation uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case class when 'open' then true
    when 'restricted' then files.may('files.restricted.read', office, operation)
    else files.may('files.sealed.reveal', office, operation) end
$$;

create policy attachment_read on files.attachment for select to sojourn_app using (
  audit.record_visible(entity, entity_id)
  and (uploaded_by = (select platform.actor()) or files.may_see_class(class, office_id, operation_id))
  -- What was removed is seen by those alone who may bring it back.
  and (removed_at is null or files.may('files.attachment.write', office_id, operation_id)));
create policy attachment_insert on files.attachment for insert to sojourn_app with check (
  uploaded_by = (select platform.actor()) and state = 'checking' and removed_at is null
  and access.bears(entity, entity_id)
  and files.may('files.attachment.write', office_id, operation_id));
create policy attachment_update on files.attachment for update to sojourn_app
  using (audit.record_visible(entity, entity_id) and files.may('files.attachment.write', office_id, operation_id));
create policy attachment_purge on files.attachment for delete to sojourn_app
  using (removed_at is not null and state <> 'checking' and audit.record_visible(entity, entity_id)
    and files.may('files.attachment.write', office_id, operation_id));

-- A purged file leaves nothing behind: the upload that brought it is its sender's, and knows its name for a while.
create or replace function files.forget_upload() returns trigger
language plpgsql security definer set search_path = files, pg_temp as $$
begin
  delete from files.upload u where u.id = old.id;
  return null;
end $$;
revoke execute on function files.forget_upload() from public;
create or replace trigger forget_upload after delete on files.attachment for each row execute function files.forget_upload();

-- The content of a file that one sees; of a sealed one only in the transaction that stated its purpose.
create policy content_read on files.attachment_content for select to sojourn_app using (exists (
  select from files.attachment a where a.id = attachment_id and a.removed_at is null
    and (a.class <> 'sealed' or a.id::text || ':content' = any((select access.revealed_fields('files.attachment'))::text[]))));

-- What somebody sends is theirs alone, as long as they see the record and may add to it.
create policy upload_own on files.upload to sojourn_app
  using (account_id = (select platform.actor()) and audit.record_visible(entity, entity_id)
    and files.may('files.attachment.write', office_id, operation_id))
  with check (account_id = (select platform.actor()) and access.bears(entity, entity_id)
    and files.may('files.attachment.write', office_id, operation_id));
create policy part_own on files.upload_part to sojourn_app
  using (exists (select from files.upload u where u.id = upload_id))
  with check (exists (select from files.upload u where u.id = upload_id));

grant execute on function files.record_place(text, text), files.may(text, uuid, uuid),
  files.may_see_class(text, uuid, uuid) to sojourn_app;

-- Whom a job tells of a file in which a scanner found something, besides its sender.
create or replace function files.told_of_infection(attachment uuid) returns uuid[]
language plpgsql stable security definer set search_path = files, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job tells of infections' using errcode = 'insufficient_privilege';
  end if;
  return coalesce((select array_agg(distinct h) from files.attachment a,
    access.holders_in('files.infection.told', a.office_id, a.operation_id) h where a.id = attachment), '{}');
end $$;
revoke execute on function files.told_of_infection(uuid) from public;
grant execute on function files.told_of_infection(uuid) to sojourn_app;
