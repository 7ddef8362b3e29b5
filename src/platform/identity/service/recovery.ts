import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound, type Problem } from '#platform/http/problem.ts';
import { notify } from '#platform/notify/notify.ts';
import { confirmRefusal, type RecoveryFacts, recoveryState, ruleHoldsFrom } from '../domain/recovery.ts';
import * as recoveryStore from '../store/recovery.ts';
import * as store from '../store.ts';
import { signedIn } from './caller.ts';
import { createLink, elsewhere, getPerson, type MadeLink } from './people.ts';

const HOUR = 3_600_000;

export const factsOf = (row: recoveryStore.RecoveryRow): RecoveryFacts => ({
  accountId: row.account_id,
  requestedBy: row.requested_by,
  requesterActive: row.requester_active,
  alone: row.alone,
  expiresAt: row.expires_at,
  confirmedAt: row.confirmed_at,
  withdrawnAt: row.withdrawn_at,
  withdrawnBy: row.withdrawn_by,
});

/** The person and everyone who could have done it learn of each step; whoever takes it knows. */
async function tell(
  tx: Tx,
  actor: Actor,
  accountId: string,
  step: 'requested' | 'confirmed' | 'withdrawn',
  now: Date,
) {
  const administrators = await recoveryStore.findAdministrators(tx, accountId);
  const about = { entity: 'identity.account', entityId: accountId, at: now };
  await notify(tx, {
    ...about,
    kind: `identity.recovery_${step}`,
    to: administrators.filter((id) => id !== actor.accountId),
    urgency: step === 'requested' ? 'now' : 'soon',
  });
  await notify(tx, { kind: `identity.own_recovery_${step}`, to: [accountId], urgency: 'now', at: now });
}

async function getRecovery(tx: Tx, id: string): Promise<recoveryStore.RecoveryRow> {
  const row = await recoveryStore.lockRecovery(tx, id);
  if (!row) throw notFound('recovery');
  return row;
}

const refusals: Record<NonNullable<ReturnType<typeof confirmRefusal>>, () => Problem> = {
  own_request: () =>
    conflict('identity.recovery_own_request', 'Another administrator has to confirm what you asked for.'),
  of_self: () => conflict('identity.recovery_of_self', 'Others recover your account, never you.'),
  ended: () => conflict('identity.recovery_ended', 'This request was confirmed or withdrawn already.'),
  expired: () =>
    conflict('identity.recovery_expired', 'This request waited too long and has ended. Ask anew.'),
  requester_gone: () =>
    conflict('identity.recovery_requester_gone', 'Whoever asked for this no longer works here. Ask anew.'),
};

/** Ends the request with its one-time link; the caller has checked that this administrator may. */
async function confirm(tx: Tx, actor: Actor, row: recoveryStore.RecoveryRow, now: Date): Promise<MadeLink> {
  await recoveryStore.noteConfirmed(tx, row.id, signedIn(actor), now);
  const link = await createLink(tx, actor, { accountId: row.account_id, requestId: row.id }, now);
  await audit(tx, actor, {
    action: 'identity.recovery_confirmed',
    entity: 'identity.account',
    entityId: row.account_id,
    after: { requestId: row.id, requestedBy: row.requested_by, alone: row.alone },
    at: now,
  });
  await tell(tx, actor, row.account_id, 'confirmed', now);
  return link;
}

export async function requestRecovery(tx: Tx, actor: Actor, accountId: string, reason: string, now: Date) {
  const person = await getPerson(tx, accountId);
  if (person.id === actor.accountId) throw refusals.of_self();
  if (!(await store.isInCharge(tx, person.id))) throw elsewhere();
  if (person.state !== 'active')
    throw conflict('identity.recovery_not_active', 'Only an active account is recovered.');
  const rule = await recoveryStore.findRule(tx);
  await recoveryStore.closeLapsed(tx, person.id, now);
  const id = await recoveryStore.insertRecovery(tx, {
    accountId: person.id,
    reason,
    requestedBy: signedIn(actor),
    at: now,
    expiresAt: new Date(now.getTime() + rule.hours * HOUR),
    alone: rule.administrators === 1,
  });
  await audit(tx, actor, {
    action: 'identity.recovery_requested',
    entity: 'identity.account',
    entityId: person.id,
    after: { requestId: id, administrators: rule.administrators },
    reason,
    at: now,
  });
  const row = await getRecovery(tx, id);
  if (!row.alone) {
    await tell(tx, actor, person.id, 'requested', now);
    return { row, link: null };
  }
  const link = await confirm(tx, actor, row, now);
  return { row: await getRecovery(tx, id), link };
}

export async function confirmRecovery(tx: Tx, actor: Actor, id: string, now: Date) {
  const row = await getRecovery(tx, id);
  const refusal = confirmRefusal(factsOf(row), signedIn(actor), now);
  if (refusal) throw refusals[refusal]();
  const link = await confirm(tx, actor, row, now);
  return { row: await getRecovery(tx, id), link };
}

export async function withdrawRecovery(tx: Tx, actor: Actor, id: string, reason: string, now: Date) {
  const row = await getRecovery(tx, id);
  const state = recoveryState(factsOf(row), now);
  if (state !== 'open') throw refusals[state === 'expired' ? 'expired' : 'ended']();
  await recoveryStore.noteWithdrawn(tx, id, signedIn(actor), now);
  await audit(tx, actor, {
    action: 'identity.recovery_withdrawn',
    entity: 'identity.account',
    entityId: row.account_id,
    before: { requestId: id, requestedBy: row.requested_by },
    reason,
    at: now,
  });
  await tell(tx, actor, row.account_id, 'withdrawn', now);
  return getRecovery(tx, id);
}

export async function readRule(tx: Tx) {
  return { current: await recoveryStore.findRule(tx), announced: await recoveryStore.findAnnounced(tx) };
}

export async function saveRule(
  tx: Tx,
  actor: Actor,
  next: { administrators: number; hours: number },
  now: Date,
) {
  const before = await readRule(tx);
  const since = ruleHoldsFrom(before.current, next, now);
  await recoveryStore.saveRule(tx, { ...next, since, changedBy: signedIn(actor) });
  await audit(tx, actor, {
    action: 'identity.recovery_rule_saved',
    entity: 'identity.recovery_rule',
    entityId: since.toISOString(),
    before: { administrators: before.current.administrators, hours: before.current.hours },
    after: { ...next, since: since.toISOString() },
    at: now,
  });
  return readRule(tx);
}
