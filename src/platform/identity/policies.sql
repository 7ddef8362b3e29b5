-- Accounts are readable by those who share work with them; secrets are reached only through the functions below.

grant usage on schema identity to sojourn_app;
grant select, insert, update on identity.account to sojourn_app;
grant select, update on identity.session to sojourn_app;
grant select, insert, update on identity.one_time_link to sojourn_app;
grant select, insert on identity.api_token to sojourn_app;
-- A token is never widened: it is ended, at once or soon.
revoke update on identity.api_token from sojourn_app;
grant update (revoked_at, expires_at) on identity.api_token to sojourn_app;
grant select, insert, update (keeper_id) on identity.service_account to sojourn_app;
grant select, insert, update on identity.credential to sojourn_app;

alter table identity.account enable row level security;
alter table identity.account force row level security;
alter table identity.credential enable row level security;
alter table identity.credential force row level security;
alter table identity.session enable row level security;
alter table identity.session force row level security;
alter table identity.one_time_link enable row level security;
alter table identity.one_time_link force row level security;
alter table identity.api_token enable row level security;
alter table identity.api_token force row level security;
alter table identity.sign_in_failure enable row level security;
alter table identity.sign_in_failure force row level security;

alter table identity.service_account enable row level security;
alter table identity.service_account force row level security;
create policy owner_all on identity.service_account to current_user using (true) with check (true);
create policy service_account_read on identity.service_account for select to sojourn_app
  using (keeper_id = (select platform.actor())
    or office_id = any((select access.scope_offices('identity.account.read'))::uuid[]));
create policy service_account_insert on identity.service_account for insert to sojourn_app
  with check (office_id = any((select access.scope_offices('identity.account.write'))::uuid[])
    and (select platform.actor_kind()) = 'person' and keeper_told is null);

create policy owner_all on identity.account to current_user using (true) with check (true);
create policy owner_all on identity.credential to current_user using (true) with check (true);
create policy owner_all on identity.session to current_user using (true) with check (true);
create policy owner_all on identity.one_time_link to current_user using (true) with check (true);
create policy owner_all on identity.api_token to current_user using (true) with check (true);
create policy owner_all on identity.sign_in_failure to current_user using (true) with check (true);

grant select, insert, delete on identity.passkey to sojourn_app;
alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
alter table identity.passkey_challenge enable row level security;
alter table identity.passkey_challenge force row level security;
create policy owner_all on identity.passkey to current_user using (true) with check (true);
alter table identity.known_device enable row level security;
alter table identity.known_device force row level security;
create policy owner_all on identity.known_device to current_user using (true) with check (true);
create policy owner_all on identity.passkey_challenge to current_user using (true) with check (true);
create policy passkey_own on identity.passkey to sojourn_app
  using (account_id = (select platform.actor())) with check (account_id = (select platform.actor()));

grant select, insert, delete on identity.recovery_code to sojourn_app;
alter table identity.recovery_code enable row level security;
alter table identity.recovery_code force row level security;
create policy owner_all on identity.recovery_code to current_user using (true) with check (true);
create policy recovery_code_own on identity.recovery_code to sojourn_app
  using (account_id = (select platform.actor())) with check (account_id = (select platform.actor()));

-- Accounts that hold a grant in the offices where the actor holds the permission, whatever its dates, and those not granted anything yet.
create or replace function identity.accounts_in_scope(permission text) returns uuid[]
language sql stable security definer set search_path = identity, pg_temp as $$
  select coalesce(array_agg(a.id), '{}')
  from identity.account a
  where access.has_anywhere(permission)
    and (exists (select from access.role_grant g where g.account_id = a.id
                 and g.office_id = any(access.scope_offices(permission)))
      or a.kind <> 'service' and not exists (select from access.role_grant g where g.account_id = a.id))
$$;

-- Accounts that the actor may recover, disable or sign out: those whose grants all lie in offices where the actor holds
-- identity.account.write. Whoever also works elsewhere is recovered at the office above both; else the administrator of
-- one office could take over an account that reaches further than the own. One without any grant is its inviter's, and the
-- account of a program that of the office which owns it.
create or replace function identity.accounts_in_charge() returns uuid[]
language sql stable security definer set search_path = identity, pg_temp as $$
  with s as materialized (
    select access.scope_offices('identity.account.write') as offices, access.held_at_top('identity.account.write') as at_top)
  select coalesce(array_agg(a.id), '{}')
  from identity.account a, s
  where cardinality(s.offices) > 0
    and not exists (select from access.role_grant g where g.account_id = a.id and g.revoked_at is null
      and (g.ends_on is null or g.ends_on >= current_date) and not g.office_id = any(s.offices))
    and case when a.kind = 'service'
      then exists (select from identity.service_account x where x.id = a.id and x.office_id = any(s.offices))
      else a.created_by = platform.actor() or s.at_top
        or exists (select from access.role_grant g where g.account_id = a.id and g.office_id = any(s.offices)) end
$$;

-- Devices are managed by those who may enrol them in the operations that the device serves.
create or replace function identity.devices_in_scope() returns uuid[]
language sql stable security definer set search_path = identity, pg_temp as $$
  select coalesce(array_agg(distinct a.id), '{}')
  from identity.account a join access.role_grant g on g.account_id = a.id
  where a.kind = 'device' and g.operation_id = any(access.scope_operations('forms.device.write'))
