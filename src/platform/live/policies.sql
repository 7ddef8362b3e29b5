-- Open pages are told by NOTIFY; a session that ends says so itself, whoever ended it and by which way.

grant usage on schema live to sojourn_app;

create or replace function live.tell_session_ended() returns trigger
language plpgsql set search_path = live, pg_temp as $$
begin
  perform pg_notify('sojourn_live', json_build_object('endSession', new.id)::text);
  return null;
end $$;

create or replace function live.tell_account_ended() returns trigger
language plpgsql set search_path = live, pg_temp as $$
begin
  perform pg_notify('sojourn_live', json_build_object('endAccount', new.id)::text);
  return null;
end $$;

create or replace trigger tell_session_ended after update of revoked_at on identity.session
  for each row when (new.revoked_at is not null and old.revoked_at is null)
  execute function live.tell_session_ended();

create or replace trigger tell_account_ended after update of state on identity.account
  for each row when (new.state <> 'active' and old.state = 'active')
  execute function live.tell_account_ended();

-- Which of these sessions still hold, by the rule of identity.session_actor: for those that end by the clock alone.
create or replace function live.still_open(sessions uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = identity, pg_temp as $$
begin
  if platform.actor_kind() is distinct from 'job' then
    raise exception 'sessions are looked through by the server only' using errcode = 'insufficient_privilege';
  end if;
  return (select coalesce(array_agg(x.id), '{}')
    from identity.session x
    join identity.account a on a.id = x.account_id
    cross join lateral access.sign_in_rule(x.account_id) r
    where x.id = any(sessions) and x.revoked_at is null and a.state = 'active'
      and least(x.expires_at, x.created_at + r.session_hours * interval '1 hour') > now()
      and x.last_seen_at + r.idle_minutes * interval '1 minute' > now()
      and not identity.session_owes_factor(x.account_id, x.strong, x.factor_pending, r.second_factor_required));
end $$;
grant execute on function live.still_open(uuid[]) to sojourn_app;
