create schema files;

-- One row per content. The bytes lie in the data folder under the same hash; what a blob means is said by the rows of
-- other slices that point here.
create table files.blob (
  sha256 bytea primary key,
  size bigint not null,
  content_type text not null,
  created_at timestamptz not null default now(),
  constraint blob__hash_shape check (length(sha256) = 32),
  constraint blob__size_given check (size >= 0)
);
create index blob__by_age on files.blob (created_at);
