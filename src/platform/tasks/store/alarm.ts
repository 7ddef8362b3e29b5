import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { TaskRow } from './task.ts';

export type AlarmRow = Pick<
  TaskRow,
  | 'id'
  | 'number'
  | 'state'
  | 'entity'
  | 'entity_id'
  | 'office_id'
  | 'operation_id'
  | 'owner_id'
  | 'role_id'
  | 'watchers'
  | 'due_at'
  | 'zone'
  | 'remind_before'
  | 'escalate_hours'
  | 'escalate_to'
  | 'escalate_role'
  | 'reminded_at'
  | 'due_told_at'
  | 'escalated_at'
>;

/** Takes the task that waits longest for an alarm; another server that takes meanwhile passes over it. */
export const takeAlarm = async (tx: Tx, now: Date): Promise<AlarmRow | undefined> =>
  (
    await rawQuery<AlarmRow>(
      tx,
      `select t.id, t.number, t.state, t.entity, t.entity_id, t.office_id, t.operation_id, t.owner_id, t.role_id, t.watchers,
         t.due_at, t.zone, t.remind_before, t.escalate_hours, t.escalate_to, t.escalate_role, t.reminded_at, t.due_told_at,
         t.escalated_at
       from tasks.task t where t.next_alarm_at <= $1 order by t.next_alarm_at limit 1 for update of t skip locked`,
      [now],
      { name: 'tasks.take_alarm' },
    )
  )[0];

/** Marks alarms as given. No new revision: nobody changed what the task says. */
export const noteAlarms = (
  tx: Tx,
  id: string,
  given: readonly ('reminded_at' | 'due_told_at' | 'escalated_at')[],
  state: { now: Date; next: Date | null; watchers: readonly string[] },
) =>
  rawQuery(
    tx,
    `update tasks.task set ${given.map((column) => `${column} = $2, `).join('')}next_alarm_at = $3, watchers = $4
     where id = $1 and $2::timestamptz is not null`,
    [id, state.now, state.next, state.watchers],
  );
