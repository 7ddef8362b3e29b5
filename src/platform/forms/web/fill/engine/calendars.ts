/** Calendars in which a date may be asked for; kept is always the Gregorian day. Names are those of Intl. */
export type Calendar = 'gregory' | 'ethiopic' | 'coptic' | 'islamic-civil' | 'persian' | 'buddhist';

/** A day as its calendar counts it, as typed: any part may still be empty. */
export interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const BY_APPEARANCE: Readonly<Record<string, Calendar>> = {
  ethiopian: 'ethiopic',
  coptic: 'coptic',
  islamic: 'islamic-civil',
  persian: 'persian',
  buddhist: 'buddhist',
};

export const calendarOf = (appearance: readonly string[]): Calendar =>
  appearance.map((name) => BY_APPEARANCE[name]).find(Boolean) ?? 'gregory';

export const monthsIn = (calendar: Calendar): number =>
  calendar === 'ethiopic' || calendar === 'coptic' ? 13 : 12;

const DAY = 86_400_000;
const formats = new Map<Calendar, Intl.DateTimeFormat>();

/** Year, month and day of a Gregorian day (as a count of days since 1970) in a calendar. */
function countedParts(calendar: Calendar, days: number): [number, number, number] {
  let format = formats.get(calendar);
  if (!format) {
    format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    formats.set(calendar, format);
  }
  const parts = new Map(format.formatToParts(days * DAY).map(({ type, value }) => [type as string, value]));
  return [Number(parts.get('year')), Number(parts.get('month')), Number(parts.get('day'))];
}

/** Days since 1970 of the years 1000 and 3000: nobody is asked for a day beyond. */
const [FIRST, LAST] = [Date.UTC(1000, 0, 1) / DAY, Date.UTC(2999, 11, 31) / DAY];

const compare = (a: readonly number[], b: readonly number[]): number =>
  a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;

/** Days go on in the order of year, month and day in every calendar, so the day is found by halving. */
function dayOf(calendar: Calendar, wanted: readonly number[]): number | undefined {
  let [low, high] = [FIRST, LAST];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const order = compare(countedParts(calendar, middle), wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The parts of a kept date; empty for none. */
export function partsOf(stored: string, calendar: Calendar): DateParts {
  const written = /^\d{4}-\d\d-\d\d/.exec(stored)?.[0];
  const time = written ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) return { year: '', month: '', day: '' };
  const [year, month, day] = countedParts(calendar, Math.round(time / DAY));
  return { year: String(year), month: String(month), day: String(day) };
}

/** The Gregorian day of whole parts, as ODK keeps it; empty while one is missing or there is no such day. */
export function storedFromParts({ year, month, day }: DateParts, calendar: Calendar): string {
  const wanted = [year, month, day].map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  if (wanted.some(Number.isNaN) || !/^\d{4}$/.test(year)) return '';
  const found = dayOf(calendar, wanted);
  return found === undefined ? '' : new Date(found * DAY).toISOString().slice(0, 10);
}

/** Months of a calendar by their names in a language (a BCP 47 tag). */
export function monthNames(tag: string, calendar: Calendar): string[] {
  const [base, rest] = tag.split('-u-');
  const format = new Intl.DateTimeFormat(`${base}-u-ca-${calendar}${rest ? `-${rest}` : ''}`, {
    month: 'long',
    timeZone: 'UTC',
  });
  const [year] = countedParts(calendar, Date.UTC(2024, 5, 1) / DAY);
  return Array.from({ length: monthsIn(calendar) }, (_, index) =>
    format.format((dayOf(calendar, [year, index + 1, 1]) ?? 0) * DAY),
  );
}
