import { randomUUID } from 'node:crypto';
import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import type * as contract from '../contract/people.ts';
import * as secrets from '../secrets.ts';
import * as store from '../store.ts';
import { signedIn } from './caller.ts';

const INVITATION_DAYS = 14;
const RECOVERY_HOURS = 24;
const DAY = 86_400_000;

export interface MadeLink {
  secret: string;
  expiresAt: Date;
}

/** With a request a recovery, else an invitation; older links of the account end. */
export async function createLink(
  tx: Tx,
  actor: Actor,
  { accountId, requestId = null }: { accountId: string; requestId?: string | null },
  now: Date,
): Promise<MadeLink> {
  const secret = secrets.newSecret();
  const expiresAt = new Date(
    now.getTime() + (requestId ? RECOVERY_HOURS * 3_600_000 : INVITATION_DAYS * DAY),
  );
  await store.endLinks(tx, accountId, now);
  await store.insertLink(tx, {
    accountId,
    purpose: requestId ? 'recovery' : 'invitation',
    token: secrets.secretHash(secret),
    createdBy: signedIn(actor),
    expiresAt,
    requestId,
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
  const link = await createLink(tx, actor, { accountId: id }, now);
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

export async function createInvitationLink(tx: Tx, actor: Actor, accountId: string, now: Date) {
  const person = await getPerson(tx, accountId);
  if (!(await store.isInCharge(tx, person.id))) throw elsewhere();
  if (person.state !== 'invited')
    throw conflict(
      'identity.invitation_accepted',
      'The invitation was accepted: ask for a recovery instead.',
    );
  const link = await createLink(tx, actor, { accountId: person.id }, now);
  await audit(tx, actor, {
    action: 'identity.invitation_link_created',
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

/** A keeper works here and is seen by the actor; of what somebody leaves behind it is somebody else. */
export async function checkKeeper(tx: Tx, keeperId: string, leaver?: string): Promise<void> {
  const keeper = keeperId === leaver ? undefined : await store.findPerson(tx, keeperId);
  if (keeper?.state !== 'active')
    throw invalid('body.keeperId', 'identity.no_such_keeper', 'Choose somebody whose account is active.');
}
