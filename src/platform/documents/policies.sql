-- A document is its person's alone, and theirs only as long as they see the record that it speaks of.

grant usage on schema documents to sojourn_app;
grant select, insert, delete on documents.document to sojourn_app;

alter table documents.document enable row level security;
alter table documents.document force row level security;
create policy owner_all on documents.document to current_user using (true) with check (true);

create policy document_read on documents.document for select to sojourn_app
  using (account_id = (select platform.actor()) and audit.record_visible(entity, entity_id));
create policy document_insert on documents.document for insert to sojourn_app
  with check (account_id = (select platform.actor()) and audit.record_visible(entity, entity_id));

-- The sweeping job sees and removes what has expired, and nothing else.
create or replace function documents.is_platform() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select platform.actor_kind() = 'job' and platform.actor() is null
$$;
create policy document_sweep on documents.document for delete to sojourn_app
  using (expires_at < now() and (select documents.is_platform()));
create policy document_expired on documents.document for select to sojourn_app
  using (expires_at < now() and (select documents.is_platform()));

revoke execute on all functions in schema documents from public;
grant execute on all functions in schema documents to sojourn_app;
