-- An agency may require a second factor of everybody, whatever their roles; else the roles decide.
alter table access.agency add column second_factor_required boolean not null default false;
