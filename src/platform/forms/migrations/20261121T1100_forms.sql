create schema forms;

create table forms.form (
  id uuid primary key default platform.uuid7(),
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  xml_form_id text not null,
  title text not null,
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  constraint form__id_unique unique (operation_id, xml_form_id),
  -- What other tables point to, so that a record can never stand in another operation than its form.
  constraint form__in_operation unique (id, operation_id),
  constraint form__xml_form_id_given check (length(xml_form_id) between 1 and 250),
  constraint form__title_given check (length(btrim(title)) between 1 and 300)
);

create table forms.form_version (
  id uuid primary key default platform.uuid7(),
  form_id uuid not null,
  operation_id uuid not null,
  version text not null,
  state text not null default 'draft',
  title text not null,
  workbook bytea references files.blob,
  workbook_name text not null default 'form.xlsx',
  xform text not null,
  xform_md5 text not null,
  model jsonb not null,
  outline jsonb not null,
  diagnostics jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  published_at timestamptz,
  published_by uuid references identity.account,
  retired_at timestamptz,
  constraint form_version__of_form foreign key (form_id, operation_id) references forms.form (id, operation_id) on delete cascade,
  constraint form_version__version_unique unique (form_id, version),
  constraint form_version__state_known check (state in ('draft', 'tested', 'published', 'retired')),
  constraint form_version__version_length check (length(version) <= 250),
  constraint form_version__published_known check (state in ('draft', 'tested') or published_at is not null)
);

-- Files that a version needs; `blob` is null until somebody uploads it.
create table forms.form_file (
  version_id uuid not null references forms.form_version on delete cascade,
  operation_id uuid not null,
  name text not null,
  kind text not null,
  blob bytea references files.blob,
  md5 text,
  size bigint,
  content_type text,
  uploaded_at timestamptz,
  primary key (version_id, name),
  constraint form_file__name_plain check (name !~ '[/\\[:cntrl:]]' and name not in ('.', '..') and length(name) between 1 and 200)
);

-- A phone or tablet that may send records: an account of kind 'device' whose grant is limited to the operation.
create table forms.device (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account,
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  name text not null,
  key_hash bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid references identity.account,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references identity.account,
  constraint device__key_unique unique (key_hash),
  constraint device__account_unique unique (account_id),
  constraint device__name_given check (length(btrim(name)) between 1 and 100)
);
create index device__by_operation on forms.device (operation_id);

create table forms.record (
  id uuid primary key,
  form_id uuid not null,
  version_id uuid not null references forms.form_version,
  operation_id uuid not null,
  office_id uuid not null references access.office,
  -- Of the submission that counts now.
  submission_id uuid not null,
  instance_id text not null,
  instance_name text,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_by uuid references identity.account,
  device_id uuid references forms.device,
  started_at timestamptz,
  ended_at timestamptz,
  review_state text not null default 'received',
  lon double precision,
  lat double precision,
  -- Place on a grid of 2^24 x 2^24 cells, the bits of column and row interleaved: near points have near numbers.
  cell bigint,
  files_expected smallint not null default 0,
  files_received smallint not null default 0,
  -- json and not jsonb: nothing looks inside by index, and an export sends it on as it lies here.
  data json not null,
  -- Hashes of `question=value` and of range buckets: what makes a filter on any answer fast (answer-index/).
  answer_tokens integer[] not null,
  search tsvector not null,
  -- Scheme by which the two columns above were derived.
  indexed_by smallint not null,
  constraint record__of_form foreign key (form_id, operation_id) references forms.form (id, operation_id),
  constraint record__review_state_known check (review_state in ('received', 'edited', 'has_issues', 'approved', 'rejected')),
  constraint record__point_whole check ((lon is null) = (lat is null) and (lon is null) = (cell is null))
);
create index record__newest on forms.record (form_id, received_at desc, id desc);
create index record__last_changed on forms.record (form_id, updated_at desc, id desc);
create index record__by_submitter on forms.record (submitted_by);
create index record__by_version on forms.record (version_id);
create index record__by_cell on forms.record (form_id, cell) where cell is not null;
create index record__by_answer on forms.record using gin (answer_tokens);
create index record__by_word on forms.record using gin (search);
-- Enough sampled elements that common answers are known as common: the planner then reads newest-first instead.
alter table forms.record alter column answer_tokens set statistics 400;
alter table forms.record alter column search set statistics 400;
-- The answers lie apart, whole and not compressed (they are read whole and often); tokens and words stay in the row, where
-- a list that walks newest-first looks at them without a second read.
alter table forms.record alter column data set storage external;
alter table forms.record set (toast_tuple_target = 4096);

-- Every XML as it came. The record points to the one that counts.
create table forms.submission (
  id uuid primary key,
  record_id uuid not null references forms.record,
  form_id uuid not null,
  version_id uuid not null references forms.form_version,
  operation_id uuid not null,
  instance_id text not null,
  deprecated_id text,
  received_at timestamptz not null,
  submitted_by uuid references identity.account,
  client_id text,
  user_agent text,
  xml_hash bytea not null,
  xml text not null,
  constraint submission__instance_unique unique (form_id, instance_id),
  constraint submission__instance_length check (length(instance_id) between 1 and 250)
);
create index submission__by_record on forms.submission (record_id);

create table forms.attachment (
  id uuid primary key default platform.uuid7(),
  record_id uuid not null references forms.record,
  operation_id uuid not null,
  name text not null,
  path text,
  blob bytea references files.blob,
  size bigint,
  content_type text,
  received_at timestamptz,
  constraint attachment__name_unique unique (record_id, name),
  constraint attachment__name_plain check (name !~ '[/\\[:cntrl:]]' and name not in ('.', '..') and length(name) between 1 and 200)
);

create table forms.record_comment (
  id uuid primary key default platform.uuid7(),
  record_id uuid not null references forms.record,
  operation_id uuid not null,
  at timestamptz not null default now(),
  by uuid references identity.account,
  text text not null default '',
  state_before text,
  state_after text,
  constraint record_comment__says_something check (text <> '' or state_after is not null),
  constraint record_comment__length check (length(text) <= 5000)
);
create index record_comment__by_record on forms.record_comment (record_id, at);

-- An export that runs in the background; its file lies in the data folder until it expires.
create table forms.export (
  id uuid primary key default platform.uuid7(),
  form_id uuid not null references forms.form,
  operation_id uuid not null,
  account_id uuid not null references identity.account,
  options jsonb not null,
  format text not null,
  file_name text not null,
  state text not null default 'waiting',
  done bigint not null default 0,
  total bigint,
  size bigint,
  problem text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz not null default now() + interval '7 days',
  constraint export__state_known check (state in ('waiting', 'running', 'done', 'failed', 'cancelled'))
);
create index export__by_account on forms.export (account_id, created_at desc);
