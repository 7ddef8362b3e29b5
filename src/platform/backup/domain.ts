import { clockAt } from '#platform/i18n/zone.ts';

/** When backups are made: at an hour of every day, or of one weekday, where the clocks of a zone stand. */
export interface Plan {
  /** 0 to 23. */
  hour: number;
  /** 0 Sunday to 6 Saturday; null for every day. */
  weekday: number | null;
  /** IANA name. */
  zone: string;
}

/** How many backups are kept: the newest, and the newest of each of the last days, weeks and months that have one. */
export interface Retention {
  last: number;
  daily: number;
  weekly: number;
  monthly: number;
}

export interface Made {
  id: string;
  at: Date;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Zones stand whole quarters of an hour apart. */
const STEP = 15 * MINUTE;

/** Whether the hour of the plan begins at this quarter; where a clock is put forward over it, when it has passed. */
function beginsAt(plan: Plan): (at: number) => boolean {
  const clock = (at: number) => clockAt(new Date(at), plan.zone);
  const hour = plan.hour * 60;
  return (at) => {
    const now = clock(at);
    if (now.minutes < hour || (plan.weekday !== null && now.weekday !== plan.weekday)) return false;
    const before = clock(at - STEP);
    return before.minutes < hour || before.weekday !== now.weekday;
  };
}

const quarter = (at: Date): number => Math.floor(at.getTime() / STEP) * STEP;
/** A week, and a day for a clock that is put back. */
const LOOK = (8 * DAY) / STEP;

/** The last time at or before `now` at which a backup should have begun. */
export function slotBefore(plan: Plan, now: Date): Date | null {
  const begins = beginsAt(plan);
  for (let i = 0, at = quarter(now); i <= LOOK; i++, at -= STEP) if (begins(at)) return new Date(at);
  return null;
}

/** The first time after `now` at which a backup begins. */
export function slotAfter(plan: Plan, now: Date): Date | null {
  const begins = beginsAt(plan);
  for (let i = 0, at = quarter(now) + STEP; i <= LOOK; i++, at += STEP) if (begins(at)) return new Date(at);
  return null;
}

/** Whether the last good backup is older than twice the time between two. `since`: when backups were switched on. */
export function isOverdue(plan: Plan, lastGood: Date | null, since: Date, now: Date): boolean {
  const between = plan.weekday === null ? DAY : 7 * DAY;
  return now.getTime() - (lastGood ?? since).getTime() > 2 * between;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
/** Monday of the week. */
const weekOf = (at: Date): string => dayOf(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY));

/** Ids of the backups that stay; days, weeks (from Monday) and months in UTC. */
export function retained(made: readonly Made[], rule: Retention): Set<string> {
  const newestFirst = [...made].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  const kept = new Set(newestFirst.slice(0, rule.last).map(({ id }) => id));
  const periods: [(at: Date) => string, number][] = [
    [dayOf, rule.daily],
    [weekOf, rule.weekly],
    [monthOf, rule.monthly],
  ];
  for (const [periodOf, most] of periods) {
    const seen = new Set<string>();
    for (const { id, at } of newestFirst) {
      if (seen.has(periodOf(at))) continue;
      if (seen.size === most) break;
      seen.add(periodOf(at));
      kept.add(id);
    }
  }
  return kept;
}

/** Free bytes that a backup never takes: a twentieth of the disk, one gigabyte at most. */
const reserveOf = (diskBytes: number): number => Math.min(diskBytes / 20, 1024 ** 3);

/** Whether a disk has room for a backup of about `expected` bytes and keeps its reserve. */
export const hasRoom = (disk: { free: number; size: number }, expected: number): boolean =>
  disk.free - expected >= reserveOf(disk.size);
