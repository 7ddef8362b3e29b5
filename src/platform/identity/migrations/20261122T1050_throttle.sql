-- Failed sign-ins are counted by account and by network address, apart. A device that signed in before is known by a cookie:
-- its failures are counted by themselves, so that guessers elsewhere lock out neither a person nor an office behind one line.
alter table identity.sign_in_failure add column address inet, add column device_hash bytea;
create index sign_in_failure__by_address on identity.sign_in_failure (address, at);

create table identity.known_device (
  token_hash bytea not null,
  account_id uuid not null references identity.account on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (token_hash, account_id)
);
create index known_device__by_account on identity.known_device (account_id);

drop function if exists identity.sign_in_lookup(text);
drop function if exists identity.note_sign_in_failure(text);
