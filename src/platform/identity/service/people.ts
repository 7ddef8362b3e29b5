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
export const elsewhere = (): Problem =>
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
