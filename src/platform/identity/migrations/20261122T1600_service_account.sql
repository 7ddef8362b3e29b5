-- Accounts of programs: no person, no password, no sign-in. An office owns each, and a person answers for it.
create table identity.service_account (
  id uuid primary key references identity.account on delete cascade,
  office_id uuid not null references access.office,
  keeper_id uuid not null references identity.account,
  -- The keeper of whose leaving the administrators were told last: once for each.
  keeper_told uuid,
  created_at timestamptz not null default now()
);
create index service_account__by_office on identity.service_account (office_id);
create index service_account__by_keeper on identity.service_account (keeper_id);

alter table identity.account add constraint account__service_has_no_email check (kind <> 'service' or email is null);

-- Null: wherever the account works. Empty addresses: from anywhere.
alter table identity.api_token add column operations uuid[], add column addresses inet[] not null default '{}',
  -- Days before the end of which people were warned last.
  add column warned_days integer,
  add constraint api_token__operations_given check (operations is null or cardinality(operations) between 1 and 50),
  add constraint api_token__addresses_few check (cardinality(addresses) <= 20);
