import { clockAt } from '#platform/i18n/zone.ts';

export const MINUTE_MS = 60_000;

/** Hours by the wall clock of the person, `HH:MM`; `until` is the first minute that is not quiet. May cross midnight. */
export interface QuietHours {
  from: string;
  until: string;
}

const DAY_MINUTES = 24 * 60;

/** `22:30` as minutes since midnight. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

function isQuietMinute({ from, until }: QuietHours, minute: number): boolean {
  const [start, end] = [minutesOf(from), minutesOf(until)];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}

export const isQuiet = (quiet: QuietHours | null, zone: string, at: Date): boolean =>
  quiet !== null && isQuietMinute(quiet, clockAt(at, zone).minutes);

/** The first whole minute from `at` on that is not quiet; `at` itself outside quiet hours. */
export function quietEnd(quiet: QuietHours | null, zone: string, at: Date): Date {
  if (!quiet || !isQuiet(quiet, zone, at)) return at;
  const start = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  const wait = (minutesOf(quiet.until) - clockAt(at, zone).minutes + DAY_MINUTES) % DAY_MINUTES;
  const end = new Date(start + wait * MINUTE_MS);
  // The plain reckoning holds unless the clocks are changed meanwhile; on those two days of the year it is looked up.
  if (clockAt(end, zone).minutes === minutesOf(quiet.until)) return end;
  let minute = start;
  while (isQuiet(quiet, zone, new Date(minute))) minute += MINUTE_MS;
  return new Date(minute);
}
