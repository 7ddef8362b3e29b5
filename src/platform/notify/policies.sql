-- A notice is its reader's alone: no office, no role and no administrator opens it to anyone else.

grant usage on schema notify to sojourn_app;

grant select, update (read_at, archived_at) on notify.notice to sojourn_app;
alter table notify.notice enable row level security;
alter table notify.notice force row level security;
create policy owner_all on notify.notice to current_user using (true) with check (true);

-- In person: a token that was made for one purpose reads nobody's inbox.
create policy notice_own on notify.notice to sojourn_app
  using (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person')
  with check (account_id = (select platform.actor()));

-- Tells people something. Whoever causes it may see neither them nor their notices: it adds, and shows only whom it told.
-- The same key again is the same notice, told anew. In the order of accounts, so that two never wait for each other in a ring.
create or replace function notify.add(accounts uuid[], kind text, urgency text, facts jsonb, entity text, entity_id text,
  key text, at timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
declare told uuid[];
begin
  if platform.actor_kind() is null then
    raise exception 'a notice needs somebody who acts' using errcode = 'insufficient_privilege';
  end if;
  with written as (
    insert into notify.notice as n (account_id, kind, urgency, facts, entity, entity_id, key, at)
    select a.id, add.kind, add.urgency, add.facts, add.entity, add.entity_id, add.key, add.at
    from identity.account a
    where a.id = any(add.accounts) and a.kind = 'person' and a.state <> 'disabled'
    order by a.id
    on conflict (account_id, key) where key is not null do update set kind = excluded.kind, urgency = excluded.urgency,
      facts = excluded.facts, entity = excluded.entity, entity_id = excluded.entity_id, at = excluded.at,
      times = n.times + 1, read_at = null, archived_at = null
    returning n.account_id)
  select coalesce(array_agg(w.account_id), '{}') into told from written w;
  return told;
end $$;
grant execute on function notify.add(uuid[], text, text, jsonb, text, text, text, timestamptz) to sojourn_app;
