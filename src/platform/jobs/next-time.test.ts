import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTime } from './next-time.ts';

const MINUTE = 60_000;
const field = (least: number, most: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: least, max: most }).map(String),
    fc.integer({ min: 2, max: 9 }).map((n) => `*/${n}`),
  );

/** The fields read anew, without the library: a day matches by either of its two fields where both are given. */
function matches(cron: string, at: Date): boolean {
  const [min, hour, date, month, dow] = cron.split(' ') as [string, string, string, string, string];
  const one = (text: string, value: number, least: number) =>
    text === '*' ||
    (text.startsWith('*/') ? (value - least) % Number(text.slice(2)) === 0 : Number(text) === value);
  const byDate = one(date, at.getUTCDate(), 1);
  const byWeekday = one(dow, at.getUTCDay(), 0);
  const day = date !== '*' && dow !== '*' ? byDate || byWeekday : byDate && byWeekday;
  return (
    one(min, at.getUTCMinutes(), 0) &&
    one(hour, at.getUTCHours(), 0) &&
    one(month, at.getUTCMonth() + 1, 1) &&
    day
  );
}

test('the next time is the first minute that matches', () => {
  fc.assert(
    fc.property(
      fc.tuple(field(0, 59), field(0, 23), fc.constant('*'), fc.constant('*'), field(0, 6)),
      fc.date({
        min: new Date('2026-01-01T00:00:00Z'),
        max: new Date('2030-01-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      (fields, after) => {
        const cron = fields.join(' ');
        const found = nextTime(cron, after)!;
        expect(found.getTime()).toBeGreaterThan(after.getTime());
        expect(found.getTime() % MINUTE).toBe(0);
        expect(matches(cron, found)).toBe(true);
        for (let at = (Math.floor(after.getTime() / MINUTE) + 1) * MINUTE; at < found.getTime(); at += MINUTE)
          if (matches(cron, new Date(at))) throw new Error(`${new Date(at).toISOString()} was passed over`);
      },
    ),
    { numRuns: 60 },
  );
});

test('a day that a year lacks has no time', () => {
  expect(nextTime('0 0 30 2 *', new Date('2026-01-01T00:00:00Z'))).toBeNull();
  expect(nextTime('0 2 * * *', new Date('2026-11-22T02:00:00Z'))).toEqual(new Date('2026-11-23T02:00:00Z'));
});
