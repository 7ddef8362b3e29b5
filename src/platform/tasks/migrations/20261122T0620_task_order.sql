-- The orders of a list: whoever may see many tasks reads the first of them, not all.
create index task__due_first on tasks.task ((coalesce(due_at, 'infinity')), id);
create index task__due_last on tasks.task ((coalesce(due_at, '-infinity')), id);
create index task__by_creation on tasks.task (created_at, id);
