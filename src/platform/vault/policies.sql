-- Wrapped keys open nothing without the root key, which is never in the database. Still only the platform itself sees
-- them, and those who watch over keys at the top office.

grant usage on schema vault to sojourn_app;
grant select, insert, update on vault.root, vault.key to sojourn_app;
grant select, insert, update on vault.sealed_column, vault.sealed_store to sojourn_app;

alter table vault.root enable row level security;
alter table vault.root force row level security;
alter table vault.key enable row level security;
alter table vault.key force row level security;
alter table vault.sealed_column enable row level security;
alter table vault.sealed_column force row level security;
alter table vault.sealed_store enable row level security;
alter table vault.sealed_store force row level security;
create policy owner_all on vault.root to current_user using (true) with check (true);
create policy owner_all on vault.key to current_user using (true) with check (true);
create policy owner_all on vault.sealed_column to current_user using (true) with check (true);
create policy owner_all on vault.sealed_store to current_user using (true) with check (true);

create policy root_job on vault.root to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy key_job on vault.key to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy sealed_column_job on vault.sealed_column to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');
create policy sealed_store_job on vault.sealed_store to sojourn_app
  using ((select platform.actor_kind()) = 'job') with check ((select platform.actor_kind()) = 'job');

create policy root_read on vault.root for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy key_read on vault.key for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy sealed_column_read on vault.sealed_column for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
create policy sealed_store_read on vault.sealed_store for select to sojourn_app
  using ((select access.held_at_top('vault.key.read')));
