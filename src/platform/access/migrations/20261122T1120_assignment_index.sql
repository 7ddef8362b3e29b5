-- What a person's relations open is read from the index alone, whatever their number.
drop index access.assignment__by_account;
create index assignment__by_account on access.assignment (account_id, entity)
  include (entity_id, relation, starts_on, ends_on, operation_id, office_id) where ended_at is null;
create index assignment__by_record on access.assignment (entity_id);
create index opening__by_record on access.opening (entity_id);
