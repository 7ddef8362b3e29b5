import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { Leaving } from '#platform/http/module.ts';
import { conflict } from '#platform/http/problem.ts';
import type * as contract from '../contract/people.ts';
import * as leavingStore from '../store/leaving.ts';
import { deleteLinks } from '../store/provider.ts';
import * as store from '../store.ts';
import { checkKeeper, elsewhere, getPerson } from './people.ts';

type Change = RouteRequest<typeof contract.changePersonState>['body'] & { leaving: readonly Leaving[] };

/** What ends with the account, and what would need another keeper. */
export async function countLeaving(tx: Tx, accountId: string, leaving: readonly Leaving[]) {
  await getPerson(tx, accountId);
  const counts = await leavingStore.countOpen(tx, accountId);
  const kept: { kind: string; count: number }[] = [];
  for (const { kind, count } of leaving) kept.push({ kind, count: await count(tx, accountId) });
  return { ...counts, kept: kept.filter(({ count }) => count > 0) };
}

/** Whoever leaves has nothing left that would work again if the account were enabled one day. */
async function endAll(tx: Tx, actor: Actor, accountId: string, { keeperId, leaving }: Change, now: Date) {
  const sessions = await store.revokeSessions(tx, accountId, {}, now);
  const tokens = await store.revokeTokens(tx, accountId, now);
  await store.endLinks(tx, accountId, now);
  const unlinked = await deleteLinks(tx, accountId, null);
  const settled: Record<string, number> = {};
  for (const { kind, settle } of leaving) {
    const count = await settle(tx, actor, { accountId, keeperId: keeperId ?? null }, now);
    if (count > 0) settled[kind] = count;
  }
  return {
    sessionsEnded: sessions.length,
    tokensEnded: tokens,
    ...(unlinked > 0 ? { unlinked } : {}),
    ...(Object.keys(settled).length > 0 ? { [keeperId ? 'moved' : 'ended']: settled } : {}),
    ...(keeperId ? { keeper: keeperId } : {}),
  };
}

export async function changePersonState(
  tx: Tx,
  actor: Actor,
  accountId: string,
  input: Change,
  now: Date,
): Promise<store.PersonRow> {
  const person = await getPerson(tx, accountId);
  if (person.id === actor.accountId)
    throw conflict('identity.state_of_self', 'Nobody disables their own account.');
  if (person.state === 'invited' && input.state === 'active') {
    throw conflict('identity.not_accepted', 'The invitation has not been accepted yet.');
  }
  if (input.keeperId) await checkKeeper(tx, input.keeperId, person.id);
  if (!(await store.isInCharge(tx, person.id))) throw elsewhere();
  await store.setAccountState(tx, person.id, input.state);
  // Enabled again, too: what was opened in the very moment of disabling must not come to life.
  const ended = await endAll(tx, actor, person.id, input, now);
  await audit(tx, actor, {
    action: 'identity.account_state_changed',
    entity: 'identity.account',
    entityId: person.id,
    before: { state: person.state },
    after: { state: input.state, ...(input.state === 'disabled' ? ended : {}) },
    ...(input.reason ? { reason: input.reason } : {}),
    at: now,
  });
  return { ...person, state: input.state };
}
