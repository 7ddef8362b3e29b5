create schema reports;

-- A named way of looking at a list: filters, order and columns, of its owner alone or shared with an office.
create table reports.view (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null,
  list text not null,
  name text not null,
  query jsonb not null,
  columns text[] not null,
  office_id uuid,
  role_id text,
  updated_at timestamptz not null default now(),
  constraint view__account foreign key (account_id) references identity.account,
  constraint view__office foreign key (office_id) references access.office,
  constraint view__role foreign key (role_id) references access.role,
  constraint view__once unique (account_id, list, name),
  constraint view__name_given check (length(btrim(name)) between 1 and 60),
  constraint view__role_in_office check (role_id is null or office_id is not null)
);
create index view__by_list on reports.view (list, name);
