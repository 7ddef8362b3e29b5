import { parseCronItems } from 'graphile-worker';

const MINUTE = 60_000;
/** Far enough for every schedule of a year. */
const LOOK_AHEAD = 366 * 24 * 60;

/**
 * The next minute after `after` in which a schedule runs; null when a year has none. Asks the library's own reading of
 * the five fields, so that what is shown is what happens.
 */
export function nextTime(cron: string, after: Date): Date | null {
  const [item] = parseCronItems([{ task: 'x', match: cron, identifier: 'x' }]);
  let at = (Math.floor(after.getTime() / MINUTE) + 1) * MINUTE;
  for (let i = 0; i < LOOK_AHEAD; i++, at += MINUTE) {
    const time = new Date(at);
    const matches = item!.match({
      min: time.getUTCMinutes(),
      hour: time.getUTCHours(),
      date: time.getUTCDate(),
      month: time.getUTCMonth() + 1,
      dow: time.getUTCDay(),
    });
    if (matches) return time;
  }
  return null;
}