$$;

create policy service_account_keep on identity.service_account for update to sojourn_app
  using (id = any((select identity.accounts_in_charge())::uuid[])) with check (true);

create policy account_read on identity.account for select to sojourn_app
  using (id = (select platform.actor())
    or id = any((select identity.accounts_in_scope('identity.account.read'))::uuid[])
    or id = any((select identity.devices_in_scope())::uuid[])
    or (kind = 'service' and id in (select s.id from identity.service_account s)));
create policy account_insert on identity.account for insert to sojourn_app
  with check ((kind in ('person', 'service') and (select access.has_anywhere('identity.account.write')))
    or (kind = 'device' and (select access.has_anywhere('forms.device.write'))));
create policy account_update on identity.account for update to sojourn_app
  using (id = (select platform.actor())
    or id = any((select identity.accounts_in_charge())::uuid[])
    or id = any((select identity.devices_in_scope())::uuid[]))
  with check (true);

create policy credential_own on identity.credential to sojourn_app
  using (account_id = (select platform.actor())) with check (account_id = (select platform.actor()));

create policy session_own on identity.session to sojourn_app
  using (account_id = (select platform.actor()) or account_id = any((select identity.accounts_in_charge())::uuid[]))
  with check (revoked_at is not null);

create policy one_time_link_read on identity.one_time_link for select to sojourn_app
  using (account_id = any((select identity.accounts_in_charge())::uuid[]));
create policy one_time_link_end on identity.one_time_link for update to sojourn_app
  using (account_id = any((select identity.accounts_in_charge())::uuid[])) with check (used_at is not null);
-- An invitation opens an account that was never opened; a recovery needs a request that the actor has just confirmed.
create policy one_time_link_make on identity.one_time_link for insert to sojourn_app
  with check (account_id = any((select identity.accounts_in_charge())::uuid[])
    and account_id <> (select platform.actor())
    and exists (select from identity.account a where a.id = account_id and a.kind = 'person')
    and case purpose
      when 'invitation' then request_id is null
        and exists (select from identity.account a where a.id = account_id and a.state = 'invited')
      else exists (select from identity.recovery_request r where r.id = request_id and r.account_id = one_time_link.account_id
        and r.confirmed_by = (select platform.actor())) end);

create policy api_token_own on identity.api_token to sojourn_app
  using (account_id = (select platform.actor())
    or account_id = any((select identity.accounts_in_charge())::uuid[]))
  with check ((account_id = (select platform.actor()) and (select platform.actor_kind()) = 'person') or revoked_at is not null);

-- The account of a program that the actor administers. Its keeper sees its tokens, too.
create or replace function identity.is_service_in_charge(account uuid) returns boolean
language sql stable set search_path = identity, pg_temp as $$
  select account = any(identity.accounts_in_charge())
    and exists (select from identity.account a where a.id = account and a.kind = 'service' and a.state = 'active')
$$;

-- Whether such a token reaches nowhere that the actor does not reach: in every place of every role of the account.
create or replace function identity.token_within(account uuid, asked text[], places uuid[]) returns boolean
language sql stable security definer set search_path = identity, pg_temp as $$
  select asked <@ access.permissions_held() and not exists (
    select from access.role_grant g join access.role r on r.id = g.role_id
    cross join lateral unnest(r.permissions) p
    where g.account_id = account and g.revoked_at is null and (g.ends_on is null or g.ends_on >= current_date)
      and p = any(asked)
      and case when places is null then not access.held_in(p, g.office_id, g.operation_id)
        else exists (select from access.operation x join access.office o on o.id = x.office_id
          where x.id = any(places) and (x.id = g.operation_id or g.operation_id is null and g.office_id = any(o.path))
            and not access.held_in(p, null, x.id)) end)
$$;
create policy api_token_service on identity.api_token for insert to sojourn_app
  with check ((select platform.actor_kind()) = 'person' and revoked_at is null
    and expires_at <= now() + interval '367 days' and identity.is_service_in_charge(account_id)
    and identity.token_within(account_id, permissions, operations));
create policy api_token_kept on identity.api_token for select to sojourn_app
  using (account_id in (select s.id from identity.service_account s where s.keeper_id = (select platform.actor())));
-- The old one works on for a while after another took its place, a week at most.
create policy api_token_rotate on identity.api_token for update to sojourn_app
  using (expires_at > now() and revoked_at is null and identity.is_service_in_charge(account_id))
  with check (expires_at <= now() + interval '7 days 1 minute' and (select platform.actor_kind()) = 'person'
    and identity.is_service_in_charge(account_id));

