-- The sweep looks for notices that were read long ago, and for nothing else of them.
create index notice__read on notify.notice (read_at) where read_at is not null;
