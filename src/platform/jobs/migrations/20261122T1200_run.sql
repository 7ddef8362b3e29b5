-- What became of each job, for those who wait for it and those who run the installation. The queue of the library forgets
-- a job the moment it has succeeded, and says nothing of how far it is.
create table jobs.run (
  id uuid primary key default platform.uuid7(),
  task text not null,
  -- On whose behalf it runs; null for the platform itself.
  account_id uuid references identity.account,
  scheduled boolean not null default false,
  state text not null default 'waiting',
  attempts integer not null default 0,
  done bigint not null default 0,
  total bigint,
  -- Key of a sentence (`job.<task>.<note>`), never text of data.
  note text,
  -- Stable code of what went wrong, never its text.
  problem text,
  -- Where in the product the result is.
  link text,
  -- The job of the library; the same number through all attempts.
  queue_id bigint,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  -- When the next attempt begins, after one that failed.
  next_at timestamptz,
  cancel_asked_at timestamptz,
  finished_at timestamptz,
  constraint run__queue_unique unique (queue_id),
  constraint run__state_known check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  constraint run__counts check (attempts >= 0 and done >= 0 and (total is null or total >= 0)),
  constraint run__finished_known check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  constraint run__link_inside check (link ~ '^/[^/\\]' and length(link) <= 500),
  constraint run__codes check (note ~ '^[a-z][a-zA-Z0-9_]*$' and problem ~ '^[a-z][a-z0-9_-]*\.[a-zA-Z0-9_.]+$')
);
create index run__by_account on jobs.run (account_id, id desc) where account_id is not null;
create index run__open on jobs.run (state, id desc);
create index run__by_task on jobs.run (task, id desc);

-- A schedule that somebody has paused, or had paused; the schedules themselves are declared in the code.
create table jobs.schedule (
  id text primary key,
  paused boolean not null,
  changed_at timestamptz not null,
  changed_by uuid references identity.account
);

drop function if exists jobs.enqueue(text, jsonb, text);
