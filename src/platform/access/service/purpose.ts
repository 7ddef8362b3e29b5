import type { RouteRequest } from '@sojourn/route-contract';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import type * as contract from '../contract/purpose.ts';
import * as store from '../store/purpose.ts';

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export async function addPurpose(
  tx: Tx,
  actor: AuditActor,
  input: RouteRequest<typeof contract.addPurpose>['body'],
  now: Date,
): Promise<contract.Purpose> {
  if (input.since && input.since < dayOf(now))
    throw invalid('body.since', 'access.purpose_backdated', 'A purpose begins today or later.');
  const after = await store.addPurpose(tx, { ...input, name: input.name as contract.Purpose['name'] });
  await audit(tx, actor, {
    action: 'access.purpose_added',
    entity: 'access.purpose',
    entityId: after.id,
    after: written(after),
    at: now,
  });
  return after;
}

/** What the log keeps of a purpose: not how it stands today. */
const written = ({ state: _, ...purpose }: contract.Purpose) => purpose;

async function change(
  tx: Tx,
  actor: AuditActor,
  asked: { id: string; action: `access.purpose_${string}`; to: Partial<contract.Purpose> },
  now: Date,
): Promise<contract.Purpose> {
  const before = await store.findPurpose(tx, asked.id);
  if (!before) throw notFound('purpose');
  if (before.state === 'ended')
    throw conflict('access.purpose_is_over', 'This purpose has ended and stays as the log knows it.');
  const after = await store.changePurpose(tx, asked.id, { ...before, ...asked.to });
  if (!after)
    throw new Problem(403, 'http.forbidden', { detail: 'Purposes are written at the top office only.' });
  await audit(tx, actor, {
    action: asked.action,
    entity: 'access.purpose',
    entityId: after.id,
    before: written(before),
    after: written(after),
    at: now,
  });
  return after;
}

export const changePurpose = (
  tx: Tx,
  actor: AuditActor,
  id: string,
  input: RouteRequest<typeof contract.changePurpose>['body'],
  now: Date,
): Promise<contract.Purpose> =>
  change(
    tx,
    actor,
    { id, action: 'access.purpose_changed', to: input as Pick<contract.Purpose, 'name' | 'source'> },
    now,
  );

/** Ends a purpose with its last day. Yesterday ends it at once; earlier it would be untrue of what was revealed. */
export async function endPurpose(
  tx: Tx,
  actor: AuditActor,
  id: string,
  until: string,
  now: Date,
): Promise<contract.Purpose> {
  if (until < dayOf(new Date(now.getTime() - DAY_MS)))
    throw invalid('body.until', 'access.purpose_end_backdated', 'Its last day is yesterday or later.');
  return change(tx, actor, { id, action: 'access.purpose_ended', to: { until } }, now);
}
