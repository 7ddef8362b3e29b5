import { randomUUID } from 'node:crypto';
import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import type * as contract from '../contract/people.ts';
import * as secrets from '../secrets.ts';
import * as store from '../store.ts';
import { signedIn } from './caller.ts';

const INVITATION_DAYS = 14;
const RECOVERY_HOURS = 24;
const DAY = 86_400_000;

async function createLink(
  tx: Tx,
  actor: Actor,
  accountId: string,
  purpose: 'invitation' | 'recovery',
  now: Date,
) {
  const secret = secrets.newSecret();
  const expiresAt = new Date(
    now.getTime() + (purpose === 'invitation' ? INVITATION_DAYS * DAY : RECOVERY_HOURS * 3_600_000),
  );
  await store.endLinks(tx, accountId, now);
  await store.insertLink(tx, {
    accountId,
    purpose,
    token: secrets.secretHash(secret),
    createdBy: signedIn(actor),
    expiresAt,
  });
  return { secret, expiresAt };
}

export async function invitePerson(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.invitePerson>['body'],
  now: Date,
) {
  const id = randomUUID();
  await store.insertAccount(tx, {
    id,
    kind: 'person',
    ...input,
    state: 'invited',
    createdBy: actor.accountId,
  });
  const link = await createLink(tx, actor, id, 'invitation', now);
  await audit(tx, actor, {
    action: 'identity.account_invited',
    entity: 'identity.account',
    entityId: id,
    at: now,
  });
  return { id, link };
}

/** Visible, but with roles outside the offices of the caller. */
const elsewhere = (): Problem =>
  new Problem(403, 'identity.works_elsewhere', {
    detail:
      'This person also works in offices that you do not administer: ask an administrator above them all.',
  });

export async function createRecoveryLink(tx: Tx, actor: Actor, accountId: string, now: Date) {
  const person = await getPerson(tx, accountId);
  if (person.id === actor.accountId) {
    throw conflict('identity.recovery_of_self', 'Another administrator has to make your recovery link.');
  }
  if (!(await store.isInCharge(tx, person.id))) throw elsewhere();
  const link = await createLink(
    tx,
    actor,
    person.id,
    person.state === 'invited' ? 'invitation' : 'recovery',
    now,
  );
  await audit(tx, actor, {
    action: 'identity.recovery_link_created',
    entity: 'identity.account',
    entityId: person.id,
    at: now,
  });
  return link;
}

export async function getPerson(tx: Tx, id: string): Promise<store.PersonRow> {
  const person = await store.findPerson(tx, id);
  if (!person) throw notFound('account');
  return person;
}

/** Whoever leaves has nothing left that would work again if the account were enabled one day. */
async function endAll(tx: Tx, accountId: string, now: Date) {
  const sessions = await store.revokeSessions(tx, accountId, {}, now);
  const tokens = await store.revokeTokens(tx, accountId, now);
  await store.endLinks(tx, accountId, now);
  return { sessionsEnded: sessions.length, tokensEnded: tokens };
}

export async function changePersonState(
  tx: Tx,
  actor: Actor,
  accountId: string,
  input: { state: 'active' | 'disabled'; reason: string },
  now: Date,
): Promise<store.PersonRow> {
  const person = await getPerson(tx, accountId);
  if (person.id === actor.accountId)
    throw conflict('identity.state_of_self', 'Nobody disables their own account.');
  if (person.state === 'invited' && input.state === 'active') {
    throw conflict('identity.not_accepted', 'The invitation has not been accepted yet.');
  }
  if (!(await store.setAccountState(tx, person.id, input.state))) throw elsewhere();
  const ended = input.state === 'disabled' ? await endAll(tx, person.id, now) : {};
  await audit(tx, actor, {
    action: 'identity.account_state_changed',
    entity: 'identity.account',
    entityId: person.id,
    before: { state: person.state },
    after: { state: input.state, ...ended },
    ...(input.reason ? { reason: input.reason } : {}),
    at: now,
  });
  return { ...person, state: input.state };
}
