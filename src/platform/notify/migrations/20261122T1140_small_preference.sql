-- Nobody fills the database with what they prefer.
alter table notify.preference add constraint preference__small check (length(settings::text) <= 20000);
