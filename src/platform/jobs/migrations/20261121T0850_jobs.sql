-- The queue itself belongs to the job library (schema graphile_worker); this schema holds the one door to it.
create schema jobs;
