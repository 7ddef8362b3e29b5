-- Files that people attach to a record of any kind. Who sees the record sees its open files.
create table files.attachment (
  -- That of the upload which brought it.
  id uuid primary key,
  entity text not null,
  entity_id text not null,
  office_id uuid references access.office,
  operation_id uuid references access.operation,
  name text not null,
  content_type text not null,
  size bigint not null,
  class text not null,
  -- checking: received, not yet looked into; refused: what was found stands in `refusal`, there is no content.
  state text not null default 'checking',
  refusal text,
  -- Place, device and time that a picture carries inside: none, taken out, or left in for a reason.
  metadata text not null default 'none',
  keep_reason text,
  uploaded_by uuid not null references identity.account,
  uploaded_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid references identity.account,
  removal_reason text,
  constraint attachment__class_known check (class in ('open', 'restricted', 'sealed')),
  constraint attachment__state_known check (state in ('checking', 'ready', 'refused')),
  constraint attachment__refusal_with_state check ((state = 'refused') = (refusal is not null)),
  constraint attachment__metadata_known check (metadata in ('none', 'stripped', 'kept')),
  constraint attachment__name_given check (length(name) between 1 and 200),
  constraint attachment__removed_by_someone check ((removed_at is null) = (removed_by is null))
);
create index attachment__of_record on files.attachment (entity, entity_id, uploaded_at desc, id) where removed_at is null;
create index attachment__to_check on files.attachment (uploaded_at) where state = 'checking';

-- Apart from the row above, so that of a sealed file the policies show it only for a purpose that was stated.
create table files.attachment_content (
  attachment_id uuid primary key references files.attachment,
  blob bytea not null references files.blob,
  preview_small bytea references files.blob,
  preview_large bytea references files.blob
);
create index attachment_content__by_blob on files.attachment_content (blob);
create index attachment_content__by_small on files.attachment_content (preview_small);
create index attachment_content__by_large on files.attachment_content (preview_large);

-- A file on its way, piece by piece; kept for a while after its end, so that a sender who lost the answer learns of it.
create table files.upload (
  id uuid primary key,
  account_id uuid not null references identity.account,
  entity text not null,
  entity_id text not null,
  office_id uuid references access.office,
  operation_id uuid references access.operation,
  name text not null,
  declared_type text,
  class text not null,
  keep_reason text,
  length bigint not null,
  received bigint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint upload__class_known check (class in ('open', 'restricted', 'sealed')),
  constraint upload__within_length check (received between 0 and length and length > 0)
);
create index upload__of_account on files.upload (account_id) where received < length;
create index upload__by_end on files.upload (expires_at);

create table files.upload_part (
  upload_id uuid not null references files.upload on delete cascade,
  start bigint not null,
  size integer not null,
  -- Key of the sealed piece among the objects, and of the vault.
  object text not null,
  sealed_key uuid not null,
  primary key (upload_id, start),
  constraint upload_part__has_bytes check (size > 0)
);
