import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import type * as contract from './contract.ts';
import * as store from './store.ts';

export async function createOffice(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createOffice>['body'],
  now: Date,
): Promise<contract.Office> {
  const office = await store.insertOffice(tx, input);
  await audit(tx, actor, {
    action: 'access.office_created',
    entity: 'access.office',
    entityId: office.id,
    officeId: office.id,
    after: office,
    at: now,
  });
  return office;
}

export async function updateOffice(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RouteRequest<typeof contract.updateOffice>['body'],
  now: Date,
): Promise<contract.Office> {
  const before = await store.findOffice(tx, id);
  if (!before) throw notFound('office');
  const wanted = Object.fromEntries(Object.entries(input).filter(([, v]) => v !== undefined));
  const after = await store.updateOffice(tx, id, { ...before, ...wanted });
  if (!after) throw notFound('office');
  await audit(tx, actor, {
    action: 'access.office_changed',
    entity: 'access.office',
    entityId: id,
    officeId: id,
    before,
    after,
    at: now,
  });
  return after;
}

export async function createOperation(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createOperation>['body'],
  now: Date,
): Promise<contract.Operation> {
  const operation = await store.insertOperation(tx, input);
  await audit(tx, actor, {
    action: 'access.operation_created',
    entity: 'access.operation',
    entityId: operation.id,
    officeId: operation.officeId,
    operationId: operation.id,
    after: operation,
    at: now,
  });
  return operation;
}

export async function updateOperation(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RouteRequest<typeof contract.updateOperation>['body'],
  now: Date,
): Promise<contract.Operation> {
  const before = await store.findOperation(tx, id);
  if (!before) throw notFound('operation');
  const after = await store.updateOperation(tx, id, {
    name: input.name ?? before.name,
    status: input.status ?? before.status,
  });
  if (!after) throw notFound('operation');
  await audit(tx, actor, {
    action: 'access.operation_changed',
    entity: 'access.operation',
    entityId: id,
    officeId: after.officeId,
    operationId: id,
    before,
    after,
    at: now,
  });
  return after;
}

export async function saveRole(
  tx: Tx,
  actor: Actor & { roles?: readonly string[] },
  input: RouteRequest<typeof contract.saveRole>['body'] & { id: string; known: ReadonlySet<string> },
  now: Date,
): Promise<contract.Role> {
  const before = await store.findRole(tx, input.id);
  if (before?.builtIn)
    throw conflict('access.role_built_in', 'A built-in role stays as it is; copy it under another name.');
  if (actor.roles?.includes(input.id))
    throw conflict(
      'access.role_of_self',
      'Nobody changes a role that they hold; another administrator has to.',
    );
  const unknown = input.permissions.filter((p) => !input.known.has(p));
  if (unknown.length > 0)
    throw invalid('body.permissions', 'access.permission_unknown', `Unknown: ${unknown.join(', ')}.`);
  const role = {
    id: input.id,
    name: input.name as contract.Role['name'],
    permissions: [...new Set(input.permissions)].sort(),
  };
  await store.saveRole(tx, role);
  const after = { ...role, builtIn: false };
  await audit(tx, actor, {
    action: 'access.role_saved',
    entity: 'access.role',
    entityId: role.id,
    before,
    after,
    at: now,
  });
  return after;
}

async function getListedRole(tx: Tx, id: string): Promise<contract.ListedRole> {
  const role = await store.findListedRole(tx, id);
  if (!role) throw notFound('role');
  return role;
}

/** How long sign-ins with a role last; open sessions follow at their next call. */
export async function saveSignInRule(
  tx: Tx,
  actor: Actor,
  roleId: string,
  rule: contract.SignInRule,
  now: Date,
): Promise<contract.ListedRole> {
  const before = await getListedRole(tx, roleId);
  await store.saveSignInRule(tx, roleId, rule, actor.accountId, now);
  const after = await getListedRole(tx, roleId);
  await audit(tx, actor, {
    action: 'access.sign_in_rule_saved',
    entity: 'access.role',
    entityId: roleId,
    before: before.signIn,
    after: after.signIn,
    at: now,
  });
  return after;
}

