import { audit } from '#platform/audit/audit.ts';
import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import { type Alarm, alarmsNow, nextAlarm, type Timed } from '../domain/due.ts';
import { type AlarmRow, noteAlarms, takeAlarm } from '../store/alarm.ts';
import { queueMembers, whoSees } from '../store/people.ts';
import { entry } from './task.ts';
import { type TaskNotice, tell } from './tell.ts';
import { givenColumn, timedOf } from './timing.ts';
import { codeOf, recordOf } from './view.ts';

const kinds = {
  before: 'tasks.task_due_soon',
  due: 'tasks.task_due',
  escalation: 'tasks.task_overdue',
} as const satisfies Record<Alarm, TaskNotice>;

/** Owner or, where nobody has it, the people of its queue. */
async function doers(tx: Tx, row: AlarmRow): Promise<string[]> {
  if (row.owner_id) return [row.owner_id];
  if (!row.role_id) return [];
  return queueMembers(tx, { roleId: row.role_id, officeId: row.office_id, operationId: row.operation_id });
}

/** Those named in the task who see its record; from now on they see the task too. */
async function superiors(tx: Tx, row: AlarmRow): Promise<string[]> {
  const named = row.escalate_to
    ? [row.escalate_to]
    : await queueMembers(tx, {
        roleId: row.escalate_role!,
        officeId: row.office_id,
        operationId: row.operation_id,
      });
  const record =
    recordOf(row) ?? (row.operation_id && { entity: 'access.operation', entityId: row.operation_id });
  return record ? whoSees(tx, named, record) : [];
}

/**
 * Gives the alarms of the task that waits longest, in one transaction with the mark that they were given: a process that
 * dies has told nobody, and two never tell twice.
 * @returns false when none waits
 */
async function giveNext(tx: Tx, actor: Actor, now: Date): Promise<boolean> {
  const row = await takeAlarm(tx, now);
  if (!row) return false;
  const timed = timedOf(row);
  const due = alarmsNow(timed, now);
  const above = due.includes('escalation') ? await superiors(tx, row) : [];
  const given: Timed['given'] = { ...timed.given, ...Object.fromEntries(due.map((alarm) => [alarm, true])) };
  await noteAlarms(
    tx,
    row.id,
    due.map((alarm) => givenColumn[alarm]),
    { now, next: nextAlarm({ ...timed, given }, now), watchers: [...new Set([...row.watchers, ...above])] },
  );
  for (const alarm of due)
    await tell(tx, kinds[alarm], row, alarm === 'escalation' ? above : await doers(tx, row), now);
  if (due.includes('escalation'))
    await audit(tx, actor, {
      ...entry(row, now),
      action: 'tasks.task_escalated',
      after: { code: codeOf(row), escalateTo: row.escalate_to ?? row.escalate_role, told: above.length },
    });
  return true;
}

/**
 * Gives every alarm whose time has come.
 * @returns how many tasks were looked at
 */
export async function giveAlarms(db: Db, actor: Actor, now: Date, signal?: AbortSignal): Promise<number> {
  for (let tasks = 0; ; tasks++) {
    signal?.throwIfAborted();
    if (!(await db.withActor(actor, (tx) => giveNext(tx, actor, now), { retries: 3 }))) return tasks;
  }
}
