-- How far an export is, and what came of it, is told by its run in the jobs slice. What was done without
-- a run was forgotten when files were sealed.
update jobs.run r set entity = 'forms.export', entity_id = e.id::text
from forms.export e
where r.task = 'forms.write_export' and r.account_id = e.account_id and r.created_at = e.created_at;

alter table forms.export
  drop column state,
  drop column done,
  drop column total,
  drop column problem,
  drop column finished_at;