-- What there is to tell people of accounts of programs, each once: tokens that end within 14 days and within 3, and keepers
-- who left. Notes that it was told.
create or replace function identity.take_service_warnings(at timestamptz)
returns table (about text, account_id uuid, days integer, ref uuid, told uuid[])
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'told by a job only' using errcode = 'insufficient_privilege';
  end if;
  return query
  with due as (
    update identity.api_token t set warned_days = case when t.expires_at <= at + interval '3 days' then 3 else 14 end
    from identity.account a
    where a.id = t.account_id and a.kind = 'service' and a.state = 'active' and t.revoked_at is null
      and t.expires_at > at and t.expires_at <= at + interval '14 days'
      and (t.warned_days is null or t.warned_days > 3 and t.expires_at <= at + interval '3 days')
    returning t.id, t.account_id, t.expires_at)
  select 'token', d.account_id, ceil(extract(epoch from d.expires_at - at) / 86400)::int, d.id,
    array_append(identity.administrators_of(d.account_id), s.keeper_id)
  from due d join identity.service_account s on s.id = d.account_id;
  return query
  with left_behind as (
    update identity.service_account s set keeper_told = s.keeper_id
    from identity.account a, identity.account k
    where a.id = s.id and a.state = 'active' and k.id = s.keeper_id and k.state = 'disabled'
      and s.keeper_told is distinct from s.keeper_id
    returning s.id, s.keeper_id)
  select 'keeper', l.id, 0, l.keeper_id, identity.administrators_of(l.id) from left_behind l;
end $$;
grant execute on function identity.is_service_in_charge(uuid), identity.token_within(uuid, text[], uuid[]),
  identity.take_service_warnings(timestamptz) to sojourn_app;

-- Whether the account has a second factor that works.
create or replace function identity.has_second_factor(account uuid) returns boolean
language sql stable security definer set search_path = identity, pg_temp as $$
  select exists (select from identity.credential c where c.account_id = account and c.totp_confirmed_at is not null)
    or exists (select from identity.passkey p where p.account_id = account)
$$;

-- Whether a role held today requires a second factor and there is none.
create or replace function identity.second_factor_due(account uuid) returns boolean
language sql stable security definer set search_path = identity, access, pg_temp as $$
  select r.second_factor_required and not identity.has_second_factor(account) from access.sign_in_rule(account) r
$$;

-- The account itself, or null once it is disabled: whoever acts in its name from then on (a job, say) is nobody.
create or replace function identity.who_acts(account uuid) returns uuid
language sql stable security definer set search_path = identity, pg_temp as $$
  select account where not exists (select from identity.account a where a.id = account and a.state = 'disabled')
$$;
grant execute on function identity.who_acts(uuid) to sojourn_app;

grant select, insert, delete on identity.recovery_rule to sojourn_app;
grant select, insert, update (confirmed_by, confirmed_at, withdrawn_by, withdrawn_at) on identity.recovery_request to sojourn_app;
alter table identity.recovery_rule enable row level security;
alter table identity.recovery_rule force row level security;
alter table identity.recovery_request enable row level security;
alter table identity.recovery_request force row level security;
create policy owner_all on identity.recovery_rule to current_user using (true) with check (true);
create policy owner_all on identity.recovery_request to current_user using (true) with check (true);

-- The rule that holds now.
create or replace function identity.recovery_rule_now() returns table (since timestamptz, administrators int, hours int)
language sql stable security definer set search_path = identity, pg_temp as $$
  select r.since, r.administrators, r.hours from identity.recovery_rule r
  where r.since <= now() order by r.since desc limit 1
$$;
grant execute on function identity.recovery_rule_now() to sojourn_app;

create policy recovery_rule_read on identity.recovery_rule for select to sojourn_app
  using ((select access.has_anywhere('identity.account.write')));
-- What held once stays written; a rule that was announced and does not hold yet may be taken back. What asks less than
-- the rule at hand is announced a day before, so that nobody loosens the rule and uses it in one go.
create policy recovery_rule_take_back on identity.recovery_rule for delete to sojourn_app
  using ((select access.held_at_top('identity.rule.write')) and since > now());
create policy recovery_rule_add on identity.recovery_rule for insert to sojourn_app
  with check ((select access.held_at_top('identity.rule.write')) and changed_by = (select platform.actor())
    and since >= now() - interval '1 minute'
    and (administrators = 2 or since >= now() + interval '23 hours 59 minutes'
      or (select r.administrators = 1 from identity.recovery_rule_now() r)));

create policy recovery_request_read on identity.recovery_request for select to sojourn_app
  using (account_id = any((select identity.accounts_in_charge())::uuid[]));
create policy recovery_request_ask on identity.recovery_request for insert to sojourn_app
  with check (account_id = any((select identity.accounts_in_charge())::uuid[])
    and exists (select from identity.account a where a.id = account_id and a.kind = 'person')
    and requested_by = (select platform.actor()) and account_id <> requested_by
    and confirmed_at is null and withdrawn_at is null
    and alone = (select r.administrators = 1 from identity.recovery_rule_now() r)
    and expires_at <= now() + (select r.hours * interval '1 hour' + interval '1 minute' from identity.recovery_rule_now() r));
-- Another administrator confirms in time, and only as long as the one who asked still works here.
create policy recovery_request_end on identity.recovery_request for update to sojourn_app
  using (account_id = any((select identity.accounts_in_charge())::uuid[])
    and confirmed_at is null and withdrawn_at is null)
  with check (account_id = any((select identity.accounts_in_charge())::uuid[]) and account_id <> (select platform.actor())
    and (withdrawn_at is not null or (confirmed_by = (select platform.actor()) and expires_at > now()
      and identity.who_acts(requested_by) is not null and (alone or requested_by <> (select platform.actor())))));

