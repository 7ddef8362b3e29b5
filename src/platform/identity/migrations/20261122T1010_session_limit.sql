-- Where somebody signed in, shown to themselves. How long the session lasts is the rule of their roles.
alter table identity.session add column address inet;

-- These answer or take more from here on; policies.sql makes them anew.
drop function if exists identity.session_actor(bytea);
drop function if exists identity.open_session(uuid, bytea, text, bigint);
