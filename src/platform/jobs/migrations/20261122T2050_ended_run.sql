-- The sweep looks for runs that ended long ago; those that wait or run have no place in it.
create index run__ended on jobs.run (finished_at) where finished_at is not null;
