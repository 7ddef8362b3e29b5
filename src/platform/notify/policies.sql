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

grant select, insert, update on notify.preference to sojourn_app;
grant select, update on notify.agency to sojourn_app;
grant select, insert, update, delete on notify.smtp to sojourn_app;
grant select, insert on notify.vapid to sojourn_app;
grant select, insert, update, delete on notify.push_device to sojourn_app;
grant select, insert, update on notify.delivery to sojourn_app;
grant select, insert, update on notify.digest to sojourn_app;
grant insert on notify.stop_link to sojourn_app;

alter table notify.preference enable row level security;
alter table notify.preference force row level security;
alter table notify.agency enable row level security;
alter table notify.agency force row level security;
alter table notify.smtp enable row level security;
alter table notify.smtp force row level security;
alter table notify.vapid enable row level security;
alter table notify.vapid force row level security;
alter table notify.push_device enable row level security;
alter table notify.push_device force row level security;
alter table notify.delivery enable row level security;
alter table notify.delivery force row level security;
alter table notify.digest enable row level security;
alter table notify.digest force row level security;
alter table notify.stop_link enable row level security;
alter table notify.stop_link force row level security;
create policy owner_all on notify.preference to current_user using (true) with check (true);
create policy owner_all on notify.agency to current_user using (true) with check (true);
create policy owner_all on notify.smtp to current_user using (true) with check (true);
create policy owner_all on notify.vapid to current_user using (true) with check (true);
create policy owner_all on notify.push_device to current_user using (true) with check (true);
create policy owner_all on notify.delivery to current_user using (true) with check (true);
create policy owner_all on notify.digest to current_user using (true) with check (true);
create policy owner_all on notify.stop_link to current_user using (true) with check (true);

create policy preference_own on notify.preference to sojourn_app
  using (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person')
  with check (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person');
create policy push_device_own on notify.push_device to sojourn_app
  using (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person')
  with check (account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person');

-- The agency's defaults are no secret to its people; they and the mail server are set at the top office, for all.
create policy agency_read on notify.agency for select to sojourn_app
  using ((select platform.actor()) is not null or (select platform.actor_kind()) = 'job');
create policy agency_write on notify.agency for update to sojourn_app
  using ((select access.held_at_top('notify.channel.write')))
  with check ((select access.held_at_top('notify.channel.write')));
create policy smtp_write on notify.smtp to sojourn_app
  using ((select access.held_at_top('notify.channel.write')))
  with check ((select access.held_at_top('notify.channel.write')));

-- The server itself, which sends. It sees how and to whom, never what a notice says.
create policy smtp_send on notify.smtp for select to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);
create policy vapid_send on notify.vapid to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null)
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);
create policy push_device_send on notify.push_device to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null)
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);
create policy delivery_send on notify.delivery to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null)
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);
create policy digest_send on notify.digest to sojourn_app
  using ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null)
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);

create policy stop_link_send on notify.stop_link for insert to sojourn_app
  with check ((select platform.actor_kind()) = 'job' and (select platform.actor()) is null);

create or replace function notify.require_server() returns void
language plpgsql stable set search_path = notify, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' or platform.actor() is not null then
    raise exception 'notices are sent by the server only' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Notices for which no way was chosen yet, without their words; they count as planned from here on.
create or replace function notify.take_unplanned(most int)
returns table (id uuid, account_id uuid, kind text, urgency text, read boolean, settings jsonb, devices int)
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
begin
  perform notify.require_server();
  return query
  with taken as (
    update notify.notice n set planned_at = now()
    from (select x.id from notify.notice x where x.planned_at is null order by x.id limit most for update skip locked) x
    where n.id = x.id
    returning n.id, n.account_id, n.kind, n.urgency, n.read_at is not null as read)
  select t.id, t.account_id, t.kind, t.urgency, t.read, coalesce(p.settings, '{}'),
    (select count(*)::int from notify.push_device d where d.account_id = t.account_id)
  from taken t left join notify.preference p on p.account_id = t.account_id;
end $$;

-- What is to be sent now. A claim ends by itself, so that what a killed server held is taken again.
create or replace function notify.take_due(channel text, most int, at timestamptz, claim interval)
returns table (id uuid, notice_id uuid, account_id uuid, kind text, counts jsonb, urgency text, email text, language text,
  tries int, created_at timestamptz, stale boolean)
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
begin
  perform notify.require_server();
  return query
  with taken as (
    update notify.delivery d set state = 'sending', tries = d.tries + 1, claimed_until = take_due.at + claim
    from (select x.id from notify.delivery x
      where x.channel = take_due.channel and ((x.state = 'waiting' and x.due_at <= take_due.at)
        or (x.state = 'sending' and x.claimed_until <= take_due.at))
      order by x.due_at limit most for update skip locked) x
    where d.id = x.id
    returning d.*)
  -- Whoever was disabled meanwhile, or has read it, is not told; what guards an account is told in any case.
  select t.id, t.notice_id, t.account_id, n.kind, t.counts, coalesce(n.urgency, 'whenever'), a.email, a.language, t.tries,
    t.created_at, a.state = 'disabled' or (n.read_at is not null and not t.security)
  from taken t join identity.account a on a.id = t.account_id left join notify.notice n on n.id = t.notice_id;
end $$;

-- How many unread notices of which kind each person has since their last digest.
create or replace function notify.unread_since_digest(at timestamptz)
returns table (account_id uuid, kind text, urgency text, n int, settings jsonb, last_day text)
language plpgsql stable security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
begin
  perform notify.require_server();
  return query
  select n.account_id, n.kind, n.urgency, count(*)::int, coalesce(p.settings, '{}'), g.day::text
  from notify.notice n
  join identity.account a on a.id = n.account_id and a.state = 'active'
  left join notify.digest g on g.account_id = n.account_id
  left join notify.preference p on p.account_id = n.account_id
  where n.read_at is null and n.archived_at is null and n.at > coalesce(g.at, '-infinity') and n.at <= unread_since_digest.at
  group by n.account_id, n.kind, n.urgency, p.settings, g.day;
