-- Proofs that a backup restores, made by the installation itself.
alter table backup.setting
  add column drill_enabled boolean not null default true,
  -- Of the zone of the setting; 0 is Sunday.
  add column drill_weekday integer not null default 0,
  add column drill_hour integer not null default 4,
  -- The time for which one was last begun.
  add column drill_begun_for timestamptz,
  add constraint setting__drill_time check (drill_weekday between 0 and 6 and drill_hour between 0 and 23);

create table backup.drill (
  id uuid primary key default platform.uuid7(),
  archive_id uuid not null references backup.archive,
  begun_at timestamptz not null,
  finished_at timestamptz,
  -- running; passed; findings (restored, but the log or files were damaged before); failed.
  state text not null default 'running',
  rows bigint,
  files bigint,
  seconds double precision,
  -- Files missing before, and findings in the audit log that was restored.
  faults integer,
  findings integer,
  constraint drill__state_known check (state in ('running', 'passed', 'findings', 'failed')),
  constraint drill__at_its_end check ((state = 'running') = (finished_at is null))
);
create index drill__by_time on backup.drill (begun_at desc);
create index drill__by_archive on backup.drill (archive_id);
