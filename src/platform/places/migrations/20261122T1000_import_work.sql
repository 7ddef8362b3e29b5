-- A check or an application that runs in the background: the last one of each import, and how far it is.
alter table places.import
  add column work_id uuid,
  add column work_kind text,
  add column work_state text,
  add column work_done integer not null default 0,
  add column work_total integer not null default 0,
  add column work_problem jsonb,
  add constraint import__work_whole check ((work_id is null) = (work_kind is null) and (work_id is null) = (work_state is null)),
  add constraint import__work_kind_known check (work_kind in ('check', 'apply')),
  add constraint import__work_state_known check (work_state in ('waiting', 'running', 'done', 'failed', 'cancelled'));
