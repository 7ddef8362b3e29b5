-- Signing out here may sign out at the provider, too (OpenID Connect RP-Initiated Logout 1.0). Providers that are set up
-- already may not know where to send people back to, so they stay as they are.
alter table identity.provider add column ends_there boolean not null default false;

-- By which the provider knows the session that is to end there: sealed, and gone with the session.
alter table identity.session add column id_token_sealed bytea;

create function identity.forget_id_token() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.id_token_sealed := null;
  return new;
end $$;
create trigger forget_id_token before update of revoked_at on identity.session
  for each row when (new.revoked_at is not null and new.id_token_sealed is not null) execute function identity.forget_id_token();
