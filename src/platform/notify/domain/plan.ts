import { clockAt } from '#platform/i18n/zone.ts';
import { type Settled, type Urgency, wayOf } from './preference.ts';
import { isQuiet, minutesOf, quietEnd } from './quiet.ts';

export type Channel = 'email' | 'push';

export interface Planned {
  channel: Channel;
  dueAt: Date;
}

/** By which channels a notice leaves, and when: at once, or when quiet hours end unless it is pressing. */
export function plan(
  notice: { kind: string; urgency: Urgency; security: boolean },
  settled: Settled,
  open: Readonly<Record<Channel, boolean>>,
  now: Date,
): Planned[] {
  const way = wayOf(notice, settled);
  const dueAt = notice.urgency === 'now' ? now : quietEnd(settled.quiet, settled.zone, now);
  const planned: Planned[] = [];
  if (open.email && way.email === 'each') planned.push({ channel: 'email', dueAt });
  if (open.push && way.push) planned.push({ channel: 'push', dueAt });
  return planned;
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - 24 * 60 * 60_000).toISOString().slice(0, 10);

/**
 * The local day whose digest is to be sent now; undefined when there is none. Reckoned by the wall clock, so that a day on
 * which the clocks change has one digest as any other; in quiet hours it waits for their end.
 * @param lastDay the local day of the last one
 */
export function digestDue(settled: Settled, lastDay: string | null, now: Date): string | undefined {
  if (isQuiet(settled.quiet, settled.zone, now)) return undefined;
  const { day, minutes } = clockAt(now, settled.zone);
  const latest = minutes >= minutesOf(settled.digestAt) ? day : dayBefore(day);
  return lastDay !== null && latest <= lastDay ? undefined : latest;
}

/** Pauses between tries, in minutes: short for a server that asks to come again, long for one that is down. */
const PAUSES = [1, 2, 5, 10, 20, 40, 60, 120];
/** RFC 5321, 4.5.4.1: giving up takes at least four to five days; a notice is stale after two, and stands in the inbox. */
const GIVE_UP_MS = 48 * 60 * 60_000;

/** When to try again after so many tries; undefined when it is over. */
export function nextTry(tries: number, firstAt: Date, now: Date): Date | undefined {
  if (now.getTime() - firstAt.getTime() >= GIVE_UP_MS) return undefined;
  const minutes = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? 1;
  return new Date(now.getTime() + minutes * 60_000);
}
