create schema access;

create table access.agency (
  only_row boolean primary key default true,
  name text not null,
  set_up_at timestamptz not null default now(),
  constraint agency__only_one check (only_row),
  constraint agency__name_given check (length(btrim(name)) between 1 and 200)
);

create table access.office (
  id uuid primary key default platform.uuid7(),
  parent_id uuid references access.office,
  code text not null,
  name text not null,
  country text,
  -- Itself and all offices above it; kept by a trigger so that a scope is one array test.
  path uuid[] not null default '{}',
  closed_on date,
  created_at timestamptz not null default now(),
  constraint office__code_unique unique (code),
  constraint office__code_shape check (code ~ '^[A-Z0-9][A-Z0-9-]{1,15}$'),
  constraint office__name_given check (length(btrim(name)) between 1 and 200),
  constraint office__country_shape check (country is null or country ~ '^[A-Z]{2}$'),
  constraint office__not_own_parent check (parent_id <> id)
);
create index office__by_path on access.office using gin (path);

create function access.office_path() returns trigger language plpgsql set search_path = access, pg_temp as $$
declare above uuid[] := '{}';
begin
  if new.parent_id is not null then
    select path into above from access.office where id = new.parent_id for share;
    if new.id = any(above) then
      raise exception 'an office cannot stand below itself' using errcode = 'check_violation', constraint = 'office__not_own_parent';
    end if;
  end if;
  new.path := above || new.id;
  return new;
end $$;
create trigger office_path before insert or update of parent_id on access.office
  for each row execute function access.office_path();

create function access.office_path_below() returns trigger language plpgsql set search_path = access, pg_temp as $$
begin
  if new.path is distinct from old.path then
    update access.office set path = new.path || path[array_position(path, new.id) + 1 :]
    where new.id = any(path) and id <> new.id;
  end if;
  return null;
end $$;
create trigger office_path_below after update of parent_id on access.office
  for each row execute function access.office_path_below();

create table access.operation (
  id uuid primary key default platform.uuid7(),
  office_id uuid not null references access.office,
  code text not null,
  name text not null,
  country text not null,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  constraint operation__code_unique unique (code),
  constraint operation__code_shape check (code ~ '^[A-Z0-9][A-Z0-9-]{1,15}$'),
  constraint operation__name_given check (length(btrim(name)) between 1 and 200),
  constraint operation__country_shape check (country ~ '^[A-Z]{2}$'),
  constraint operation__status_known check (status in ('active', 'inactive'))
);

create table access.role (
  id text primary key,
  name jsonb not null,
  permissions text[] not null,
  built_in boolean not null default false,
  constraint role__id_shape check (id ~ '^[a-z][a-z0-9-]{1,40}$')
);

create table access.role_grant (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account on delete cascade,
  role_id text not null references access.role on update cascade,
  office_id uuid not null references access.office,
  operation_id uuid references access.operation,
  starts_on date not null default current_date,
  ends_on date,
  reason text not null default '',
  granted_at timestamptz not null default now(),
  granted_by uuid references identity.account,
  revoked_at timestamptz,
  revoked_by uuid references identity.account,
  constraint role_grant__ends_after_start check (ends_on is null or ends_on >= starts_on)
);
create index role_grant__by_account on access.role_grant (account_id) where revoked_at is null;
create index role_grant__by_office on access.role_grant (office_id);
