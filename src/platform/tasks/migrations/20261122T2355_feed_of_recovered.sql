-- Whoever gets an account back may have lost it to somebody else, who could have made such an address.
create function tasks.end_feed_of_recovered() returns trigger
language plpgsql security definer set search_path = tasks, pg_temp as $$
begin
  delete from tasks.feed f where f.account_id = new.account_id;
  return null;
end $$;
revoke execute on function tasks.end_feed_of_recovered() from public;
create trigger end_feed_of_recovered after update of used_at on identity.one_time_link
  for each row when (new.purpose = 'recovery' and old.used_at is null and new.used_at is not null)
  execute function tasks.end_feed_of_recovered();