export async function dropSignInRule(
  tx: Tx,
  actor: Actor,
  roleId: string,
  now: Date,
): Promise<contract.ListedRole> {
  const before = await getListedRole(tx, roleId);
  if (!(await store.dropSignInRule(tx, roleId))) throw notFound('sign-in rule');
  const after = await getListedRole(tx, roleId);
  await audit(tx, actor, {
    action: 'access.sign_in_rule_dropped',
    entity: 'access.role',
    entityId: roleId,
    before: before.signIn,
    after: after.signIn,
    at: now,
  });
  return after;
}

/** Whether everybody needs a second factor; open sessions follow at their next call. */
export async function saveFactorRule(
  tx: Tx,
  actor: Actor,
  rule: RouteRequest<typeof contract.saveFactorRule>['body'],
  now: Date,
) {
  const before = await store.isFactorForAll(tx);
  if (!(await store.requireFactorOfAll(tx, rule.secondFactorForAll)))
    throw new Problem(403, 'http.forbidden', {
      detail: 'What holds for everybody is decided at the top office.',
    });
  await audit(tx, actor, {
    action: 'access.factor_rule_saved',
    entity: 'access.agency',
    entityId: 'agency',
    before: { secondFactorForAll: before },
    after: rule,
    at: now,
  });
  return rule;
}

/** Programs have a record of their own, on a screen of its own. */
const recordOf = (kind: string | undefined): string =>
  kind === 'service' ? 'identity.service_account' : 'identity.account';

export async function createGrant(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createGrant>['body'],
  now: Date,
): Promise<store.GrantRow> {
  if (input.accountId === actor.accountId) {
    throw conflict('access.grant_to_self', 'Nobody grants themselves a role; another administrator has to.');
  }
  const account = await store.findAccountState(tx, input.accountId);
  if (!account) throw invalid('body.accountId', 'access.account_unknown', 'There is no such account.');
  if (account.kind === 'service' && !(await store.holdsRole(tx, input))) {
    throw invalid(
      'body.roleId',
      'access.more_than_held',
      'A service account gets only what you hold there yourself.',
    );
  }
  if (input.operationId) {
    const operation = await store.findOperation(tx, input.operationId);
    const office = operation && (await store.findOffice(tx, operation.officeId));
    if (!office?.path.includes(input.officeId)) {
      throw invalid(
        'body.operationId',
        'access.operation_elsewhere',
        'The operation does not belong to this office or one below it.',
      );
    }
  }
  const id = await store.insertGrant(tx, { ...input, grantedBy: actor.accountId });
  await audit(tx, actor, {
    action: 'access.granted',
    entity: recordOf(account.kind),
    entityId: input.accountId,
    officeId: input.officeId,
    ...(input.operationId ? { operationId: input.operationId } : {}),
    after: { grantId: id, roleId: input.roleId, startsOn: input.startsOn ?? null, endsOn: input.endsOn },
    ...(input.reason ? { reason: input.reason } : {}),
    at: now,
  });
  return (await store.findGrant(tx, id))!;
}

export async function revokeGrant(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  now: Date,
): Promise<store.GrantRow> {
  const grant = await store.findGrant(tx, id);
  if (!grant) throw notFound('grant');
  if (!(await store.revokeGrant(tx, id, actor.accountId, now))) {
    throw conflict('access.grant_ended', 'This grant has ended already.');
  }
  const account = await store.findAccountState(tx, grant.account_id);
  await audit(tx, actor, {
    action: 'access.grant_revoked',
    entity: recordOf(account?.kind),
    entityId: grant.account_id,
    officeId: grant.office_id,
    before: { grantId: id, roleId: grant.role_id },
    ...(reason ? { reason } : {}),
    at: now,
  });
  return (await store.findGrant(tx, id))!;
}
