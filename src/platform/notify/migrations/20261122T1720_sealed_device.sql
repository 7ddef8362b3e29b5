-- What a browser gave to encrypt pushes for it (RFC 8291) is a secret between it and this server: sealed. The columns in the
-- clear go at the next start, when what they hold is sealed.
alter table notify.push_device add column p256dh_sealed bytea, add column auth_sealed bytea;
alter table notify.push_device alter column p256dh drop not null, alter column auth drop not null;