-- Active people who may recover and disable the account: those whose identity.account.write reaches all of its live grants.
create or replace function identity.administrators_of(account uuid) returns uuid[]
language sql stable security definer set search_path = identity, pg_temp as $$
  with holder as (
    select g.account_id, g.office_id from access.role_grant g join access.role r on r.id = g.role_id
    where g.revoked_at is null and g.operation_id is null and g.starts_on <= current_date
      and (g.ends_on is null or g.ends_on >= current_date) and 'identity.account.write' = any(r.permissions)),
  live as (
    select o.path from access.role_grant g join access.office o on o.id = g.office_id
    where g.account_id = account and g.revoked_at is null and (g.ends_on is null or g.ends_on >= current_date)
    union all
    select o.path from identity.service_account s join access.office o on o.id = s.office_id where s.id = account)
  select coalesce(array_agg(a.id), '{}') from identity.account a
  where a.kind = 'person' and a.state = 'active' and a.id <> account
    and exists (select from holder h where h.account_id = a.id)
    and not exists (select from live l
      where not exists (select from holder h where h.account_id = a.id and h.office_id = any(l.path)))
    and (exists (select from live) or a.id = (select x.created_by from identity.account x where x.id = account)
      or exists (select from holder h join access.office o on o.id = h.office_id where h.account_id = a.id and o.parent_id is null))
    and (account = platform.actor() or account = any(identity.accounts_in_charge()) or platform.actor_kind() = 'job')
$$;
grant execute on function identity.administrators_of(uuid) to sojourn_app;

-- Whether a session may do nothing yet: its roles require a second factor and there is none, nor did the sign-in prove one
-- elsewhere; or the account has one and the sign-in elsewhere proved less.
create or replace function identity.session_owes_factor(account uuid, strong boolean, pending boolean, required boolean)
returns boolean language sql stable security definer set search_path = identity, pg_temp as $$
  select pending or (required and not strong and not identity.has_second_factor(account))
$$;

-- Who stands behind a session cookie. It ends by the strictest rule of the roles held now, not of those at sign-in: a rule
-- made stricter holds for open sessions too. Whoever owes a second factor acts only in what sets one up (`setting_up`), and
-- then with no permission at all. Touches last_seen_at at most once a minute.
create or replace function identity.session_actor(token bytea, setting_up boolean)
returns table (account_id uuid, session_id uuid, permissions text[], roles text[], idle_minutes int, ends_at timestamptz,
  proved boolean, factor_due boolean)
language plpgsql volatile security definer set search_path = identity, pg_temp set plan_cache_mode = force_generic_plan as $$
declare s record;
begin
  select x.id, x.account_id, x.last_seen_at, r.idle_minutes, x.proved_at > now() - interval '10 minutes' as proved,
    least(x.expires_at, x.created_at + r.session_hours * interval '1 hour') as ends_at,
    identity.session_owes_factor(x.account_id, x.strong, x.factor_pending, r.second_factor_required) as factor_due into s
  from identity.session x
  join identity.account a on a.id = x.account_id
  cross join lateral access.sign_in_rule(x.account_id) r
  where x.token_hash = token and x.revoked_at is null and a.state = 'active' and a.kind = 'person';
  if not found or s.ends_at <= now() or s.last_seen_at + s.idle_minutes * interval '1 minute' <= now() then
    return;
  end if;
  if s.last_seen_at < now() - interval '1 minute' then
    update identity.session set last_seen_at = now() where id = s.id;
  end if;
  if s.factor_due and not setting_up then
    return query select s.account_id, s.id, '{}'::text[], '{}'::text[], s.idle_minutes, s.ends_at, s.proved, true;
    return;
  end if;
  perform set_config('app.actor', s.account_id::text, true);
  perform set_config('app.actor_kind', 'person', true);
  perform set_config('app.permissions', case when s.factor_due then '' else '*' end, true);
  return query select s.account_id, s.id, access.permissions_held(), access.roles_held(), s.idle_minutes, s.ends_at,
    s.proved, s.factor_due;
end $$;

-- Who signs in anew in the same browser leaves the session that its cookie opened: whoever holds the token may end it.
create or replace function identity.end_replaced_session(token bytea) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  update identity.session set revoked_at = now() where token_hash = token and revoked_at is null
$$;
grant execute on function identity.end_replaced_session(bytea) to sojourn_app;

-- Notes that the actor has just proved who they are. A code's time step is used once: false when it was.
create or replace function identity.note_proof(asked uuid, totp_step bigint) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  if totp_step is not null then
    update identity.credential set totp_last_step = totp_step
    where credential.account_id = platform.actor() and (totp_last_step is null or totp_last_step < totp_step);
    if not found then return false; end if;
  end if;
  update identity.session set proved_at = now(), factor_pending = false
  where id = asked and session.account_id = platform.actor();
  return true;
end $$;

