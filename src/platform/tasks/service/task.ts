import type { RouteRequest } from '@sojourn/route-contract';
import { requireBearing } from '#platform/access/bearing.ts';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { conflict, invalid, notFound, Problem } from '#platform/http/problem.ts';
import type { RecordName } from '#platform/http/records.ts';
import type { Due, Escalation, Priority, Reminder } from '../contract/shapes.ts';
import type * as contract from '../contract/task.ts';
import { queueMembers, whoSees } from '../store/people.ts';
import * as store from '../store/task.ts';
import { tell } from './tell.ts';
import { freshAlarms, readDue } from './timing.ts';
import { codeOf, mayWork, recordOf } from './view.ts';

export interface TaskInput {
  title: string;
  note: string;
  record: RecordName | null;
  officeId: string | null;
  operationId: string | null;
  ownerId: string | null;
  roleId: string | null;
  priority: Priority;
  due: Due | null;
  remindBefore: Reminder | null;
  escalation: Escalation | null;
  key: string | null;
}

export async function getTask(tx: Tx, id: string): Promise<store.TaskRow> {
  const row = await store.findTask(tx, id);
  if (!row) throw notFound('task');
  return row;
}

/** The task, locked, for somebody who may do more than see it. */
export async function lockOwn(tx: Tx, actor: AuditActor, id: string): Promise<store.TaskRow> {
  const row = await store.lockTask(tx, id);
  if (!row) throw notFound('task');
  if (!mayWork(row, actor))
    throw new Problem(403, 'tasks.not_yours', {
      detail: 'Only its owner, its maker and those who look after tasks here may do this.',
    });
  return row;
}

export const entry = (row: Pick<store.TaskRow, 'id' | 'office_id' | 'operation_id'>, now: Date) => ({
  entity: 'tasks.task',
  entityId: row.id,
  officeId: row.office_id,
  operationId: row.operation_id,
  at: now,
});

/** What the log keeps: never what people wrote. */
const traced = (row: store.TaskRow) => ({
  code: codeOf(row),
  state: row.state,
  owner: row.owner_id,
  role: row.role_id,
  priority: row.priority,
  dueAt: row.due_at?.toISOString() ?? null,
  remindBefore: row.remind_before,
  escalateHours: row.escalate_hours,
  escalateTo: row.escalate_to ?? row.escalate_role,
});

const escalationColumns = (escalation: Escalation | null) => ({
  escalate_hours: escalation?.hours ?? null,
  escalate_to: escalation?.to ?? null,
  escalate_role: escalation?.roleId ?? null,
});

/** Whoever a task may be escalated to sees what it is about already; nobody gets into a record by being late. */
async function checkEscalation(
  tx: Tx,
  escalation: Escalation | null,
  at: { record: RecordName | null; operationId: string | null },
): Promise<void> {
  if (!escalation) return;
  if ((escalation.to === null) === (escalation.roleId === null))
    throw invalid('body.escalation.to', 'tasks.escalation_to_one', 'Name one person or one role.');
  const seen = at.record ?? (at.operationId && { entity: 'access.operation', entityId: at.operationId });
  if (!seen)
    throw invalid(
      'body.escalation',
      'tasks.escalation_needs_place',
      'A task of your own is escalated to nobody.',
    );
  if (escalation.to && (await whoSees(tx, [escalation.to], seen)).length === 0)
    throw invalid('body.escalation.to', 'tasks.owner_cannot_see', 'This person cannot see the record.');
}

/** Adds a task; undefined where one of its key is open. Whoever gets it is told. */
export async function addTask(
  tx: Tx,
  actor: AuditActor,
  input: TaskInput,
  now: Date,
): Promise<store.TaskRow | undefined> {
  const due = readDue(input.due);
  if (!input.key) await checkEscalation(tx, input.escalation, input);
  const columns = {
    title: input.title,
    note: input.note,
    entity: input.record?.entity ?? null,
    entity_id: input.record?.entityId ?? null,
    key: input.key,
    office_id: input.officeId,
    operation_id: input.operationId,
    owner_id: input.ownerId,
    role_id: input.roleId,
    priority: input.priority,
    remind_before: input.remindBefore,
    ...due,
    ...escalationColumns(input.escalation),
  };
  const id = await store.insertTask(tx, {
    ...columns,
    ...freshAlarms({ ...columns, state: 'open' }, now),
    created_by: actor.accountId,
    created_at: now,
  });
  if (!id) return undefined;
  const row = await getTask(tx, id);
  await audit(tx, actor, {
    ...entry(row, now),
    action: 'tasks.task_created',
    after: { ...traced(row), record: row.entity },
  });
  await tellNewOwner(tx, actor, row, now);
  return row;
}

/** Says to the owner, or to the people of the queue, that there is something for them. */
export async function tellNewOwner(tx: Tx, actor: AuditActor, row: store.TaskRow, now: Date): Promise<void> {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== actor.accountId);
  if (row.owner_id) {
    await tell(tx, 'tasks.task_assigned', row, others([row.owner_id]), now);
  } else if (row.role_id) {
    const queue = { roleId: row.role_id, officeId: row.office_id, operationId: row.operation_id };
    await tell(tx, 'tasks.task_queued', row, others(await queueMembers(tx, queue)), now);
  }
}

/** A task that somebody gives by hand. */
export async function giveTask(
  tx: Tx,
  actor: AuditActor,
  input: RouteRequest<typeof contract.createTask>['body'],
  now: Date,
): Promise<store.TaskRow> {
  if (input.record) await requireBearing(tx, input.record);
  const ownerId = input.ownerId ?? (input.roleId ? null : actor.accountId);
  if (!input.record && !input.operationId && ownerId !== actor.accountId)
    throw invalid('body.operationId', 'tasks.needs_place', 'Say in which operation, or on which record.');
  const row = await addTask(tx, actor, { ...input, ownerId, officeId: null, key: null }, now);
  return row!;
}

/** Changes what is written and when it is due; a new due time begins its alarms anew. */
export async function updateTask(
  tx: Tx,
  actor: AuditActor,
  id: string,
  input: RouteRequest<typeof contract.updateTask>['body'],
  now: Date,
): Promise<store.TaskRow> {
  const before = await lockOwn(tx, actor, id);
  if (before.revision !== input.revision)
    throw conflict('tasks.changed_meanwhile', 'Somebody changed this task meanwhile. Load it again.');
  const { title, note, priority, due, remindBefore, escalation } = input;
  if (escalation)
    await checkEscalation(tx, escalation, { record: recordOf(before), operationId: before.operation_id });
  const change: store.TaskChange = {
    ...(title === undefined ? {} : { title }),
    ...(note === undefined ? {} : { note }),
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : readDue(due)),
    ...(remindBefore === undefined ? {} : { remind_before: remindBefore }),
    ...(escalation === undefined ? {} : escalationColumns(escalation)),
  };
  const timing = due !== undefined || remindBefore !== undefined || escalation !== undefined;
  const next = { ...before, ...change } as store.TaskRow;
  await store.changeTask(tx, id, { ...change, ...(timing ? freshAlarms(next, now) : {}) }, now);
  const after = await getTask(tx, id);
  const rewritten = after.title !== before.title || after.note !== before.note;
  await audit(tx, actor, {
    ...entry(after, now),
    action: 'tasks.task_changed',
    before: traced(before),
    after: { ...traced(after), ...(rewritten ? { textChanged: true } : {}) },
  });
  return after;
}
