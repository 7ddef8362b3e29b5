-- Who may read and write the conversation of a record: whoever sees the record and holds the permission where it lies.

grant usage on schema comments to sojourn_app;
grant select, insert on comments.comment, comments.revision to sojourn_app;
grant update (body, mentions, edited_at, removed_at) on comments.comment to sojourn_app;
grant delete on comments.revision to sojourn_app;
grant select, insert, update on comments.reader to sojourn_app;

alter table comments.comment enable row level security;
alter table comments.comment force row level security;
alter table comments.revision enable row level security;
alter table comments.revision force row level security;
alter table comments.reader enable row level security;
alter table comments.reader force row level security;

create policy owner_all on comments.comment to current_user using (true) with check (true);
create policy owner_all on comments.revision to current_user using (true) with check (true);
create policy owner_all on comments.reader to current_user using (true) with check (true);

create policy comment_read on comments.comment for select to sojourn_app using (
  case when operation_id is not null then operation_id = any((select access.scope_operations('comments.comment.read'))::uuid[])
    when office_id is not null then office_id = any((select access.scope_offices('comments.comment.read'))::uuid[])
    else (select access.has_anywhere('comments.comment.read')) end
  and audit.record_visible(entity, entity_id));

create policy comment_insert on comments.comment for insert to sojourn_app with check (
  author_id = (select platform.actor())
  and case when operation_id is not null then operation_id = any((select access.scope_operations('comments.comment.write'))::uuid[])
    when office_id is not null then office_id = any((select access.scope_offices('comments.comment.write'))::uuid[])
    else (select access.has_anywhere('comments.comment.write')) end
  and access.bears(entity, entity_id));

-- Only its author changes a comment, and what was removed stays removed.
create policy comment_update on comments.comment for update to sojourn_app
  using (author_id = (select platform.actor()) and removed_at is null
    and (select access.has_anywhere('comments.comment.write')))
  with check (author_id = (select platform.actor()));

create policy revision_read on comments.revision for select to sojourn_app
  using (exists (select from comments.comment c where c.id = comment_id));
create policy revision_insert on comments.revision for insert to sojourn_app
  with check (exists (select from comments.comment c where c.id = comment_id and c.author_id = (select platform.actor())));
create policy revision_delete on comments.revision for delete to sojourn_app
  using (exists (select from comments.comment c where c.id = comment_id and c.author_id = (select platform.actor())));

create policy reader_own on comments.reader to sojourn_app
  using (account_id = (select platform.actor()) and (select access.has_anywhere('comments.comment.read')))
  with check (account_id = (select platform.actor()) and (select access.has_anywhere('comments.comment.read'))
    and access.bears(entity, entity_id));

-- Who follows the conversation of a record: accounts alone, to whoever may write somewhere. Whether they may still read
-- it is asked of each under their own rights.
create or replace function comments.followers(record text, record_id text) returns uuid[]
language sql stable security definer set search_path = comments, pg_temp as $$
  select coalesce(array_agg(r.account_id), '{}') from comments.reader r
  where r.entity = record and r.entity_id = record_id and r.following and access.has_anywhere('comments.comment.write')
$$;

-- Whether the caller may read the conversation of a record.
create or replace function comments.readable(record text, record_id text) returns boolean
language sql stable set search_path = comments, pg_temp as $$
  select audit.record_visible(record, record_id) and exists (
    select from (select) one left join audit.record_scope(record, record_id) s on true
    where case when s.operation_id is not null then s.operation_id = any(access.scope_operations('comments.comment.read'))
      when s.office_id is not null then s.office_id = any(access.scope_offices('comments.comment.read'))
      else access.has_anywhere('comments.comment.read') end)
$$;

-- The same for somebody else, under their own rights; the caller's actor is set back, as in audit.visible_to.
create or replace function comments.readable_by(account uuid, record text, record_id text) returns boolean
language plpgsql volatile set search_path = comments, pg_temp as $$
declare
  actor text := current_setting('app.actor', true);
  kind text := current_setting('app.actor_kind', true);
  permissions text := current_setting('app.permissions', true);
  operations text := current_setting('app.operations', true);
  answer boolean;
begin
  perform set_config('app.actor', account::text, true), set_config('app.actor_kind', 'person', true),
    set_config('app.permissions', '*', true), set_config('app.operations', '*', true);
  answer := comments.readable(record, record_id);
  perform set_config('app.actor', actor, true), set_config('app.actor_kind', kind, true),
    set_config('app.permissions', permissions, true), set_config('app.operations', operations, true);
  return answer;
end $$;
grant execute on function comments.followers(text, text), comments.readable(text, text),
  comments.readable_by(uuid, text, text) to sojourn_app;
