-- Removed files are listed with their record to who may bring them back, and swept when their time is over.
create index attachment__removed_of_record on files.attachment (entity, entity_id, removed_at desc, id) where removed_at is not null;
create index attachment__removed on files.attachment (removed_at) where removed_at is not null;

-- A file that is purged takes along where its content lies; the content itself goes when nothing points to it.
alter table files.attachment_content drop constraint attachment_content_attachment_id_fkey,
  add constraint attachment_content_attachment_id_fkey foreign key (attachment_id) references files.attachment on delete cascade;
