-- The path follows the parent only when the parent changes. To read the parent it locks the row, which policies let only
-- those do who may write it: whoever renames the topmost office of their scope may not, and the path would be lost.
drop trigger office_path on access.office;

create or replace function access.office_path() returns trigger language plpgsql set search_path = access, pg_temp as $$
declare above uuid[] := '{}';
begin
  if new.parent_id is not null then
    select path into above from access.office where id = new.parent_id for share;
    if not found then
      raise exception 'the office above is out of reach' using errcode = 'insufficient_privilege';
    end if;
    if new.id = any(above) then
      raise exception 'an office cannot stand below itself' using errcode = 'check_violation', constraint = 'office__not_own_parent';
    end if;
  end if;
  new.path := above || new.id;
  return new;
end $$;

create trigger office_path_first before insert on access.office
  for each row execute function access.office_path();
create trigger office_path before update of parent_id on access.office
  for each row when (new.parent_id is distinct from old.parent_id) execute function access.office_path();
