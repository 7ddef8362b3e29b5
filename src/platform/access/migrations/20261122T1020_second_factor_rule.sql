-- A role may require a second factor of whoever holds it. None does until the agency says so.
alter table access.sign_in_default add column second_factor_required boolean not null default false;
alter table access.role_sign_in add column second_factor_required boolean not null default false;

-- These answer more from here on; policies.sql makes them anew.
drop function if exists access.sign_in_rule(uuid);
drop function if exists access.rule_of_role(text);
