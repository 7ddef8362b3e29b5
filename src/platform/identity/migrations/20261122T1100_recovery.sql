-- How an account is recovered whose person lost every way in: dated, the newest whose moment has come holds.
create table identity.recovery_rule (
  since timestamptz primary key,
  -- How many administrators it takes.
  administrators integer not null,
  -- How long a request waits for its confirmation.
  hours integer not null,
  source text not null,
  changed_by uuid references identity.account,
  constraint recovery_rule__administrators_known check (administrators in (1, 2)),
  constraint recovery_rule__hours_range check (hours between 1 and 168)
);
insert into identity.recovery_rule (since, administrators, hours, source) values
  ('2026-11-22', 2, 24, 'Own choice: nobody takes over an account alone; a day, as long as the one-time link that follows');

create table identity.recovery_request (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  reason text not null,
  requested_by uuid not null references identity.account,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  -- Made when one administrator was enough.
  alone boolean not null,
  confirmed_by uuid references identity.account,
  confirmed_at timestamptz,
  -- Without withdrawn_by: it had lapsed.
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  constraint recovery_request__reason_given check (length(btrim(reason)) between 1 and 500),
  constraint recovery_request__not_own check (account_id <> requested_by and account_id is distinct from confirmed_by),
  constraint recovery_request__two check (confirmed_by is distinct from requested_by or alone),
  constraint recovery_request__one_end check (confirmed_at is null or withdrawn_at is null)
);
create index recovery_request__by_account on identity.recovery_request (account_id);
create unique index recovery_request__one_open on identity.recovery_request (account_id)
  where confirmed_at is null and withdrawn_at is null;

-- A recovery link exists only by a request that was confirmed, and once for each.
alter table identity.one_time_link add column request_id uuid references identity.recovery_request on delete cascade;
create unique index one_time_link__by_request on identity.one_time_link (request_id);
