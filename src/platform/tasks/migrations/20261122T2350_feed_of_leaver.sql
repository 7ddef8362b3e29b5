-- A calendar address opens by its key alone: it ends with the account, and does not come to life with it again.
create function tasks.end_feed() returns trigger
language plpgsql security definer set search_path = tasks, pg_temp as $$
begin
  delete from tasks.feed f where f.account_id = new.id;
  return null;
end $$;
revoke execute on function tasks.end_feed() from public;
create trigger end_feed after update of state on identity.account
  for each row when (old.state is distinct from new.state) execute function tasks.end_feed();
