import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, calendarOf, monthNames, monthsIn, partsOf, storedFromParts } from './calendars.ts';

const calendars: Calendar[] = ['gregory', 'ethiopic', 'coptic', 'islamic-civil', 'persian', 'buddhist'];

describe('dates of other calendars', () => {
  it('has no day while a part is missing or where the calendar has none', () => {
    expect(storedFromParts({ year: '2026', month: '', day: '1' }, 'gregory')).toBe('');
    expect(storedFromParts({ year: '202', month: '3', day: '1' }, 'gregory')).toBe('');
    expect(storedFromParts({ year: '2026', month: '2', day: '29' }, 'gregory')).toBe('');
    expect(storedFromParts({ year: '2016', month: '13', day: '7' }, 'ethiopic')).toBe('');
    expect(partsOf('', 'persian')).toEqual({ year: '', month: '', day: '' });
  });

  // New year's days and others that are printed in any almanac.
  it.each([
    ['ethiopic', '2017', '1', '1', '2024-09-11'],
    ['coptic', '1741', '1', '1', '2024-09-11'],
    ['persian', '1403', '1', '1', '2024-03-20'],
    ['buddhist', '2567', '6', '15', '2024-06-15'],
    ['islamic-civil', '1445', '9', '1', '2024-03-11'],
    ['gregory', '2024', '2', '29', '2024-02-29'],
  ] as const)('%s %s-%s-%s is %s', (calendar, year, month, day, stored) => {
    expect(storedFromParts({ year, month, day }, calendar)).toBe(stored);
    expect(partsOf(stored, calendar)).toEqual({ year, month, day });
  });

  it('gives back every day that it took', () => {
    const days = fc.integer({
      min: Date.UTC(1850, 0, 1) / 86_400_000,
      max: Date.UTC(2150, 0, 1) / 86_400_000,
    });
    fc.assert(
      fc.property(days, fc.constantFrom(...calendars), (day, calendar) => {
        const stored = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(storedFromParts(partsOf(stored, calendar), calendar)).toBe(stored);
      }),
      { numRuns: 300 },
    );
  });

  it('names every month once, in each language', () => {
    for (const tag of ['en-GB', 'fr', 'es', 'ar-u-nu-latn']) {
      for (const calendar of calendars) {
        const names = monthNames(tag, calendar);
        expect(new Set(names).size).toBe(monthsIn(calendar));
      }
    }
    expect(calendarOf(['no-calendar', 'ethiopian'])).toBe('ethiopic');
    expect(calendarOf(['bikram-sambat'])).toBe('gregory');
  });
});