-- Puts another token in the place of the one by which the actor's session was just used; the one before opens nothing from
-- then on. False when somebody was quicker: then that token is the one that holds.
create or replace function identity.renew_session(asked uuid, held bytea, token bytea) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  update identity.session s set token_hash = token
  where s.id = asked and s.account_id = platform.actor() and s.token_hash = held and s.revoked_at is null;
  return found;
end $$;
grant execute on function identity.renew_session(uuid, bytea, bytea) to sojourn_app;

-- Uses up a recovery code after the service has proved the password; false when there is none such left.
create or replace function identity.use_recovery_code(account uuid, hash bytea) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  update identity.recovery_code set used_at = now()
  where recovery_code.account_id = account and code_hash = hash and used_at is null;
  return found;
end $$;
grant execute on function identity.note_proof(uuid, bigint), identity.use_recovery_code(uuid, bytea) to sojourn_app;

-- A challenge for whoever asks: bound to the actor, except that of a sign-in, when there is none yet.
create or replace function identity.give_passkey_challenge(given bytea, what_for text) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  delete from identity.passkey_challenge where created_at < now() - interval '5 minutes';
  insert into identity.passkey_challenge (challenge, account_id, purpose)
  values (given, case when what_for = 'sign_in' then null else platform.actor() end, what_for);
$$;

-- Uses the challenge up, whatever comes of the answer.
create or replace function identity.take_passkey_challenge(answered bytea, what_for text) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  delete from identity.passkey_challenge c
  where c.challenge = answered and c.purpose = what_for and c.created_at > now() - interval '5 minutes'
    and (c.account_id = platform.actor() or (what_for = 'sign_in' and c.account_id is null));
  return found;
end $$;

create or replace function identity.passkey_lookup(credential bytea)
returns table (id uuid, account_id uuid, public_key bytea, counter bigint)
language sql stable security definer set search_path = identity, pg_temp as $$
  select p.id, p.account_id, p.public_key, p.counter
  from identity.passkey p join identity.account a on a.id = p.account_id
  where p.credential_id = credential and a.state = 'active' and a.kind = 'person'
$$;

create or replace function identity.note_passkey_use(passkey uuid, new_counter bigint) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  update identity.passkey p set counter = greatest(p.counter, new_counter), last_used_at = now() where p.id = note_passkey_use.passkey
$$;
grant execute on function identity.give_passkey_challenge(bytea, text), identity.take_passkey_challenge(bytea, text),
  identity.passkey_lookup(bytea), identity.note_passkey_use(uuid, bigint) to sojourn_app;

-- Who stands behind an API token used from that address; the token's permissions and operations narrow what its account
-- holds. A second factor is owed by people only.
drop function if exists identity.token_actor(bytea);
create or replace function identity.token_actor(token bytea, place inet)
returns table (account_id uuid, token_id uuid, limited_to text[], operations uuid[], permissions text[], roles text[])
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
declare t record;
begin
  select x.id, x.account_id, x.permissions, x.operations, x.last_used_at into t
  from identity.api_token x join identity.account a on a.id = x.account_id
  where x.token_hash = token and x.revoked_at is null and x.expires_at > now() and a.state = 'active'
    and (x.addresses = '{}' or place <<= any(x.addresses))
    and (a.kind = 'service' or not identity.second_factor_due(x.account_id));
  if not found then return; end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update identity.api_token set last_used_at = now() where id = t.id;
  end if;
  perform set_config('app.actor', t.account_id::text, true);
  perform set_config('app.actor_kind', 'token', true);
  perform set_config('app.permissions', array_to_string(t.permissions, ','), true);
  perform set_config('app.operations', coalesce(array_to_string(t.operations, ','), '*'), true);
  return query select t.account_id, t.id, t.permissions, t.operations, access.permissions_held(), access.roles_held();
end $$;

-- What counts as one address: of the newer kind a network of 2^64, which one customer may change within at will.
create or replace function identity.address_block(place inet) returns inet
language sql immutable parallel safe set search_path = identity, pg_temp as $$
  select case when family(place) = 6 then network(set_masklen(place, 64))::inet else place end
$$;

-- Everything that a sign-in is judged by, in one statement for known and unknown addresses alike.
create or replace function identity.sign_in_lookup(address text, place inet, device bytea)
returns table (account_id uuid, password_hash text, totp_sealed bytea, totp_last_step bigint, has_passkey boolean,
  known_device boolean, recent_failures bigint, address_failures bigint)
language sql stable security definer set search_path = identity, pg_temp as $$
  select a.id, c.password_hash, case when c.totp_confirmed_at is not null then c.totp_sealed end, c.totp_last_step,
    exists (select from identity.passkey p where p.account_id = a.id), k.known,
    (select count(*) from identity.sign_in_failure f
     where f.email_hash = sha256(convert_to(lower(sign_in_lookup.address), 'UTF8')) and f.at > now() - interval '15 minutes'
       and f.device_hash is not distinct from case when k.known then device end),
    (select count(*) from identity.sign_in_failure f
     where f.address = identity.address_block(place) and f.at > now() - interval '15 minutes')
  from (values (1)) one
  left join identity.account a on a.email = lower(sign_in_lookup.address) and a.state = 'active' and a.kind = 'person'
  left join identity.credential c on c.account_id = a.id
  cross join lateral (select exists (select from identity.known_device d
    where d.token_hash = device and d.account_id = a.id and d.last_used_at > now() - interval '180 days') known) k
