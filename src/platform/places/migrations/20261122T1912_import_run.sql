-- How far a check or an application is, and what came of it, is told by its run in the jobs slice. One that was under way
-- while the server was brought up to date is begun again by whoever wants it: it had changed nothing.
update jobs.run set state = 'cancelled', finished_at = now(), next_at = null
where task = 'places.run_import' and finished_at is null;

alter table places.import
  drop column work_id,
  drop column work_kind,
  drop column work_state,
  drop column work_done,
  drop column work_total,
  drop column work_problem;
