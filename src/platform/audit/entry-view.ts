import type { AuditEntry } from './contract.ts';
import { type EntryBody, idsOfChange } from './domain/entry.ts';
import type { EntryRow } from './store/entry.ts';

const bodyOf = (row: EntryRow) => JSON.parse(row.body) as EntryBody;

/** Identifiers that the changes of these entries name, each once. */
export const idsOf = (rows: readonly EntryRow[]): string[] => [
  ...new Set(rows.flatMap((row) => idsOfChange(bodyOf(row)))),
];

/** Row to wire; `people` are the names of the accounts that it may name. */
export function toAuditEntry(row: EntryRow, people: ReadonlyMap<string, string>): AuditEntry {
  const body = bodyOf(row);
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
    people: Object.fromEntries(
      idsOfChange(body).flatMap((id) => {
        const name = people.get(id);
        return name === undefined ? [] : [[id, name]];
      }),
    ),
    reason: body.reason,
    requestId: body.request,
    hash: row.hash.toString('hex'),
  };
}