$$;

-- A failure on a known device (`device` given) is its own alone; any other counts for the account and for the address.
create or replace function identity.note_sign_in_failure(address text, place inet, device bytea) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  insert into identity.sign_in_failure (email_hash, address, device_hash)
  values (sha256(convert_to(lower(note_sign_in_failure.address), 'UTF8')),
    case when device is null then identity.address_block(place) end, device);
  delete from identity.sign_in_failure where at < now() - interval '1 day';
$$;

-- The actor, where this device is new to them and not their first.
create or replace function identity.owner_of_new_device(token bytea) returns uuid
language sql stable security definer set search_path = identity, pg_temp as $$
  select platform.actor() where exists (select from identity.known_device d where d.account_id = platform.actor())
    and not exists (select from identity.known_device d where d.account_id = platform.actor() and d.token_hash = token
      and d.last_used_at > now() - interval '180 days')
$$;
grant execute on function identity.owner_of_new_device(bytea) to sojourn_app;

-- The actor has just signed in on this device.
create or replace function identity.remember_device(token bytea) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  delete from identity.known_device where last_used_at < now() - interval '180 days';
  insert into identity.known_device (token_hash, account_id)
  select token, platform.actor() where platform.actor() is not null
  on conflict (token_hash, account_id) do update set last_used_at = now();
$$;
grant execute on function identity.remember_device(bytea) to sojourn_app;

-- Opens a session after the service has proved the password and the code; a code's time step is used once.
create or replace function identity.open_session(account uuid, token bytea, agent text, place inet, totp_step bigint)
returns uuid language plpgsql volatile security definer set search_path = identity, pg_temp as $$
declare id uuid;
begin
  if totp_step is not null then
    update identity.credential set totp_last_step = totp_step
    where credential.account_id = account and (totp_last_step is null or totp_last_step < totp_step);
    if not found then return null; end if;
  end if;
  insert into identity.session (account_id, token_hash, user_agent, address, expires_at)
  select account, token, left(agent, 300), place, now() + r.session_hours * interval '1 hour'
  from access.sign_in_rule(account) r
  where exists (select from identity.account a where a.id = account and a.kind = 'person') returning session.id into id;
  return id;
end $$;

-- What a one-time link still opens; null when used, expired or unknown.
create or replace function identity.link_target(token bytea)
returns table (account_id uuid, purpose text, name text, email text, language text)
language sql stable security definer set search_path = identity, pg_temp as $$
  select a.id, l.purpose, a.name, a.email, a.language
  from identity.one_time_link l join identity.account a on a.id = l.account_id
  where l.token_hash = token and l.used_at is null and l.expires_at > now() and a.state <> 'disabled' and a.kind = 'person'
$$;

-- Uses the link: sets the password, activates the account, ends older sessions. A recovery also drops the second factor and the
-- tokens: whoever had the account meanwhile may have made some.
create or replace function identity.use_link(token bytea, new_password_hash text) returns uuid
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
declare l record;
begin
  update identity.one_time_link x set used_at = now()
  from identity.account a
  where x.token_hash = token and x.used_at is null and x.expires_at > now() and a.id = x.account_id and a.state <> 'disabled'
    and a.kind = 'person'
  returning x.account_id, x.purpose into l;
  if not found then return null; end if;
  insert into identity.credential (account_id, password_hash) values (l.account_id, new_password_hash)
  on conflict (account_id) do update set password_hash = new_password_hash, totp_sealed = null,
    totp_confirmed_at = null, changed_at = now();
  delete from identity.recovery_code where account_id = l.account_id;
  delete from identity.passkey where account_id = l.account_id;
  delete from identity.provider_link where account_id = l.account_id;
  delete from identity.known_device where account_id = l.account_id;
  update identity.account set state = 'active' where id = l.account_id;
  update identity.session set revoked_at = now() where account_id = l.account_id and revoked_at is null;
  update identity.api_token set revoked_at = now() where account_id = l.account_id and revoked_at is null;
  return l.account_id;
end $$;

create or replace function identity.set_up_needed() returns boolean
language sql stable security definer set search_path = identity, pg_temp as $$
  select not exists (select from access.agency)
$$;

-- First-run set-up: works once, on an empty installation.
create or replace function identity.set_up(agency text, person text, address text, lang text, new_password_hash text,
  office_code text, office_name text, operation_code text, operation_name text, operation_country text)
returns table (account_id uuid, office_id uuid, operation_id uuid)
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
declare a uuid; o uuid; p uuid;
begin
  lock table access.agency in exclusive mode;
  if exists (select from access.agency) then
    raise exception 'already set up' using errcode = 'unique_violation', constraint = 'agency__set_up_once';
  end if;
  insert into access.agency (name) values (agency);
  insert into identity.account (kind, name, email, language, state)
  values ('person', person, lower(address), lang, 'active') returning id into a;
  insert into identity.credential (account_id, password_hash) values (a, new_password_hash);
  insert into access.office (code, name) values (office_code, office_name) returning id into o;
  insert into access.role_grant (account_id, role_id, office_id, reason)
  select a, r.id, o, 'First-run set-up' from access.role r where r.id = 'administrator'
    or (r.id = 'displacement-officer' and operation_code is not null);
  -- Without an operation the administrator only administers; who works where comes later.
  if operation_code is not null then
    insert into access.operation (office_id, code, name, country)
    values (o, operation_code, operation_name, operation_country) returning id into p;
  end if;
  return query select a, o, p;
