import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRoom, isOverdue, type Made, type Plan, retained, slotAfter, slotBefore } from './domain.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const instant = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2029-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const made = fc
  .array(instant, { maxLength: 60 })
  .map((times) => times.map((at, n): Made => ({ id: String(n).padStart(3, '0'), at })));
const few = fc.nat({ max: 8 });
const rule = fc.record({ last: fc.integer({ min: 1, max: 8 }), daily: few, weekly: few, monthly: few });

const monday = (at: Date) => Math.floor((at.getTime() / DAY + 3) / 7);
const newest = (all: readonly Made[]) =>
  all.reduce((a, b) => (b.at > a.at || (+b.at === +a.at && b.id > a.id) ? b : a));

/** By its words: group by period, take the newest groups, of each the newest. */
function oracle(
  all: readonly Made[],
  keep: { last: number; daily: number; weekly: number; monthly: number },
) {
  const kept = new Set<string>();
  let rest = [...all];
  for (let n = 0; n < keep.last && rest.length > 0; n++) {
    const one = newest(rest);
    kept.add(one.id);
    rest = rest.filter((other) => other !== one);
  }
  const by = (key: (at: Date) => number, most: number) => {
    const groups = new Map<number, Made[]>();
    for (const one of all) groups.set(key(one.at), [...(groups.get(key(one.at)) ?? []), one]);
    for (const period of [...groups.keys()].sort((a, b) => b - a).slice(0, most))
      kept.add(newest(groups.get(period)!).id);
  };
  by((at) => Math.floor(at.getTime() / DAY), keep.daily);
  by(monday, keep.weekly);
  by((at) => at.getUTCFullYear() * 12 + at.getUTCMonth(), keep.monthly);
  return kept;
}

test('what is kept is what the rule says in words', () => {
  fc.assert(
    fc.property(made, rule, (all, keep) => {
      expect(retained(all, keep)).toEqual(oracle(all, keep));
    }),
  );
});

test('the newest always stays, and keeping again removes nothing', () => {
  fc.assert(
    fc.property(made, rule, (all, keep) => {
      const kept = retained(all, keep);
      if (all.length > 0) expect(kept.has(newest(all).id)).toBe(true);
      const left = all.filter(({ id }) => kept.has(id));
      expect(retained(left, keep)).toEqual(kept);
    }),
  );
});

const plan = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  weekday: fc.option(fc.integer({ min: 0, max: 6 })),
  zone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'Africa/Nairobi', 'Europe/Paris', 'America/Bogota'),
});

test('there is one time a day or a week, and the next one follows the last', () => {
  fc.assert(
    fc.property(plan, instant, (given: Plan, now) => {
      const before = slotBefore(given, now)!;
      const after = slotAfter(given, now)!;
      expect(before <= now && now < after).toBe(true);
      const between = (after.getTime() - before.getTime()) / (given.weekday === null ? DAY : 7 * DAY);
      // A day on which clocks are moved is an hour shorter or longer.
      expect(Math.abs(between - 1)).toBeLessThanOrEqual(1 / 24 + 1e-9);
      expect(slotBefore(given, new Date(after.getTime() - 1))).toEqual(before);
      expect(slotBefore(given, after)).toEqual(after);
    }),
    { numRuns: 60 },
  );
});

test('the hour is that of the zone, and is not lost when clocks are put forward over it', () => {
  const paris: Plan = { hour: 2, weekday: null, zone: 'Europe/Paris' };
  expect(slotBefore(paris, new Date('2026-01-10T12:00:00Z'))).toEqual(new Date('2026-01-10T01:00:00Z'));
  expect(slotBefore(paris, new Date('2026-03-29T12:00:00Z'))).toEqual(new Date('2026-03-29T01:00:00Z'));
  expect(slotBefore({ ...paris, weekday: 0 }, new Date('2026-11-21T12:00:00Z'))).toEqual(
    new Date('2026-11-15T01:00:00Z'),
  );
});

test('a warning comes after twice the time between two, also when there never was one', () => {
  const daily: Plan = { hour: 2, weekday: null, zone: 'UTC' };
  const now = new Date('2026-11-22T12:00:00Z');
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR);
  expect(isOverdue(daily, ago(47), ago(1000), now)).toBe(false);
  expect(isOverdue(daily, ago(49), ago(1000), now)).toBe(true);
  expect(isOverdue(daily, null, ago(10), now)).toBe(false);
  expect(isOverdue(daily, null, ago(49), now)).toBe(true);
  expect(isOverdue({ ...daily, weekday: 1 }, ago(13 * 24), ago(1000), now)).toBe(false);
});

test('a backup never takes the last of a disk', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.nat(1e12), fc.nat(1e12), (free, used, expected) => {
      const size = free + used;
      if (hasRoom({ free, size }, expected))
        expect(free - expected).toBeGreaterThanOrEqual(Math.min(size / 20, 2 ** 30));
      else expect(free - expected).toBeLessThan(size / 20);
    }),
  );
});
