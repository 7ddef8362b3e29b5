-- On the table of every kind of record, whose migration names it: relations and openings follow the record to where it moves.
create or replace function access.record_moved() returns trigger
language plpgsql security definer set search_path = access, pg_temp as $$
declare place record;
begin
  select * into place from access.place_of(tg_table_schema || '.' || tg_table_name, new.id);
  update access.assignment a set office_id = place.office_id, operation_id = place.operation_id where a.entity_id = new.id;
  update access.opening o set office_id = place.office_id, operation_id = place.operation_id where o.entity_id = new.id;
  return null;
end $$;
