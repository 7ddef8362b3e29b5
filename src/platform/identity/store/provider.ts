import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Device } from '../store.ts';

/** What the server needs to speak with a provider. */
export interface ProviderSettings {
  id: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer | null;
  scopes: string[];
  email_domains: string[];
  link_by_email: boolean;
  factor_acr: string[];
  factor_amr: string[];
  /** Signing out here signs out there, too. */
  ends_there: boolean;
}
export interface ProviderRow extends ProviderSettings {
  label: string;
  active: boolean;
  linked: number;
}

const one = async <T>(tx: Tx, text: string, values: unknown[]): Promise<T | undefined> =>
  (await rawQuery<T>(tx, text, values))[0];

const PROVIDER = `select p.id, p.label, p.issuer, p.client_id, p.client_secret, p.scopes, p.email_domains, p.link_by_email,
  p.factor_acr, p.factor_amr, p.ends_there, p.active,
  (select count(*)::int from identity.provider_link l where l.provider_id = p.id) linked from identity.provider p`;

export const listProviders = (tx: Tx) => rawQuery<ProviderRow>(tx, `${PROVIDER} order by p.label, p.id`);
export const findProvider = (tx: Tx, id: string) => one<ProviderRow>(tx, `${PROVIDER} where p.id = $1`, [id]);

export type ProviderValues = Omit<ProviderRow, 'linked'>;

export const insertProvider = (tx: Tx, p: ProviderValues & { createdBy: string | null }) =>
  rawQuery(
    tx,
    `insert into identity.provider (id, label, issuer, client_id, client_secret, scopes, email_domains, link_by_email,
       factor_acr, factor_amr, ends_there, active, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      p.id,
      p.label,
      p.issuer,
      p.client_id,
      p.client_secret,
      p.scopes,
      p.email_domains,
      p.link_by_email,
      p.factor_acr,
      p.factor_amr,
      p.ends_there,
      p.active,
      p.createdBy,
    ],
  );

export const updateProvider = (tx: Tx, p: Omit<ProviderValues, 'issuer'>, now: Date) =>
  rawQuery(
    tx,
    `update identity.provider set label = $2, client_id = $3, client_secret = $4, scopes = $5, email_domains = $6,
       link_by_email = $7, factor_acr = $8, factor_amr = $9, ends_there = $10, active = $11, changed_at = $12 where id = $1`,
    [
      p.id,
      p.label,
      p.client_id,
      p.client_secret,
      p.scopes,
      p.email_domains,
      p.link_by_email,
      p.factor_acr,
      p.factor_amr,
      p.ends_there,
      p.active,
      now,
    ],
  );

export const deleteProvider = (tx: Tx, id: string) =>
  rawQuery(tx, 'delete from identity.provider where id = $1', [id]);

/** Active providers; when the actor was linked with each, and used it. */
export const listOffered = (tx: Tx) =>
  rawQuery<{ id: string; label: string; linked_at: Date | null; last_used_at: Date | null }>(
    tx,
    'select * from identity.sign_in_providers()',
  );

/** Undefined when there is none, or it is switched off. */
export const findSettings = (tx: Tx, id: string) =>
  one<ProviderSettings>(tx, 'select * from identity.provider_settings($1)', [id]);

export type Purpose = 'sign_in' | 'link' | 'invitation' | 'proof';

export interface Attempt {
  purpose: Purpose;
  account_id: string | null;
  invitation_hash: Buffer | null;
  nonce: string;
  verifier: string;
  return_to: string;
}

export const beginAttempt = (
  tx: Tx,
  a: Omit<Attempt, 'account_id'> & { providerId: string; state: Buffer; browser: Buffer },
) =>
  rawQuery(tx, 'select identity.begin_provider($1, $2, $3, $4, $5, $6, $7, $8)', [
    a.providerId,
    a.state,
    a.browser,
    a.purpose,
    a.invitation_hash,
    a.nonce,
    a.verifier,
    a.return_to,
  ]);

/** Undefined unless this browser began it at this provider in the last ten minutes; it is used up now. */
export const takeAttempt = (tx: Tx, providerId: string, state: Buffer, browser: Buffer) =>
  one<Attempt>(tx, 'select * from identity.take_provider($1, $2, $3)', [providerId, state, browser]);

export interface Link {
  link_id: string;
  account_id: string;
}
export const findLinked = (tx: Tx, providerId: string, subject: string) =>
  one<Link>(tx, 'select * from identity.linked_account($1, $2)', [providerId, subject]);

/** Undefined where the proof does not hold, or where subject or account are linked otherwise. */
export const insertLink = (
  tx: Tx,
  link: {
    providerId: string;
    subject: string;
    proof: 'session' | 'invitation' | 'email';
    invitation?: Buffer | null;
    email?: string | undefined;
  },
) =>
  one<Link>(tx, 'select * from identity.link_provider($1, $2, $3, $4, $5)', [
    link.providerId,
    link.subject,
    link.proof,
    link.invitation ?? null,
    link.email ?? null,
  ]);

/** False when the account of the link is not there any more. */
export const openProviderSession = async (
  tx: Tx,
  s: {
    id: string;
    linkId: string;
    token: Buffer;
    device: Device;
    sid: string | null;
    strong: boolean;
    proved: Date | null;
    idToken: Buffer | null;
  },
): Promise<boolean> =>
  (await one<{ opened: boolean }>(
    tx,
    'select identity.open_provider_session($1, $2, $3, $4, $5, $6, $7, $8, $9) opened',
    [s.id, s.linkId, s.token, s.device.agent, s.device.address, s.sid, s.strong, s.proved, s.idToken],
  ))!.opened;

/** Where the session of the actor was opened and ends with it; undefined for every other session. */
export const findOpener = (tx: Tx, sessionId: string) =>
  one<ProviderSettings & { id_token_sealed: Buffer }>(
    tx,
    `select p.*, s.id_token_sealed from identity.session s join identity.provider_link l on l.id = s.link_id
     cross join lateral identity.provider_settings(l.provider_id) p
     where s.id = $1 and s.account_id = platform.actor() and s.id_token_sealed is not null and p.ends_there`,
    [sessionId],
  );

export const noteProviderProof = async (tx: Tx, sessionId: string, linkId: string, strong: boolean) =>
  (await one<{ noted: boolean }>(tx, 'select identity.note_provider_proof($1, $2, $3) noted', [
    sessionId,
    linkId,
    strong,
  ]))!.noted;

/** True when there was a link of the account with the provider. */
export const deleteLinks = async (tx: Tx, accountId: string, providerId: string | null) =>
  (
    await rawQuery(
      tx,
      `delete from identity.provider_link where account_id = $1 and ($2::uuid is null or provider_id = $2) returning id`,
      [accountId, providerId],
    )
  ).length;

/** Accounts whose sessions ended, how many each; undefined when the token was obeyed before. */
export async function endProviderSessions(
  tx: Tx,
  told: { providerId: string; jti: string; sub: string | null; sid: string | null },
) {
  const rows = await rawQuery<{ account_id: string | null; ended: number }>(
    tx,
    'select * from identity.end_provider_sessions($1, $2, $3, $4)',
    [told.providerId, told.jti, told.sub, told.sid],
  );
  if (rows.length === 0) return undefined;
  return rows.flatMap((row) => (row.account_id ? [{ accountId: row.account_id, ended: row.ended }] : []));
}
