/** Clocks of the time zones of the IANA database, such as `Africa/Khartoum`. Pure: takes instants, knows no now. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
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

/** Whether the name is a zone of the IANA database; offsets such as `+03:00` are none. */
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

/** What the clocks of a zone show at an instant: the day, `2026-11-24`, its weekday (0 Sunday) and minutes since midnight. */
export function clockAt(at: Date, zone: string): { day: string; weekday: number; minutes: number } {
  const wall = new Date(at.getTime() + offsetAt(at.getTime(), zone));
  return {
    day: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay(),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}
