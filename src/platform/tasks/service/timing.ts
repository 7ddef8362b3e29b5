import { invalid } from '#platform/http/problem.ts';
import { isZone, toInstant } from '#platform/i18n/zone.ts';
import type { Due, Reminder, TaskState } from '../contract/shapes.ts';
import { type Alarm, nextAlarm, passedAlarms, type Timed } from '../domain/due.ts';
import { isOpen } from '../domain/task-machine.ts';
import type { TaskChange } from '../store/task.ts';

/** The columns by which alarms are decided. */
export interface TimedRow {
  state: TaskState;
  due_at: Date | null;
  zone: string | null;
  remind_before: Reminder | null;
  escalate_hours: number | null;
  reminded_at: Date | null;
  due_told_at: Date | null;
  escalated_at: Date | null;
}

/** The column that says when an alarm was given. */
export const givenColumn = {
  before: 'reminded_at',
  due: 'due_told_at',
  escalation: 'escalated_at',
} as const satisfies Record<Alarm, keyof TimedRow>;

export const timedOf = (row: TimedRow): Timed => ({
  isOpen: isOpen(row.state),
  dueAt: row.due_at,
  zone: row.zone,
  remindBefore: row.remind_before,
  escalateHours: row.escalate_hours,
  given: {
    before: row.reminded_at !== null,
    due: row.due_told_at !== null,
    escalation: row.escalated_at !== null,
  },
});

/** An instant and its zone from what people chose. */
export function readDue(due: Due | null): { due_at: Date | null; zone: string | null } {
  if (!due) return { due_at: null, zone: null };
  if (!isZone(due.zone))
    throw invalid('body.due.zone', 'tasks.zone_unknown', 'Name a time zone such as Africa/Khartoum.');
  const day = new Date(`${due.local}Z`);
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 16) !== due.local)
    throw invalid('body.due.local', 'tasks.no_such_day', 'There is no such day.');
  return { due_at: toInstant(due.local, due.zone), zone: due.zone };
}

/** Alarms begin anew with a new due time; those whose moment has passed are not given. */
export function freshAlarms(
  row: Pick<TimedRow, 'state' | 'due_at' | 'zone' | 'remind_before' | 'escalate_hours'>,
  now: Date,
): TaskChange {
  const timed = timedOf({ ...row, reminded_at: null, due_told_at: null, escalated_at: null });
  const given = passedAlarms(timed, now);
  return {
    reminded_at: given.before ? now : null,
    due_told_at: given.due ? now : null,
    escalated_at: given.escalation ? now : null,
    next_alarm_at: nextAlarm({ ...timed, given }, now),
  };
}