end $$;

-- Forgets read notices after the time that the agency keeps them, and what became of old deliveries.
create or replace function notify.sweep(at timestamptz) returns int
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
declare gone int;
begin
  perform notify.require_server();
  delete from notify.delivery d where d.done_at < sweep.at - interval '30 days';
  delete from notify.stop_link l where l.made_at < sweep.at - interval '180 days';
  delete from notify.notice n using notify.agency g
  where n.read_at < sweep.at - g.keep_days * interval '1 day';
  get diagnostics gone = row_count;
  return gone;
end $$;

-- How sending fares, in numbers alone: no person, no notice.
create or replace function notify.health()
returns table (channel text, state text, reason text, n int, oldest timestamptz)
language plpgsql stable security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
begin
  if not access.held_at_top('notify.channel.read') then
    raise exception 'how sending fares is seen at the top office' using errcode = 'insufficient_privilege';
  end if;
  return query
  select d.channel, d.state, d.reason, count(*)::int, min(d.created_at) from notify.delivery d
  where d.state <> 'sent' or d.done_at > now() - interval '1 day'
  group by d.channel, d.state, d.reason;
end $$;

-- Sends again what was given up or refused.
create or replace function notify.retry(channel text, at timestamptz) returns int
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
declare again int;
begin
  if not access.held_at_top('notify.channel.write') then
    raise exception 'sending is begun again at the top office' using errcode = 'insufficient_privilege';
  end if;
  update notify.delivery d set state = 'waiting', due_at = retry.at, tries = 0, created_at = retry.at, done_at = null
  where d.channel = retry.channel and (d.state in ('refused', 'given_up') or (d.state = 'waiting' and d.reason is not null));
  get diagnostics again = row_count;
  return again;
end $$;
grant execute on function notify.require_server(), notify.take_unplanned(int),
  notify.take_due(text, int, timestamptz, interval), notify.unread_since_digest(timestamptz), notify.sweep(timestamptz),
  notify.health(), notify.retry(text, timestamptz) to sojourn_app;

-- The public half, which a browser needs to subscribe.
create or replace function notify.vapid_public_key() returns text
language sql stable security definer set search_path = notify, pg_temp as $$
  select v.public_key from notify.vapid v where platform.actor() is not null
$$;
grant execute on function notify.vapid_public_key() to sojourn_app;

-- Whether mail can leave at all, which everybody may know.
create or replace function notify.has_smtp() returns boolean
language sql stable security definer set search_path = notify, pg_temp as $$
  select platform.actor() is not null and exists (select from notify.smtp)
$$;
grant execute on function notify.has_smtp() to sojourn_app;

-- What the link of a mail stops, for whoever holds it: no session is needed, and nothing else is learned of the person.
-- `fixed`: the agency lets nobody change it.
create or replace function notify.find_stop(token_hash bytea)
returns table (account_id uuid, kind text, stopped boolean, fixed boolean)
language sql stable security definer set search_path = notify, pg_temp as $$
  select l.account_id, l.kind,
    coalesce(case when l.kind is null then p.settings->>'digest' = 'false'
                  else p.settings->'kinds'->l.kind->>'email' = 'off' end, false),
    coalesce(l.kind is not null and g.settings->'kinds'->l.kind->'fixed' ? 'email', false)
  from notify.stop_link l cross join notify.agency g left join notify.preference p on p.account_id = l.account_id
  where l.token_hash = find_stop.token_hash
$$;

-- Stops mails of that kind, or gives back what the person had chosen before. Touches nothing else of what they chose.
create or replace function notify.set_stop(token_hash bytea, stop boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = notify, pg_temp as $$
#variable_conflict use_column
declare
  link notify.stop_link;
  state record;
  chosen jsonb;
  -- The object that holds the choice, the name of the choice in it, and the choice for "stopped".
  holder jsonb;
  part text;
  stopped jsonb;
begin
  -- Clicks on the same link wait for each other.
  select l.* into link from notify.stop_link l where l.token_hash = set_stop.token_hash for update;
  if link.token_hash is null then return false; end if;
  insert into notify.preference as p (account_id, settings, changed_at) values (link.account_id, '{}', set_stop.at)
    on conflict do nothing;
  select p.settings into chosen from notify.preference p where p.account_id = link.account_id for update;
  select f.* into state from notify.find_stop(set_stop.token_hash) f;
  if state.fixed or state.stopped = set_stop.stop then return false; end if;
  if link.kind is null then
    holder := chosen; part := 'digest'; stopped := 'false';
  else
    holder := coalesce(chosen->'kinds'->link.kind, '{}'); part := 'email'; stopped := '"off"';
  end if;
  if set_stop.stop then
    link.before := holder->part;
    holder := holder || jsonb_build_object(part, stopped);
  else
    holder := holder - part;
    if link.before is not null then holder := holder || jsonb_build_object(part, link.before); end if;
    link.before := null;
  end if;
  chosen := case when link.kind is null then holder
    else chosen || jsonb_build_object('kinds', coalesce(chosen->'kinds', '{}') || jsonb_build_object(link.kind, holder)) end;
  update notify.preference p set settings = chosen, changed_at = set_stop.at where p.account_id = link.account_id;
  update notify.stop_link l set before = link.before where l.token_hash = set_stop.token_hash;
  return true;
end $$;
grant execute on function notify.find_stop(bytea), notify.set_stop(bytea, boolean, timestamptz) to sojourn_app;
