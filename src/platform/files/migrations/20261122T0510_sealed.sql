-- Which key of the vault sealed a content; null for one that an earlier release left in the clear.
alter table files.blob add column sealed_key uuid;
create index blob__by_key on files.blob (sealed_key, sha256);
