import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import type * as contract from '../contract.ts';
import { explain } from '../domain.ts';
import * as store from '../store.ts';

/** Route id -> its permission. */
export type RoutePermissions = ReadonlyMap<string, string>;

/**
 * Answers why somebody can or cannot. The asker learns of places within their own scope alone, and of no record that
 * they are shut out of; the question itself is audited.
 */
export async function explainAccess(
  tx: Tx,
  actor: Actor,
  asked: RouteRequest<typeof contract.explainAccess>['querystring'] & { routes: RoutePermissions },
  now: Date,
): Promise<contract.Explanation> {
  const permission = asked.permission ?? asked.routes.get(asked.routeId!);
  if (!permission) throw invalid('querystring.routeId', 'access.route_unknown', 'There is no such route.');
  const account = await store.findAccountState(tx, asked.accountId);
  if (!account) throw notFound('account');
  const record = asked.entityId ? { entity: asked.entity!, entityId: asked.entityId } : null;
  const facts = await store.findExplainFacts(tx, {
    accountId: account.id,
    officeId: asked.officeId ?? null,
    operationId: asked.operationId ?? null,
    record,
  });
  if (!facts) throw notFound(record ? 'record' : 'office');
  const active = account.state === 'active';
  const open = permission === 'public' || (permission === 'signed-in' && active);
  const decided = explain(permission, facts, active);
  await audit(tx, actor, {
    action: 'access.explained',
    entity: 'identity.account',
    entityId: account.id,
    officeId: facts.office,
    operationId: facts.operation,
    after: { permission, ...(asked.routeId ? { routeId: asked.routeId } : {}), ...(record ?? {}) },
    at: now,
  });
  return {
    ...decided,
    ...(open && !record ? { allowed: true, missing: [] } : {}),
    record: decided.record && record ? { ...record, ...decided.record } : null,
    account,
    permission,
    placeName: facts.placeName,
  };
}
