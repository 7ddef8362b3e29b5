-- What stands between a person and one record: relations, exclusions, openings in an emergency, purposes.

-- Kinds of records that role alone never opens; follows the code, as built-in roles do.
create table access.record_kind (
  entity text primary key,
  relations text[] not null,
  -- Permission -> the relations with which it opens a record of this kind.
  rules jsonb not null,
  -- Who holds it in one of its relations gives and ends relations and exclusions of the record.
  assign_permission text not null,
  -- Permissions that an opening in an emergency stands in for; none: no such opening.
  break_glass text[] not null default '{}',
  break_glass_hours integer not null default 4,
  constraint record_kind__entity_shape check (entity ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'),
  constraint record_kind__hours_range check (break_glass_hours between 1 and 72)
);

-- A person's relation to one record. Office and operation are those of the record, kept so by a trigger on its table:
-- whether the permission is held where the record lies is then one look-up.
create table access.assignment (
  id uuid primary key default platform.uuid7(),
  entity text not null references access.record_kind,
  entity_id uuid not null,
  account_id uuid not null references identity.account on delete cascade,
  relation text not null,
  office_id uuid,
  operation_id uuid,
  starts_on date not null default current_date,
  ends_on date,
  reason text not null default '',
  given_at timestamptz not null default now(),
  given_by uuid references identity.account,
  ended_at timestamptz,
  ended_by uuid references identity.account,
  constraint assignment__ends_after_start check (ends_on is null or ends_on >= starts_on),
  constraint assignment__reason_length check (length(reason) <= 500)
);
create unique index assignment__once on access.assignment (entity_id, account_id, relation) where ended_at is null;
create index assignment__by_account on access.assignment (account_id, entity) where ended_at is null;

-- People shut out of a record, whatever else they hold.
create table access.exclusion (
  id uuid primary key default platform.uuid7(),
  entity text not null references access.record_kind,
  entity_id uuid not null,
  account_id uuid not null references identity.account on delete cascade,
  kind text not null,
  reason text not null,
  given_at timestamptz not null default now(),
  given_by uuid references identity.account,
  ended_at timestamptz,
  ended_by uuid references identity.account,
  constraint exclusion__kind_known check (kind in ('conflicted', 'accused')),
  constraint exclusion__reason_given check (length(btrim(reason)) between 1 and 500)
);
create unique index exclusion__once on access.exclusion (account_id, entity_id) where ended_at is null;
create index exclusion__by_record on access.exclusion (entity_id);

-- A record opened in an emergency, for hours, to be reviewed by somebody else.
create table access.opening (
  id uuid primary key default platform.uuid7(),
  entity text not null references access.record_kind,
  entity_id uuid not null,
  account_id uuid not null references identity.account on delete cascade,
  office_id uuid,
  operation_id uuid,
  reason text not null,
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  closed_at timestamptz,
  outcome text,
  comment text not null default '',
  reviewed_at timestamptz,
  reviewed_by uuid references identity.account,
  constraint opening__reason_given check (length(btrim(reason)) between 10 and 1000),
  constraint opening__ends_later check (ends_at > opened_at),
  constraint opening__outcome_known check (outcome in ('justified', 'not_justified')),
  constraint opening__reviewed_whole check ((outcome is null) = (reviewed_at is null)),
  constraint opening__comment_given check (outcome is null or length(btrim(comment)) between 1 and 2000),
  constraint opening__reviewed_by_another check (reviewed_by <> account_id)
);
create index opening__by_account on access.opening (account_id, ends_at);
create index opening__open_review on access.opening (opened_at) where outcome is null;

-- For what a sealed value may be looked at; dated, so that what was once a purpose stays readable in the log.
create table access.purpose (
  id text primary key,
  name jsonb not null,
  since date not null,
  until date,
  source text not null,
  constraint purpose__id_shape check (id ~ '^[a-z][a-z_]{1,40}$'),
  constraint purpose__ends_after_start check (until is null or until >= since)
);
insert into access.purpose (id, name, since, source) values
  ('case_management', '{"en":"Managing this case","fr":"Gestion de ce cas","es":"Gestión de este caso","ar":"إدارة هذه الحالة"}', '2026-11-22',
    'Inter-Agency Guidelines for Case Management and Child Protection (2014), step 3 to 5: plan, implement, review'),
  ('referral', '{"en":"Preparing a referral with consent","fr":"Préparation d’une orientation avec consentement","es":"Preparación de una derivación con consentimiento","ar":"إعداد إحالة بموافقة"}', '2026-11-22',
    'Professional Standards for Protection Work (ICRC, 2024), chapter 6: sharing for a specified purpose'),
  ('safety', '{"en":"Immediate danger to a person","fr":"Danger immédiat pour une personne","es":"Peligro inmediato para una persona","ar":"خطر مباشر على شخص"}', '2026-11-22',
    'Handbook on Data Protection in Humanitarian Action (ICRC, 2024), section 3.3: vital interest'),
  ('supervision', '{"en":"Supervising the quality of the work","fr":"Supervision de la qualité du travail","es":"Supervisión de la calidad del trabajo","ar":"الإشراف على جودة العمل"}', '2026-11-22',
    'Inter-Agency Guidelines for Case Management and Child Protection (2014), section on supervision'),
  ('own_file', '{"en":"The person asked for their own file","fr":"La personne a demandé son propre dossier","es":"La persona pidió su propio expediente","ar":"طلب الشخص ملفه الخاص"}', '2026-11-22',
    'IOM Data Protection Manual (2010), principle 9: access and transparency'),
  ('legal_duty', '{"en":"A legal or mandated duty","fr":"Une obligation légale ou de mandat","es":"Una obligación legal o del mandato","ar":"واجب قانوني أو بموجب الولاية"}', '2026-11-22',
    'Handbook on Data Protection in Humanitarian Action (ICRC, 2024), section 3.6: legal obligation');

-- Purposes stated in the transaction under way; the log keeps them, these rows only let the policies see them.
create table access.reveal (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  xid xid8 not null,
  at timestamptz not null,
  entity text not null,
  entity_id uuid not null,
  field text not null,
  purpose_id text not null references access.purpose
);
create index reveal__by_account on access.reveal (account_id, at);

alter table access.record_kind enable row level security;
alter table access.assignment enable row level security;
alter table access.exclusion enable row level security;
alter table access.opening enable row level security;
alter table access.purpose enable row level security;
alter table access.reveal enable row level security;
