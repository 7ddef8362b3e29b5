create schema if not exists platform;

create table platform.migration (
  slice text not null,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  constraint migration__pkey primary key (slice, name)
);

-- One row: what the last complete run saw, so that an unchanged start costs one query.
create table platform.migration_state (
  only_row boolean not null default true,
  fingerprint text not null,
  completed_at timestamptz not null default now(),
  constraint migration_state__pkey primary key (only_row),
  constraint migration_state__one_row check (only_row)
);

-- After commit a transaction-local setting reads '' and not NULL, hence nullif: no identity means no rows.
create function platform.actor() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '')::uuid;

create function platform.actor_kind() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.actor_kind', true), '');

-- '*' stands for all that the grants give and becomes NULL; nothing set means no permission at all.
create function platform.actor_permissions() returns text[]
  language sql stable parallel safe
  return case coalesce(current_setting('app.permissions', true), '')
    when '*' then null
    else string_to_array(coalesce(current_setting('app.permissions', true), ''), ',')
  end;

create function platform.request_id() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.request', true), '');

-- RFC 9562 version 7 for servers before 18: 48 bits of milliseconds, 12 bits of the fraction of a millisecond
-- (section 6.2, method 3) so that identifiers made one after another sort in that order, the rest random.
create function platform.uuid7() returns uuid
  language sql volatile parallel safe
  as $$
    select encode(
      set_bit(
        set_bit(
          overlay(
            uuid_send(gen_random_uuid())
            placing substring(int8send(micros / 1000) from 3) || int2send(((7 << 12) | ((micros % 1000) * 4096 / 1000))::int2)
            from 1 for 8
          ),
          71, 1
        ),
        70, 0
      ),
      'hex'
    )::uuid
    from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) as clock
  $$;