end $$;

grant execute on function identity.accounts_in_scope(text), identity.accounts_in_charge(), identity.devices_in_scope(), identity.session_actor(bytea, boolean),
  identity.token_actor(bytea, inet), identity.sign_in_lookup(text, inet, bytea), identity.note_sign_in_failure(text, inet, bytea),
  identity.open_session(uuid, bytea, text, inet, bigint), identity.link_target(bytea), identity.use_link(bytea, text),
  identity.set_up_needed(), identity.set_up(text, text, text, text, text, text, text, text, text, text) to sojourn_app;

-- What a list of people shows of their sign-in, never the secrets.
create or replace function identity.sign_in_facts(account uuid)
returns table (has_second_factor boolean, last_seen_at timestamptz)
language sql stable security definer set search_path = identity, pg_temp as $$
  select identity.has_second_factor(account),
    (select max(s.last_seen_at) from identity.session s where s.account_id = account)
$$;
grant execute on function identity.sign_in_facts(uuid) to sojourn_app;

-- Sign-in by OpenID Connect. Providers are set up at the top; strangers learn the labels of those that are active.
grant select, insert, update (label, client_id, client_secret, scopes, email_domains, link_by_email, factor_acr, factor_amr,
  ends_there, active, changed_at), delete on identity.provider to sojourn_app;
grant select, delete on identity.provider_link to sojourn_app;
alter table identity.provider enable row level security;
alter table identity.provider force row level security;
alter table identity.provider_link enable row level security;
alter table identity.provider_link force row level security;
alter table identity.provider_attempt enable row level security;
alter table identity.provider_attempt force row level security;
alter table identity.provider_logout enable row level security;
alter table identity.provider_logout force row level security;
create policy owner_all on identity.provider to current_user using (true) with check (true);
create policy owner_all on identity.provider_link to current_user using (true) with check (true);
create policy owner_all on identity.provider_attempt to current_user using (true) with check (true);
create policy owner_all on identity.provider_logout to current_user using (true) with check (true);
create policy provider_at_top on identity.provider to sojourn_app
  using ((select access.held_at_top('identity.rule.write'))) with check ((select access.held_at_top('identity.rule.write')));
-- Seen and cut by oneself and by who is in charge; made by the functions below only.
create policy provider_link_seen on identity.provider_link to sojourn_app
  using (account_id = (select platform.actor()) or account_id = any((select identity.accounts_in_charge())::uuid[]))
  with check (false);

