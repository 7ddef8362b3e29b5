-- Operations to which the actor is limited; null: not limited. Unset means nothing at all.
create or replace function platform.actor_operations() returns uuid[]
language sql stable parallel safe
return case coalesce(current_setting('app.operations', true), '')
  when '*' then null
  else string_to_array(coalesce(current_setting('app.operations', true), ''), ',')::uuid[]
end;

grant execute on function
  platform.actor_operations(), platform.actor(), platform.actor_kind(), platform.actor_permissions(), platform.request_id(), platform.uuid7()
  to sojourn_app;

-- Postgres 18 makes these itself, faster and in strict order within a connection.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create or replace function platform.uuid7() returns uuid
      language sql volatile parallel safe
      as 'select uuidv7()';
  end if;
end $$;
