import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt, isZone, toInstant, toLocal } from './zone.ts';

const zones = [
  'UTC',
  'Africa/Khartoum',
  'Africa/Casablanca',
  'Europe/Zurich',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const MINUTE = 60_000;
const aZone = fc.constantFrom(...zones);
const anInstant = fc
  .integer({
    min: Date.UTC(2009, 0, 1) / MINUTE,
    max: Date.UTC(2040, 0, 1) / MINUTE,
  })
  .map((minutes) => new Date(minutes * MINUTE));

/** What the wall clocks of a zone show, by another way than the code under test. */
const clock = (at: number, zone: string): string =>
  new Date(at).toLocaleString('sv', { timeZone: zone }).slice(0, 16).replace(' ', 'T');

/** Walks quarter of an hour by quarter of an hour: every offset of the world is a multiple of it. */
function* instantsShowing(local: string, zone: string) {
  const wall = Date.parse(`${local}Z`);
  for (let at = wall - 15 * 3_600_000; at <= wall + 15 * 3_600_000; at += 15 * MINUTE)
    if (clock(at, zone) === local) yield at;
}

describe('a local time', () => {
  test('is the first instant at which the clocks of the zone show it', () => {
    fc.assert(
      fc.property(aZone, anInstant, (zone, at) => {
        const local = clock(at.getTime(), zone);
        const [first] = instantsShowing(local, zone);
        expect(toInstant(local, zone).getTime()).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['2026-03-29T02:30', 'Europe/Zurich', '2026-03-29T01:30:00.000Z', 'left out in spring'],
    ['2026-10-25T02:30', 'Europe/Zurich', '2026-10-25T00:30:00.000Z', 'passed twice in autumn'],
    ['2026-10-04T02:10', 'Australia/Lord_Howe', '2026-10-03T15:40:00.000Z', 'a gap of half an hour'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z', 'a day that never was'],
  ])('%s in %s is %s: %s', (local, zone, instant) => {
    expect(toInstant(local, zone).toISOString()).toBe(instant);
  });

  test('is said as the clocks of the zone show it', () => {
    fc.assert(
      fc.property(aZone, anInstant, (zone, at) => {
        expect(toLocal(at, zone)).toBe(clock(at.getTime(), zone));
      }),
    );
  });
});

test('a clock shows the day, its weekday and the minutes since midnight', () => {
  fc.assert(
    fc.property(aZone, anInstant, (zone, at) => {
      const { day, weekday, minutes } = clockAt(at, zone);
      const local = clock(at.getTime(), zone);
      expect(day).toBe(local.slice(0, 10));
      expect(minutes).toBe(Number(local.slice(11, 13)) * 60 + Number(local.slice(14)));
      const name = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(at);
      expect(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekday]).toBe(name);
    }),
  );
});

test('a zone has a name of the zone database', () => {
  for (const zone of zones) expect(isZone(zone)).toBe(true);
  for (const none of ['', '+03:00', 'Nowhere/At_All', '../etc', 'Europe/']) expect(isZone(none)).toBe(false);
});