create or replace function identity.sign_in_providers() returns table (id uuid, label text, linked_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = identity, pg_temp as $$
  select p.id, p.label, l.linked_at, l.last_used_at from identity.provider p
  left join identity.provider_link l on l.provider_id = p.id and l.account_id = platform.actor()
  where p.active order by p.label, p.id
$$;

-- What the server needs to speak with a provider; the secret is sealed.
drop function if exists identity.provider_settings(uuid);
create function identity.provider_settings(provider uuid)
returns table (id uuid, issuer text, client_id text, client_secret bytea, scopes text[], email_domains text[],
  link_by_email boolean, factor_acr text[], factor_amr text[], ends_there boolean)
language sql stable security definer set search_path = identity, pg_temp as $$
  select p.id, p.issuer, p.client_id, p.client_secret, p.scopes, p.email_domains, p.link_by_email, p.factor_acr, p.factor_amr,
    p.ends_there
  from identity.provider p where p.id = provider and p.active
$$;

-- Notes a sign-in that begins; one that links or proves belongs to the actor.
create or replace function identity.begin_provider(provider uuid, state bytea, browser bytea, what_for text, invitation bytea,
  nonce text, verifier text, return_to text) returns void
language sql volatile security definer set search_path = identity, pg_temp as $$
  delete from identity.provider_attempt where created_at < now() - interval '10 minutes';
  insert into identity.provider_attempt (state_hash, provider_id, browser_hash, purpose, account_id, invitation_hash, nonce, verifier, return_to)
  values (state, provider, browser, what_for, case when what_for in ('link', 'proof') then platform.actor() end, invitation,
    nonce, verifier, return_to);
$$;

-- Takes what began under this state in this browser at this provider; it is used up, whatever comes of the answer.
create or replace function identity.take_provider(provider uuid, state bytea, browser bytea)
returns table (purpose text, account_id uuid, invitation_hash bytea, nonce text, verifier text, return_to text)
language sql volatile security definer set search_path = identity, pg_temp as $$
  delete from identity.provider_attempt a
  where a.state_hash = state and a.browser_hash = browser and a.provider_id = provider and a.created_at > now() - interval '10 minutes'
  returning a.purpose, a.account_id, a.invitation_hash, a.nonce, a.verifier, a.return_to
$$;

-- The link of a subject, of an active account only.
create or replace function identity.linked_account(provider uuid, sub text) returns table (link_id uuid, account_id uuid)
language sql stable security definer set search_path = identity, pg_temp as $$
  select l.id, l.account_id from identity.provider_link l join identity.account a on a.id = l.account_id
  where l.provider_id = provider and l.subject = sub and a.state = 'active' and a.kind = 'person'
$$;

-- Links a subject by one of three proofs: the actor's own session; an invitation, which it accepts; a verified address at a
-- provider that may link so. Null where the proof does not hold, or the account has another subject there.
create or replace function identity.link_provider(provider uuid, sub text, how text, invitation bytea, address text)
returns table (link_id uuid, account_id uuid)
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
#variable_conflict use_column
declare whose uuid;
begin
  if how = 'session' then
    whose := platform.actor();
  elsif how = 'invitation' then
    update identity.one_time_link x set used_at = now() from identity.account a
    where x.token_hash = invitation and x.purpose = 'invitation' and x.used_at is null and x.expires_at > now()
      and a.id = x.account_id and a.state = 'invited'
    returning x.account_id into whose;
    update identity.account a set state = 'active' where a.id = whose;
    insert into identity.credential (account_id) select whose where whose is not null on conflict do nothing;
  elsif how = 'email' then
    select a.id into whose from identity.account a join identity.provider p on p.id = provider
    where p.link_by_email and p.active and a.email = lower(address) and a.kind = 'person' and a.state = 'active'
      and split_part(lower(address), '@', 2) = any(p.email_domains);
  end if;
  if whose is null then return; end if;
  return query insert into identity.provider_link as l (provider_id, subject, account_id, proof) values (provider, sub, whose, how)
    on conflict do nothing returning l.id, l.account_id;
end $$;

-- Opens a session after the service has proved the sign-in elsewhere. `strong`: it proved both factors.
drop function if exists identity.open_provider_session(uuid, bytea, text, inet, text, boolean, timestamptz);
create or replace function identity.open_provider_session(session uuid, link uuid, token bytea, agent text, place inet, sid text,
  strong boolean, proved timestamptz, id_token bytea) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
declare whose uuid; pending boolean;
begin
  update identity.session s set id_token_sealed = null where s.id_token_sealed is not null and s.expires_at < now();
  update identity.provider_link l set last_used_at = now() from identity.account a
  where l.id = link and a.id = l.account_id and a.state = 'active' returning l.account_id into whose;
  if whose is null then return false; end if;
  pending := not strong and identity.has_second_factor(whose);
  insert into identity.session (id, account_id, token_hash, user_agent, address, expires_at, link_id, provider_sid, strong,
    factor_pending, proved_at, id_token_sealed)
  select open_provider_session.session, whose, token, left(agent, 300), place, now() + r.session_hours * interval '1 hour', link,
    sid, strong, pending, case when pending then '-infinity' else least(now(), coalesce(proved, '-infinity')) end, id_token
  from access.sign_in_rule(whose) r;
  return true;
end $$;

-- Notes that the actor proved themselves elsewhere in this session: false where it proved less than a second factor here.
create or replace function identity.note_provider_proof(asked uuid, link uuid, proved_both boolean) returns boolean
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
begin
  if not proved_both and identity.has_second_factor(platform.actor()) then return false; end if;
  update identity.session s set proved_at = now(), strong = s.strong or proved_both, factor_pending = false
  where s.id = asked and s.account_id = platform.actor()
    and exists (select from identity.provider_link l where l.id = link and l.account_id = platform.actor());
  return found;
end $$;

-- What a provider's logout token ends: its one session, or without one every session of the account, however opened.
-- Null where the token was obeyed before.
create or replace function identity.end_provider_sessions(provider uuid, token_id text, sub text, sid text)
returns table (account_id uuid, ended int)
language plpgsql volatile security definer set search_path = identity, pg_temp as $$
#variable_conflict use_column
begin
  delete from identity.provider_logout where at < now() - interval '1 day';
  insert into identity.provider_logout (provider_id, jti) values (provider, token_id) on conflict do nothing;
  if not found then return; end if;
  return query with gone as (
    update identity.session s set revoked_at = now() from identity.provider_link l
    where l.provider_id = provider and l.account_id = s.account_id and s.revoked_at is null
      and (sub is null or l.subject = sub)
      and case when sid is null then sub is not null else s.link_id = l.id and s.provider_sid = sid end
    returning s.account_id)
  select g.account_id, count(*)::int from gone g group by g.account_id;
  if not found then return query select null::uuid, 0; end if;
end $$;
grant execute on function identity.sign_in_providers(), identity.provider_settings(uuid),
  identity.begin_provider(uuid, bytea, bytea, text, bytea, text, text, text), identity.take_provider(uuid, bytea, bytea),
  identity.linked_account(uuid, text), identity.link_provider(uuid, text, text, bytea, text),
  identity.open_provider_session(uuid, uuid, bytea, text, inet, text, boolean, timestamptz, bytea),
  identity.note_provider_proof(uuid, uuid, boolean), identity.end_provider_sessions(uuid, text, text, text) to sojourn_app;
