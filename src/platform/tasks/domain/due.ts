import { toInstant, toLocal } from '#platform/i18n/zone.ts';
import type { Reminder } from '../contract/shapes.ts';

/**
 * When the alarms of a task are given: reminders, the due time, escalation. Weekends and holidays are days like others.
 */

const DAY = 86_400_000;

/** Hours and minutes are exact; days are those of the calendar, so that five o'clock stays five o'clock. */
export function reminderAt(due: Date, zone: string, before: Reminder): Date {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(before)!.map(Number);
  if (days) {
    const wall = Date.parse(`${toLocal(due, zone)}Z`) - days * DAY;
    return toInstant(new Date(wall).toISOString().slice(0, 16), zone);
  }
  return new Date(due.getTime() - (hours || 0) * 3_600_000 - (minutes || 0) * 60_000);
}

export const alarms = ['before', 'due', 'escalation'] as const;
export type Alarm = (typeof alarms)[number];

/** What the alarms of a task depend on. */
export interface Timed {
  isOpen: boolean;
  dueAt: Date | null;
  zone: string | null;
  remindBefore: Reminder | null;
  escalateHours: number | null;
  /** Which alarms were given. */
  given: Readonly<Record<Alarm, boolean>>;
}

/** When each alarm of a task is to be given, whether it was or not. */
export function alarmTimes(task: Timed): Partial<Record<Alarm, Date>> {
  const { dueAt, zone, remindBefore, escalateHours } = task;
  if (!dueAt || !zone) return {};
  return {
    ...(remindBefore ? { before: reminderAt(dueAt, zone, remindBefore) } : {}),
    due: dueAt,
    ...(escalateHours === null ? {} : { escalation: new Date(dueAt.getTime() + escalateHours * 3_600_000) }),
  };
}

/** Alarms that still wait, with their times. A reminder that comes too late is none: the due time speaks for itself. */
function waiting(task: Timed, now: Date): [Alarm, Date][] {
  if (!task.isOpen) return [];
  const times = Object.entries(alarmTimes(task)) as [Alarm, Date][];
  return times.filter(([alarm]) => !task.given[alarm] && !(alarm === 'before' && now >= task.dueAt!));
}

/** The alarms to give now, each once. */
export const alarmsNow = (task: Timed, now: Date): Alarm[] =>
  waiting(task, now)
    .filter(([, at]) => at <= now)
    .map(([alarm]) => alarm);

/** When to look at the task next; null when nothing is left to say. */
export function nextAlarm(task: Timed, now: Date): Date | null {
  const times = waiting(task, now).map(([, at]) => at.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/**
 * Which alarms count as given when a task gets its due time: those whose moment has already passed. Nobody is reminded of
 * what they have just written themselves.
 */
export function passedAlarms(task: Omit<Timed, 'given'>, now: Date): Record<Alarm, boolean> {
  const times = alarmTimes({ ...task, given: { before: false, due: false, escalation: false } });
  const passed = (alarm: Alarm) => times[alarm] !== undefined && times[alarm] <= now;
  return { before: passed('before'), due: passed('due'), escalation: passed('escalation') };
}
