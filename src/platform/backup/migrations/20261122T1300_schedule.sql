-- Backups that the installation makes by itself: when and where, and which archives there are.
create schema backup;

-- One row: the way of this installation.
create table backup.setting (
  id text primary key default 'installation',
  enabled boolean not null default false,
  folder text not null,
  -- Hour of the day in the zone; of one weekday (0 Sunday), or of every day.
  hour integer not null,
  weekday integer,
  zone text not null,
  keep_last integer not null,
  keep_daily integer not null,
  keep_weekly integer not null,
  keep_monthly integer not null,
  -- The passphrase of the archives, where the environment does not give it.
  secret_sealed bytea,
  -- The time for which a backup was last begun: one that failed is not begun every few minutes.
  begun_for timestamptz,
  changed_at timestamptz not null default now(),
  changed_by uuid references identity.account,
  constraint setting__one check (id = 'installation'),
  constraint setting__folder_absolute check (folder ~ '^(/|[A-Za-z]:[\\/])' and length(folder) <= 1000),
  constraint setting__hour check (hour between 0 and 23),
  constraint setting__weekday check (weekday between 0 and 6),
  constraint setting__keep check (keep_last between 1 and 1000 and keep_daily between 0 and 1000
    and keep_weekly between 0 and 1000 and keep_monthly between 0 and 1000)
);

create table backup.archive (
  id uuid primary key default platform.uuid7(),
  -- Folder and name as they were written.
  path text not null,
  made_at timestamptz not null,
  seconds double precision not null,
  bytes bigint not null,
  rows bigint not null,
  files bigint not null,
  -- Contents that were missing or damaged before.
  faults integer not null,
  verified_at timestamptz not null,
  removed_at timestamptz,
  constraint archive__path_unique unique (path)
);
create index archive__by_time on backup.archive (made_at desc, id desc);
