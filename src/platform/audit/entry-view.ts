import type { AuditEntry } from './contract.ts';
import type { EntryBody } from './domain/entry.ts';
import type { EntryRow } from './store/entry.ts';

/** Row to wire; other slices use it for the timelines of their records. */
export function toAuditEntry(row: EntryRow): AuditEntry {
  const body = JSON.parse(row.body) as EntryBody;
  return {
    id: row.id,
    seq: row.seq,
    at: body.at,
    actorId: body.actor,
    actorName: row.actor_name,
    actorKind: body.actorKind,
    roles: [...body.roles],
    action: body.action,
    entity: body.entity,
    entityId: body.entityId,
    officeId: body.office,
    operationId: body.operation,
    before: body.before,
    after: body.after,
    reason: body.reason,
    requestId: body.request,
    hash: row.hash.toString('hex'),
  };
}
