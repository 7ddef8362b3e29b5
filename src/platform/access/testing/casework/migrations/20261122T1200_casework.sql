-- A fictional slice: what real casework will look like to the platform. Tests and measurements alone load it.
create schema casework;

create table casework.case (
  id uuid primary key,
  reference text not null,
  -- What the office of the opener calls it. Unique for its opener only: across hidden cases it would tell that they exist.
  own_code text,
  state text not null default 'open',
  risk text not null default 'low',
  office_id uuid not null references access.office,
  operation_id uuid not null references access.operation,
  opened_at timestamptz not null default now(),
  opened_by uuid references identity.account,
  constraint case__reference_unique unique (reference),
  constraint case__own_code_once unique (opened_by, own_code),
  constraint case__state_known check (state in ('open', 'closed')),
  constraint case__risk_known check (risk in ('low', 'medium', 'high'))
);
-- A list is read from the index alone.
create index case__page on casework.case (id) include (opened_at, state, reference, risk);

create table casework.case_restricted (
  case_id uuid primary key references casework.case,
  person_name text not null,
  location text not null
);

create table casework.case_sealed (
  id uuid primary key,
  case_id uuid not null references casework.case,
  field text not null,
  value bytea not null,
  written_at timestamptz not null default now()
);
create index case_sealed__by_case on casework.case_sealed (case_id, field, written_at);

-- Words of the name, hashed with a key: found by whole words.
create table casework.case_token (
  case_id uuid not null references casework.case,
  token bytea not null,
  primary key (case_id, token)
);
create index case_token__by_token on casework.case_token (token, case_id);

create table casework.referral (
  id uuid primary key,
  case_id uuid not null references casework.case,
  to_office_id uuid not null references access.office,
  service text not null,
  state text not null default 'sent',
  starts_on date not null,
  ends_on date not null,
  constraint referral__state_known check (state in ('sent', 'accepted', 'done', 'rejected', 'revoked')),
  constraint referral__ends_after_start check (ends_on >= starts_on)
);
create index referral__by_office on casework.referral (to_office_id);

-- The fields that the person consented to for this service, as they were when it was sent.
create table casework.referral_field (
  referral_id uuid not null references casework.referral,
  field text not null,
  value text not null,
  primary key (referral_id, field)
);

create trigger record_moved after update of office_id, operation_id on casework.case
  for each row execute function access.record_moved();

alter table casework.case enable row level security;
alter table casework.case_restricted enable row level security;
alter table casework.case_sealed enable row level security;
alter table casework.case_token enable row level security;
alter table casework.referral enable row level security;
alter table casework.referral_field enable row level security;
