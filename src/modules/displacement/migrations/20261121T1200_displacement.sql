create schema displacement;

create table displacement.round (
  id uuid primary key default platform.uuid7(),
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  number int not null,
  code text not null,
  name text not null default '',
  starts_on date not null,
  ends_on date not null,
  reporting_date date not null,
  state text not null default 'planned',
  created_at timestamptz not null default now(),
  constraint round__state_known check (state in ('planned', 'collecting', 'cleaning', 'validated', 'cleared', 'published', 'superseded')),
  constraint round__ends_after_start check (ends_on >= starts_on),
  constraint round__number_unique unique (operation_id, number),
  constraint round__code_unique unique (operation_id, code),
  constraint round__code_given check (length(btrim(code)) between 1 and 30)
);

create table displacement.binding (
  id uuid primary key default platform.uuid7(),
  round_id uuid not null references displacement.round on delete cascade,
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  form_id uuid not null references forms.form,
  tool text not null,
  mapping jsonb not null,
  mapping_version int not null default 1,
  created_at timestamptz not null default now(),
  constraint binding__tool_known check (tool in ('baseline', 'site_assessment')),
  constraint binding__once unique (round_id, form_id)
);
create index binding__by_form on displacement.binding (form_id);

-- One row for each record, category and binding. Area codes of all levels stand in the row as they were when it was
-- derived, so that a figure by level is one scan and later boundary editions leave old rounds alone.
create table displacement.figure (
  id uuid primary key default platform.uuid7(),
  binding_id uuid not null references displacement.binding on delete cascade,
  round_id uuid not null references displacement.round on delete cascade,
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  record_id uuid not null references forms.record on delete cascade,
  tool text not null,
  category text not null,
  -- What makes two records the same place: site, or area and location name.
  place_key text not null,
  place_name text not null,
  pcode text,
  area_path text[] not null default '{}',
  site_id uuid,
  assessed_on date not null,
  received_at timestamptz not null,
  households numeric,
  individuals numeric not null,
  method text not null,
  bands jsonb not null default '[]',
  origin_pcode text,
  reason text,
  flags text[] not null default '{}',
  rejected boolean not null default false,
  mapping_version int not null,
  constraint figure__method_known check (method in ('counted', 'estimated')),
  constraint figure__once unique (binding_id, record_id, category)
);
create index figure__by_round on displacement.figure (round_id, tool, category, place_key, assessed_on desc, received_at desc);
create index figure__by_record on displacement.figure (record_id);

-- Records of a bound form that gave no figure, with the reason, so that nothing disappears silently.
create table displacement.skipped_record (
  binding_id uuid not null references displacement.binding on delete cascade,
  operation_id uuid not null references access.operation,
  office_id uuid not null references access.office,
  record_id uuid not null references forms.record on delete cascade,
  reason text not null,
  primary key (binding_id, record_id)
);
create index skipped_record__by_record on displacement.skipped_record (record_id);
