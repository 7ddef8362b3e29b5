create schema documents;

-- Documents that a job has made for somebody, until their time is over.
create table documents.document (
  id uuid primary key default platform.uuid7(),
  account_id uuid not null references identity.account,
  -- The record that it speaks of: whoever no longer sees that one does not get the document either.
  entity text not null,
  entity_id text not null,
  format text not null,
  file_name text not null,
  size bigint not null,
  content_sealed bytea,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  constraint document__format_known check (format in ('pdf', 'docx')),
  constraint document__name_plain check (file_name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$'),
  constraint document__expires_later check (expires_at > made_at)
);
create index document__by_end on documents.document (expires_at);
