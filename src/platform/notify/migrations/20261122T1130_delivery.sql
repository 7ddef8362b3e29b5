-- How people are told outside of the product, and what became of it.

alter table notify.notice add column planned_at timestamptz;
create index notice__unplanned on notify.notice (id) where planned_at is null;

-- What a person chose: zone, quiet hours, hour of the digest, ways by kind. Absent parts follow the agency.
create table notify.preference (
  account_id uuid primary key references identity.account on delete cascade,
  settings jsonb not null,
  changed_at timestamptz not null
);

-- The agency's own defaults; one row.
create table notify.agency (
  only_row boolean primary key default true,
  settings jsonb not null default '{}',
  -- Read notices are forgotten after so many days. Our own choice, of 22 November 2026.
  keep_days int not null default 180,
  -- Push goes through the servers of the makers of browsers: not unless somebody decides so.
  push_on boolean not null default false,
  changed_at timestamptz,
  constraint agency__one_row check (only_row),
  constraint agency__keep_days_sound check (keep_days between 7 and 3650)
);
insert into notify.agency default values;

create table notify.smtp (
  id text primary key,
  host text not null,
  port int not null,
  tls text not null,
  username text not null,
  password_sealed bytea,
  sender text not null,
  changed_at timestamptz not null,
  constraint smtp__one_row check (id = 'smtp'),
  constraint smtp__tls_known check (tls in ('implicit', 'starttls', 'none')),
  constraint smtp__port_sound check (port between 1 and 65535)
);

-- The keys by which push services know this installation (RFC 8292).
create table notify.vapid (
  id text primary key,
  public_key text not null,
  private_sealed bytea not null,
  made_at timestamptz not null,
  constraint vapid__one_row check (id = 'vapid')
);

create table notify.push_device (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_sent_at timestamptz,
  constraint push_device__once unique (endpoint),
  constraint push_device__endpoint_short check (length(endpoint) <= 2000)
);
create index push_device__by_person on notify.push_device (account_id);

create table notify.delivery (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  notice_id uuid references notify.notice on delete cascade,
  -- A digest: its day by the person's calendar, and how many of which kind.
  digest_day date,
  counts jsonb,
  channel text not null,
  security boolean not null default false,
  state text not null default 'waiting',
  due_at timestamptz not null,
  tries int not null default 0,
  claimed_until timestamptz,
  reason text,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint delivery__once unique (notice_id, channel),
  constraint delivery__one_digest unique (account_id, digest_day),
  constraint delivery__of_one_thing check ((notice_id is null) <> (digest_day is null)),
  constraint delivery__channel_known check (channel in ('email', 'push')),
  constraint delivery__state_known check (state in ('waiting', 'sending', 'sent', 'refused', 'given_up', 'dropped'))
);
create index delivery__due on notify.delivery (channel, due_at) where state in ('waiting', 'sending');
create index delivery__done on notify.delivery (done_at) where done_at is not null;

-- The last digest of each person.
create table notify.digest (
  account_id uuid primary key references identity.account on delete cascade,
  day date not null,
  at timestamptz not null
);
