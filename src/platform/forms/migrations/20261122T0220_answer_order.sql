-- Answers in their order, so that a list can be sorted by any of them (docs/adr/0005).

-- Records whose present answers are not in a run yet: added by whoever writes the record, in the same transaction. Rows
-- are only added and taken, never changed, so that an edit during the taking leaves a row of its own behind.
create table forms.unsorted (
  id bigint generated always as identity primary key,
  form_id uuid not null,
  record_id uuid not null
);
create index unsorted__by_form on forms.unsorted (form_id, id);

-- A run: the answers of some thousand records, sorted once and never changed.
create table forms.answer_run (
  id bigint generated always as identity primary key,
  form_id uuid not null references forms.form
);
create index answer_run__by_form on forms.answer_run (form_id, id);

-- A piece of one question's answers in one run. An entry is the sort key of the answer and, in its last 16 bytes, the
-- id of the record; `first` is the least entry.
create table forms.answer_page (
  form_id uuid not null,
  path text not null,
  run bigint not null references forms.answer_run,
  first bytea not null,
  entries bytea[] not null,
  primary key (form_id, path, run, first)
);
-- Pages are made to fit three to a block; nothing is gained by moving them out of the row.
alter table forms.answer_page set (toast_tuple_target = 8160);

create function forms.note_unsorted() returns trigger
language plpgsql security definer set search_path = forms, pg_temp as $$
begin
  insert into forms.unsorted (form_id, record_id) values (new.form_id, new.id);
  return null;
end $$;
create trigger record__unsorted after insert or update of data on forms.record
  for each row execute function forms.note_unsorted();

insert into forms.unsorted (form_id, record_id) select form_id, id from forms.record order by form_id, received_at;
