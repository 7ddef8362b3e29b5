import type { Actor, Tx } from '#platform/db/tx.ts';
import type { RecordKind } from '#platform/http/module.ts';
import { recordKey, referencesOf } from '#platform/http/records.ts';
import type { Task } from '../contract/shapes.ts';
import { isOpen } from '../domain/task-machine.ts';
import type { TaskRow } from '../store/task.ts';

export const codeOf = (row: { number: number }): string => `TSK-${row.number}`;

const personOf = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '–' });

export const recordOf = (row: Pick<TaskRow, 'entity' | 'entity_id'>) =>
  row.entity !== null && row.entity_id !== null ? { entity: row.entity, entityId: row.entity_id } : null;

/** Owner, maker, and whoever looks after the tasks of the place. */
export const mayWork = (row: TaskRow, actor: Actor): boolean =>
  row.owner_id === actor.accountId || row.created_by === actor.accountId || row.manages;

const escalationOf = (row: TaskRow): Task['escalation'] =>
  row.escalate_hours === null
    ? null
    : {
        hours: row.escalate_hours,
        to: row.escalate_to,
        toName: row.escalate_to_name,
        roleId: row.escalate_role,
      };

function toTask(row: TaskRow, actor: Actor, references: ReadonlyMap<string, string>): Task {
  const record = recordOf(row);
  return {
    id: row.id,
    code: codeOf(row),
    title: row.title,
    note: row.note,
    record: record && { ...record, reference: references.get(recordKey(record)) ?? null },
    officeId: row.office_id,
    operationId: row.operation_id,
    owner: personOf(row.owner_id, row.owner_name),
    roleId: row.role_id,
    priority: row.priority,
    state: row.state,
    dueAt: row.due_at?.toISOString() ?? null,
    zone: row.zone,
    remindBefore: row.remind_before,
    escalation: escalationOf(row),
    escalatedAt: row.escalated_at?.toISOString() ?? null,
    createdBy: personOf(row.created_by, row.created_by_name),
    createdAt: row.created_at.toISOString(),
    closedBy: personOf(row.closed_by, row.closed_by_name),
    closedAt: row.closed_at?.toISOString() ?? null,
    revision: row.revision,
    may: {
      work: mayWork(row, actor),
      take: row.in_queue && row.owner_id === null && isOpen(row.state),
    },
    watching: actor.accountId !== null && row.watchers.includes(actor.accountId),
  };
}

/** Rows as the caller sees them, with the references of their records. */
export async function toTasks(
  tx: Tx,
  actor: Actor,
  kinds: readonly RecordKind[],
  rows: readonly TaskRow[],
): Promise<Task[]> {
  const records = rows.map(recordOf).filter((record) => record !== null);
  const references = await referencesOf(tx, kinds, records);
  return rows.map((row) => toTask(row, actor, references));
}
