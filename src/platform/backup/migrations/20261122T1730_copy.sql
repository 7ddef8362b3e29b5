-- Where the copy of an archive lies in a bucket, once it was read back from there; kept until the copy is gone.
alter table backup.archive add column copy text;
