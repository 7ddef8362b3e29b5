-- Who sees and changes the cases of the fictional slice.

grant usage on schema casework to sojourn_app;
grant select, insert, update on casework.case, casework.case_restricted, casework.referral to sojourn_app;
grant select, insert on casework.case_sealed, casework.case_token, casework.referral_field to sojourn_app;

create policy case_excluded on casework.case as restrictive to sojourn_app
  using (id <> all((select access.excluded_records())::uuid[]));
create policy case_read on casework.case for select to sojourn_app
  using (id = any((select access.assigned_records('casework.case', 'casework.case.read'))::uuid[]));
create policy case_insert on casework.case for insert to sojourn_app
  with check (opened_by = (select platform.actor())
    and operation_id = any((select access.scope_operations('casework.case.create'))::uuid[]));
create policy case_update on casework.case for update to sojourn_app
  using (id = any((select access.assigned_records('casework.case', 'casework.case.write'))::uuid[]))
  with check (id = any((select access.assigned_records('casework.case', 'casework.case.write'))::uuid[])
    and operation_id = any((select access.scope_operations('casework.case.write'))::uuid[]));

create policy restricted_read on casework.case_restricted for select to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.restricted.read'))::uuid[]));
create policy restricted_insert on casework.case_restricted for insert to sojourn_app
  with check (access.opens('casework.case', case_id, 'casework.case.write'));
create policy restricted_update on casework.case_restricted for update to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.case.write'))::uuid[]));

create policy sealed_read on casework.case_sealed for select to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.sealed.read'))::uuid[])
    and case_id::text || ':' || field = any((select access.revealed_fields('casework.case'))::text[]));
create policy sealed_insert on casework.case_sealed for insert to sojourn_app
  with check (access.opens('casework.case', case_id, 'casework.case.write'));

create policy token_read on casework.case_token for select to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.restricted.read'))::uuid[]));
create policy token_insert on casework.case_token for insert to sojourn_app
  with check (access.opens('casework.case', case_id, 'casework.case.write'));

create policy referral_excluded on casework.referral as restrictive to sojourn_app
  using (case_id <> all((select access.excluded_records())::uuid[]));
create policy referral_own on casework.referral for select to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.case.read'))::uuid[]));
create policy referral_received on casework.referral for select to sojourn_app
  using (to_office_id = any((select access.scope_offices('casework.referral.receive'))::uuid[])
    and state in ('sent', 'accepted') and current_date between starts_on and ends_on);
create policy referral_insert on casework.referral for insert to sojourn_app
  with check (state = 'sent' and case_id = any((select access.assigned_records('casework.case', 'casework.referral.send'))::uuid[]));
create policy referral_accept on casework.referral for update to sojourn_app
  using (to_office_id = any((select access.scope_offices('casework.referral.receive'))::uuid[])
    and state = 'sent' and current_date between starts_on and ends_on)
  with check (state in ('accepted', 'rejected')
    and to_office_id = any((select access.scope_offices('casework.referral.receive'))::uuid[]));
create policy referral_revoke on casework.referral for update to sojourn_app
  using (case_id = any((select access.assigned_records('casework.case', 'casework.referral.send'))::uuid[]))
  with check (state = 'revoked');

-- The policies of the referral itself decide; the receiver sees what was consented to once it is accepted.
create policy field_read on casework.referral_field for select to sojourn_app
  using (exists (select from casework.referral r where r.id = referral_id
    and (r.state = 'accepted' or r.case_id = any((select access.assigned_records('casework.case', 'casework.referral.send'))::uuid[]))));
create policy field_insert on casework.referral_field for insert to sojourn_app
  with check (exists (select from casework.referral r where r.id = referral_id and r.state = 'sent'
    and r.case_id = any((select access.assigned_records('casework.case', 'casework.referral.send'))::uuid[])));

-- Figures for those who may count and no more: by state, small cells left out, nothing of what the caller is shut out of.
create or replace function casework.figures() returns table (state text, cases bigint)
language sql stable security definer set search_path = casework, pg_temp as $$
  select c.state, case when count(*) >= 5 then count(*) end
  from casework.case c
  where c.operation_id = any((select access.scope_operations('casework.case.count'))::uuid[])
    and c.id <> all((select access.excluded_records())::uuid[])
  group by c.state
$$;
grant execute on function casework.figures() to sojourn_app;
