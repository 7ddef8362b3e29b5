import type { Reminder } from '../contract/shapes.ts';

/**
 * When things of a task happen: local times of a zone as instants, reminders and escalation. Weekends and holidays are
 * days like others.
 */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Whether the name is a zone of the IANA database, as `Africa/Khartoum`; offsets are none. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const DAY = 86_400_000;

/**
 * The instant of a local time, `2026-11-24T17:00`. A time that the clocks pass twice is the first of the two, one that they
 * leave out is read with the offset before the gap (RFC 5545, section 3.3.5).
 */
export function toInstant(local: string, zone: string): Date {
  const wall = Date.parse(`${local}Z`);
  // No zone changes its offset twice within two days; the candidates are the offsets before and after.
  const before = wall - offsetAt(wall - DAY, zone);
  const after = wall - offsetAt(wall + DAY, zone);
  const reads = (instant: number) => instant + offsetAt(instant, zone) === wall;
  const fitting = [before, after].filter(reads);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : before);
}

/** The local time of an instant, to the minute: `2026-11-24T17:00`. */
export const toLocal = (at: Date, zone: string): string =>
  new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString().slice(0, 16);

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
