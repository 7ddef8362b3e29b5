-- Devices and kept answers are their account's alone; nobody else reads them, administrators neither.

grant usage on schema offline to sojourn_app;
grant select (id, account_id, name, share_sealed, made_at, last_seen_at, revoked_at, wiped_at),
  insert (id, account_id, name, share_sealed), update (share_sealed, last_seen_at, revoked_at) on offline.device to sojourn_app;
grant select, insert on offline.answer to sojourn_app;

alter table offline.device enable row level security;
alter table offline.device force row level security;
alter table offline.answer enable row level security;
alter table offline.answer force row level security;

create policy owner_all on offline.device to current_user using (true) with check (true);
create policy owner_all on offline.answer to current_user using (true) with check (true);

create policy device_own on offline.device for all to sojourn_app
  using (account_id = (select platform.actor())) with check (account_id = (select platform.actor()));
create policy answer_own on offline.answer for all to sojourn_app
  using (account_id = (select platform.actor())) with check (account_id = (select platform.actor()));

-- Whether a browser may keep what it has, for one whose session ended long ago: it knows the 122 random bits of its own
-- id and learns one word. A device of a disabled account counts as revoked.
create or replace function offline.device_state(device uuid) returns text
language sql stable security definer set search_path = offline, pg_temp as $$
  select coalesce((
    select case when d.revoked_at is not null or a.state <> 'active' then 'revoked' else 'active' end
    from offline.device d join identity.account a on a.id = d.account_id
    where d.id = device), 'unknown')
$$;

-- The browser says that it wiped what it kept. Only one that was to do so is believed; gives its account once.
create or replace function offline.note_wiped(device uuid) returns uuid
language sql volatile security definer set search_path = offline, pg_temp as $$
  update offline.device d set wiped_at = now()
  from identity.account a
  where d.id = device and a.id = d.account_id and d.wiped_at is null
    and (d.revoked_at is not null or a.state <> 'active')
  returning d.account_id
$$;

-- Answers are for repetitions: nobody repeats a write after so long.
create or replace function offline.forget_answers(before timestamptz) returns bigint
language plpgsql volatile security definer set search_path = offline, pg_temp as $$
declare
  gone bigint;
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'only a job sweeps answers' using errcode = 'insufficient_privilege';
  end if;
  delete from offline.answer where made_at < before;
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on all functions in schema offline from public;
grant execute on function offline.device_state(uuid), offline.note_wiped(uuid), offline.forget_answers(timestamptz) to sojourn_app;
