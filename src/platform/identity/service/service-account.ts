import { randomUUID } from 'node:crypto';
import type { RouteRequest } from '@sojourn/route-contract';
import { audit, auditMany } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { Leaving } from '#platform/http/module.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import { enqueue } from '#platform/jobs/store.ts';
import type * as contract from '../contract/service-account.ts';
import * as store from '../store/service-account.ts';
import * as accounts from '../store.ts';
import { inPerson } from './caller.ts';
import { checkKeeper, elsewhere } from './people.ts';
import { checkHeld, type Maker, makeToken } from './tokens.ts';

/** Tells of tokens that end soon and of keepers who left. */
export const WARN_JOB = 'identity.warn_of_services';
const ENTITY = 'identity.service_account';

export async function getServiceAccount(tx: Tx, id: string) {
  const found = await store.findServiceAccount(tx, id);
  if (!found) throw notFound('service account');
  return found;
}

async function inCharge(tx: Tx, actor: Actor, id: string): Promise<store.ServiceAccountRow> {
  inPerson(actor);
  const found = await getServiceAccount(tx, id);
  if (!(await accounts.isInCharge(tx, found.id))) throw elsewhere();
  return found;
}

export async function createServiceAccount(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createServiceAccount>['body'],
  now: Date,
) {
  const createdBy = inPerson(actor);
  if (!(await store.holdsInOffice(tx, 'identity.account.write', input.officeId)))
    throw invalid('body.officeId', 'identity.office_elsewhere', 'You do not administer this office.');
  await checkKeeper(tx, input.keeperId);
  const id = randomUUID();
  await accounts.insertAccount(tx, {
    id,
    kind: 'service',
    name: input.name,
    email: null,
    language: 'en',
    state: 'active',
    createdBy,
  });
  await store.insertServiceAccount(tx, { id, ...input });
  await audit(tx, actor, {
    action: 'identity.service_account_created',
    entity: ENTITY,
    entityId: id,
    officeId: input.officeId,
    after: { keeper: input.keeperId },
    at: now,
  });
  return getServiceAccount(tx, id);
}

export async function changeKeeper(tx: Tx, actor: Actor, id: string, keeperId: string, now: Date) {
  const before = await inCharge(tx, actor, id);
  await checkKeeper(tx, keeperId);
  await store.changeKeeper(tx, id, keeperId);
  await audit(tx, actor, {
    action: 'identity.service_keeper_changed',
    entity: ENTITY,
    entityId: id,
    officeId: before.office_id,
    before: { keeper: before.keeper_id },
    after: { keeper: keeperId },
    at: now,
  });
  return getServiceAccount(tx, id);
}

/** Enabled again, too: what was made in the very moment of disabling must not come to life. */
export async function changeState(
  tx: Tx,
  actor: Actor,
  id: string,
  { state, reason }: { state: 'active' | 'disabled'; reason: string },
  now: Date,
) {
  const before = await inCharge(tx, actor, id);
  if (state === 'active' && !before.keeper_active)
    throw conflict('identity.keeper_left', 'Name a keeper first whose account is active.');
  await accounts.setAccountState(tx, id, state);
  const tokensEnded = await accounts.revokeTokens(tx, id, now);
  await audit(tx, actor, {
    action: 'identity.account_state_changed',
    entity: ENTITY,
    entityId: id,
    officeId: before.office_id,
    before: { state: before.state },
    after: { state, ...(tokensEnded > 0 ? { tokensEnded } : {}) },
    ...(reason ? { reason } : {}),
    at: now,
  });
  return getServiceAccount(tx, id);
}

type TokenInput = RouteRequest<typeof contract.createServiceToken>['body'];

export async function createServiceToken(tx: Tx, actor: Maker, id: string, input: TokenInput, now: Date) {
  const account = await inCharge(tx, actor, id);
  if (account.state !== 'active')
    throw conflict('identity.account_disabled', 'The account is disabled: enable it first.');
  checkHeld(actor, input.permissions);
  if (!(await store.isTokenWithin(tx, id, input)))
    throw new Problem(403, 'identity.token_beyond_maker', {
      detail:
        'The account works where you do not hold these permissions: limit the token to your operations.',
    });
  return makeToken(tx, actor, { ...input, accountId: id }, now);
}

async function findToken(tx: Tx, accountId: string, tokenId: string) {
  const token = (await accounts.listTokens(tx, accountId)).find((one) => one.id === tokenId);
  if (!token) throw notFound('token');
  return token;
}

export async function rotateServiceToken(
  tx: Tx,
  actor: Maker,
  ids: { accountId: string; tokenId: string },
  input: { days: number; overlapHours: number },
  now: Date,
) {
  await inCharge(tx, actor, ids.accountId);
  const { name, permissions, operations, addresses } = await findToken(tx, ids.accountId, ids.tokenId);
  const made = await createServiceToken(
    tx,
    actor,
    ids.accountId,
    { name, permissions, operations, addresses, days: input.days },
    now,
  );
  await store.endTokenAt(tx, ids.tokenId, new Date(now.getTime() + input.overlapHours * 3_600_000));
  await audit(tx, actor, {
    action: 'identity.token_rotated',
    entity: 'identity.api_token',
    entityId: ids.tokenId,
    after: { next: made.token.id, overlapHours: input.overlapHours },
    at: now,
  });
  return made;
}

export async function endServiceToken(
  tx: Tx,
  actor: Actor,
  ids: { accountId: string; tokenId: string },
  now: Date,
): Promise<void> {
  await inCharge(tx, actor, ids.accountId);
  if (!(await accounts.revokeToken(tx, ids.accountId, ids.tokenId, now))) throw notFound('token');
  await audit(tx, actor, {
    action: 'identity.token_revoked',
    entity: 'identity.api_token',
    entityId: ids.tokenId,
    after: { account: ids.accountId },
    at: now,
  });
}

/** Programs go on after the person who answers for them has left, unless they are settled. */
export const leavingServices: Leaving = {
  kind: 'services',
  count: async (tx, accountId) => (await store.listKept(tx, accountId)).length,
  async settle(tx, actor, { accountId, keeperId }, now) {
    const kept = await store.listKept(tx, accountId);
    for (const id of kept) {
      if (keeperId) await store.changeKeeper(tx, id, keeperId);
      else {
        await accounts.setAccountState(tx, id, 'disabled');
        await accounts.revokeTokens(tx, id, now);
      }
    }
    await auditMany(
      tx,
      actor,
      kept.map((id) => ({
        action: keeperId ? 'identity.service_keeper_changed' : 'identity.account_state_changed',
        entity: ENTITY,
        entityId: id,
        before: { keeper: accountId },
        after: keeperId ? { keeper: keeperId } : { state: 'disabled' },
        at: now,
      })),
    );
    // Those in the charge of others: their administrators are told.
    await enqueue(tx, WARN_JOB, {}, WARN_JOB);
    return kept.length;
  },
};
