import { decodeCursor, encodeCursor, type Route } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from './contract.ts';
import { purposeRoutes } from './routes/purpose.ts';
import { recordRoutes } from './routes/record.ts';
import { explainAccess } from './service/explain.ts';
import * as service from './service.ts';
import * as store from './store.ts';

const toGrant = (row: store.GrantRow): contract.Grant => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name ?? '',
  roleId: row.role_id,
  officeId: row.office_id,
  operationId: row.operation_id,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  reason: row.reason,
  grantedAt: row.granted_at.toISOString(),
  grantedByName: row.granted_by_name,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  inForce: row.in_force,
});

/** What the slice needs to know of all others. */
export interface Others {
  /** Every permission that the slices of this installation declare. */
  permissions: () => readonly string[];
  routes: () => readonly Route[];
}

export function accessRoutes({ permissions, routes }: Others): Binding[] {
  return [
    bind(contract.listOffices, async (c) => ({ items: await store.listOffices(c.tx) })),
    bind(contract.createOffice, (c) => service.createOffice(c.tx, c.actor, c.body, c.now)),
    bind(contract.updateOffice, (c) => service.updateOffice(c.tx, c.actor, c.params.officeId, c.body, c.now)),
    bind(contract.listOperations, async (c) => ({ items: await store.listOperations(c.tx) })),
    bind(contract.createOperation, (c) => service.createOperation(c.tx, c.actor, c.body, c.now)),
    bind(contract.updateOperation, (c) =>
      service.updateOperation(c.tx, c.actor, c.params.operationId, c.body, c.now),
    ),
    bind(contract.listRoles, async (c) => ({
      items: await store.listRoles(c.tx),
      permissions: [...permissions()].sort(),
      secondFactorForAll: await store.isFactorForAll(c.tx),
    })),
    bind(contract.saveFactorRule, (c) => service.saveFactorRule(c.tx, c.actor, c.body, c.now)),
    bind(contract.saveRole, (c) =>
      service.saveRole(
        c.tx,
        c.actor,
        { ...c.body, id: c.params.roleId, known: new Set(permissions()) },
        c.now,
      ),
    ),
    bind(contract.saveSignInRule, (c) =>
      service.saveSignInRule(c.tx, c.actor, c.params.roleId, c.body, c.now),
    ),
    bind(contract.dropSignInRule, (c) => service.dropSignInRule(c.tx, c.actor, c.params.roleId, c.now)),
    bind(contract.listGrants, async (c) => {
      const { limit, cursor, ...filter } = c.querystring;
      const [grantedAt, id] = (cursor && decodeCursor(cursor, 2)) || [];
      const after = typeof grantedAt === 'string' && typeof id === 'string' ? { grantedAt, id } : undefined;
      const rows = await store.listGrants(c.tx, { ...filter, after, limit: limit + 1 });
      const items = rows.slice(0, limit).map(toGrant);
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > limit && last ? encodeCursor([last.grantedAt, last.id]) : null,
      };
    }),
    bind(contract.createGrant, async (c) => toGrant(await service.createGrant(c.tx, c.actor, c.body, c.now))),
    bind(contract.revokeGrant, async (c) =>
      toGrant(await service.revokeGrant(c.tx, c.actor, c.params.grantId, c.body.reason, c.now)),
    ),
    bind(contract.explainAccess, (c) => {
      const known = new Map(routes().map((route) => [route.id, route.config.permission]));
      return explainAccess(c.tx, c.actor, { ...c.querystring, routes: known }, c.now);
    }),
    ...recordRoutes(routes),
    ...purposeRoutes(),
  ];
}
