-- The secret of an authenticator app is sealed (platform/vault). The start after this migration seals what stands in
-- totp_secret and drops that column.
alter table identity.credential add column totp_sealed bytea;

drop function if exists identity.sign_in_lookup(text, inet, bytea);
