-- How long a sign-in lasts, by role. The defaults are dated and name their source; an agency sets its own beside them.
create table access.sign_in_default (
  -- A built-in role, or '*' for all others.
  role_id text not null,
  since date not null,
  idle_minutes integer not null,
  session_hours integer not null,
  source text not null,
  primary key (role_id, since)
);

create table access.role_sign_in (
  role_id text primary key references access.role on update cascade on delete cascade,
  idle_minutes integer not null,
  session_hours integer not null,
  changed_at timestamptz not null default now(),
  changed_by uuid references identity.account,
  constraint role_sign_in__idle_range check (idle_minutes between 5 and 1440),
  constraint role_sign_in__session_range check (session_hours between 1 and 720)
);

insert into access.sign_in_default (role_id, since, idle_minutes, session_hours, source) values
  ('*', '2026-11-22', 60, 24, 'NIST SP 800-63B-4 (2025), section 2.2.3: AAL2, an hour without activity, 24 hours in all'),
  ('administrator', '2026-11-22', 30, 12, 'NIST SP 800-63B (2017), section 4.2.3: AAL2, 30 minutes without activity, 12 hours in all'),
  ('auditor', '2026-11-22', 30, 12, 'NIST SP 800-63B (2017), section 4.2.3: AAL2, 30 minutes without activity, 12 hours in all'),
  ('enumerator', '2026-11-22', 720, 168, 'Own choice, within NIST SP 800-63B-4 AAL1 (30 days): field work without a link lasts a day and a mission a week');
