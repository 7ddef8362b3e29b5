import { randomUUID } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { notify } from '#platform/notify/notify.ts';
import { sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { idToken } from '../../sealed.ts';
import * as secrets from '../../secrets.ts';
import * as providerStore from '../../store/provider.ts';
import * as store from '../../store.ts';
import { inPerson } from '../caller.ts';
import { actAs, type OpenedSession } from '../sign-in.ts';
import type { Vouched } from './peer.ts';

/** Why nobody came in; a code of `problem.identity.<code>`. */
type Refused =
  | 'provider_unlinked'
  | 'provider_address'
  | 'provider_taken'
  | 'provider_other'
  | 'provider_weak'
  | 'provider_ended'
  | 'link_ended';

export interface Answered {
  settings: providerStore.ProviderSettings;
  attempt: providerStore.Attempt;
  vouched: Vouched;
  device: store.Device;
  vault: Vault;
}

export type Outcome = { opened: OpenedSession } | { done: true } | { refused: Refused };

const inDomains = ({ settings, vouched }: Answered): boolean =>
  settings.email_domains.length === 0 ||
  (vouched.email !== null && settings.email_domains.includes(vouched.email.split('@')[1] ?? ''));

/** The link of the one who comes, made now where the provider may link by address. */
async function linkOfComer(
  tx: Tx,
  answered: Answered,
): Promise<{ link: providerStore.Link; isNew: boolean } | Refused> {
  const { settings, vouched } = answered;
  const link = await providerStore.findLinked(tx, settings.id, vouched.subject);
  if (link) return { link, isNew: false };
  if (!settings.link_by_email || vouched.email === null) return 'provider_unlinked';
  if (!inDomains(answered)) return 'provider_address';
  const made = await providerStore.insertLink(tx, {
    providerId: settings.id,
    subject: vouched.subject,
    proof: 'email',
    email: vouched.email,
  });
  return made ? { link: made, isNew: true } : 'provider_unlinked';
}

async function noteLinked(
  tx: Tx,
  actor: Actor,
  accountId: string,
  how: { providerId: string; proof: 'session' | 'invitation' | 'email' },
  now: Date,
): Promise<void> {
  await audit(tx, actor, {
    action: 'identity.provider_linked',
    entity: 'identity.account',
    entityId: accountId,
    after: how,
    at: now,
  });
  await notify(tx, { kind: 'identity.provider_linked', to: [accountId], urgency: 'now', at: now });
}

/** Opens the session of a link; undefined when its account was disabled meanwhile. */
async function open(tx: Tx, actor: Actor, link: providerStore.Link, answered: Answered, now: Date) {
  const { vouched, device, settings, vault } = answered;
  const secret = secrets.newSecret();
  const token = secrets.secretHash(secret);
  const id = randomUUID();
  const isOpen = await providerStore.openProviderSession(tx, {
    id,
    linkId: link.link_id,
    token,
    device,
    sid: vouched.sid,
    strong: vouched.strong,
    proved: vouched.authenticatedAt,
    // Kept only for what needs it.
    idToken: settings.ends_there ? sealText(vault, idToken, id, vouched.idToken) : null,
  });
  if (!isOpen) return undefined;
  const opened = await actAs(tx, actor, link.account_id, { secret, token });
  await audit(tx, opened.actor, {
    action: 'identity.sign_in',
    entity: 'identity.account',
    entityId: link.account_id,
    after: { by: vouched.strong ? 'provider, both factors' : 'provider', providerId: settings.id },
    at: now,
  });
  return opened;
}

async function signIn(tx: Tx, actor: Actor, answered: Answered, now: Date): Promise<Outcome> {
  const found = await linkOfComer(tx, answered);
  if (typeof found === 'string') return { refused: found };
  const opened = await open(tx, actor, found.link, answered, now);
  if (!opened) return { refused: 'provider_unlinked' };
  if (found.isNew)
    await noteLinked(
      tx,
      opened.actor,
      found.link.account_id,
      { providerId: answered.settings.id, proof: 'email' },
      now,
    );
  return { opened };
}

async function acceptInvitation(tx: Tx, actor: Actor, answered: Answered, now: Date): Promise<Outcome> {
  const { settings, attempt, vouched } = answered;
  if (!inDomains(answered)) return { refused: 'provider_address' };
  if (await providerStore.findLinked(tx, settings.id, vouched.subject)) return { refused: 'provider_taken' };
  const link = await providerStore.insertLink(tx, {
    providerId: settings.id,
    subject: vouched.subject,
    proof: 'invitation',
    invitation: attempt.invitation_hash,
  });
  const opened = link && (await open(tx, actor, link, answered, now));
  if (!opened) return { refused: 'link_ended' };
  await noteLinked(tx, opened.actor, link.account_id, { providerId: settings.id, proof: 'invitation' }, now);
  return { opened };
}

async function link(tx: Tx, actor: RequestActor, answered: Answered, now: Date): Promise<Outcome> {
  const { settings, attempt, vouched } = answered;
  // The session that began must be the one that ends, and still be there.
  if (!actor.accountId || actor.accountId !== attempt.account_id || !actor.sessionId)
    return { refused: 'provider_ended' };
  if (!inDomains(answered)) return { refused: 'provider_address' };
  const made = await providerStore.insertLink(tx, {
    providerId: settings.id,
    subject: vouched.subject,
    proof: 'session',
  });
  if (!made) return { refused: 'provider_taken' };
  await noteLinked(tx, actor, made.account_id, { providerId: settings.id, proof: 'session' }, now);
  return { done: true };
}

async function prove(tx: Tx, actor: RequestActor, answered: Answered, now: Date): Promise<Outcome> {
  const { settings, attempt, vouched } = answered;
  if (!actor.accountId || actor.accountId !== attempt.account_id || !actor.sessionId)
    return { refused: 'provider_ended' };
  const known = await providerStore.findLinked(tx, settings.id, vouched.subject);
  if (known?.account_id !== actor.accountId) return { refused: 'provider_other' };
  if (!(await providerStore.noteProviderProof(tx, actor.sessionId, known.link_id, vouched.strong)))
    return { refused: 'provider_weak' };
  await audit(tx, actor, {
    action: 'identity.stepped_up',
    entity: 'identity.account',
    entityId: actor.accountId,
    after: { by: 'provider', providerId: settings.id },
    at: now,
  });
  return { done: true };
}

const PURPOSES = { sign_in: signIn, invitation: acceptInvitation, link, proof: prove };

/** What comes of the provider's word, by what was begun. */
export const settle = (tx: Tx, actor: RequestActor, answered: Answered, now: Date): Promise<Outcome> =>
  PURPOSES[answered.attempt.purpose](tx, actor, answered, now);

/** Cuts a link, unless it is the only way into the account. */
export async function unlink(tx: Tx, actor: Actor, providerId: string, now: Date): Promise<void> {
  const accountId = inPerson(actor);
  const offered = await providerStore.listOffered(tx);
  const others = offered.filter((p) => p.linked_at && p.id !== providerId);
  if (others.length === 0 && !(await store.findCredential(tx, accountId))?.password_hash)
    throw conflict('identity.provider_only_way', 'This is your only way in: set a password first.');
  if ((await providerStore.deleteLinks(tx, accountId, providerId)) === 0) throw notFound('link');
  await audit(tx, actor, {
    action: 'identity.provider_unlinked',
    entity: 'identity.account',
    entityId: accountId,
    before: { providerId },
    at: now,
  });
}
