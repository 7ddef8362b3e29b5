import {
  DAY_MS,
  type DateValue,
  dayOf,
  instant,
  instantOf,
  isDateValue,
  numberToDate,
  offsetText,
  parseDate,
  parseTime,
  wallClock,
} from '../dates.ts';
import type { XPathContext, XPathHost } from '../host.ts';
import { textToPlainNumber, toText, type XPathValue } from '../values.ts';
import { any, number, text } from './define.ts';
import type { Library } from './spec.ts';

const INVALID: DateValue = { type: 'date', ms: Number.NaN, hasTime: false };

/** What `date()` makes of a value: text, number of days, or a date already; '' stays ''. */
function toDate(host: XPathHost, value: XPathValue): DateValue | '' {
  if (isDateValue(value)) return value;
  if (typeof value === 'boolean') return INVALID;
  if (typeof value === 'number') return Number.isFinite(value) ? numberToDate(value) : INVALID;
  const source = toText(host, value).trim();
  if (source === '') return '';
  const plain = textToPlainNumber(source);
  if (!Number.isNaN(plain)) return numberToDate(plain);
  return parseDate(source, host.zone) ?? INVALID;
}

/** `date-time()` of a civil day is its local midnight. */
function toDateTime(host: XPathHost, value: XPathValue): DateValue | '' {
  const date = toDate(host, value);
  return date === '' || date.hasTime || Number.isNaN(date.ms) ? date : instant(instantOf(date, host.zone));
}

function decimalDateTime(host: XPathHost, value: XPathValue): number {
  if (typeof value === 'number') return value;
  const date = toDate(host, value);
  return date === '' ? Number.NaN : instantOf(date, host.zone) / DAY_MS;
}

function decimalTime(host: XPathHost, value: XPathValue): number {
  const now = host.now().getTime();
  const source = toText(host, value);
  const ms = parseTime(source, host.zone, now);
  if (ms !== undefined) return ms / DAY_MS;
  const date = isDateValue(value) ? value : parseDate(source, host.zone);
  if (date === undefined || Number.isNaN(date.ms)) return Number.NaN;
  const clock = wallClock(date, host.zone).getTime();
  return (((clock % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS;
}

const two = (value: number): string => String(value).padStart(2, '0');

function named(clock: Date, locale: string | undefined, part: Intl.DateTimeFormatOptions): string {
  return clock.toLocaleDateString(locale ?? 'en', { ...part, timeZone: 'UTC' });
}

type Field = (clock: Date, locale: string | undefined, offset: number) => string;

const FIELDS: Readonly<Record<string, Field>> = {
  Y: (clock) => String(clock.getUTCFullYear()).padStart(4, '0'),
  y: (clock) => two(clock.getUTCFullYear() % 100),
  m: (clock) => two(clock.getUTCMonth() + 1),
  n: (clock) => String(clock.getUTCMonth() + 1),
  b: (clock, locale) => named(clock, locale, { month: 'short' }),
  B: (clock, locale) => named(clock, locale, { month: 'long' }),
  d: (clock) => two(clock.getUTCDate()),
  e: (clock) => String(clock.getUTCDate()),
  a: (clock, locale) => named(clock, locale, { weekday: 'short' }),
  A: (clock, locale) => named(clock, locale, { weekday: 'long' }),
  w: (clock) => String(clock.getUTCDay()),
  W: (clock) => String(isoWeek(clock)),
  H: (clock) => two(clock.getUTCHours()),
  h: (clock) => String(clock.getUTCHours()),
  M: (clock) => two(clock.getUTCMinutes()),
  S: (clock) => two(clock.getUTCSeconds()),
  3: (clock) => String(clock.getUTCMilliseconds()).padStart(3, '0'),
  Z: (_clock, _locale, offset) => offsetText(offset),
  '%': () => '%',
};

function isoWeek(clock: Date): number {
  const day = new Date(Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const yearStart = Date.UTC(day.getUTCFullYear(), 0, 1);
  return Math.ceil(((day.getTime() - yearStart) / DAY_MS + 1) / 7);
}

/** An escape that the ODK specification does not name is left as it stands. */
function formatDate(host: XPathHost, value: XPathValue, format: string): string {
  const date = toDate(host, value);
  if (date === '' || !Number.isFinite(date.ms)) return '';
  const clock = wallClock(date, host.zone);
  const offset = host.zone(instantOf(date, host.zone));
  return format.replace(/%(.)/gs, (whole, letter: string) => {
    const field = Object.hasOwn(FIELDS, letter) ? FIELDS[letter] : undefined;
    return field === undefined ? whole : field(clock, host.locale(), offset);
  });
}

const formatted = text([1, 2], (value, format) => (c: XPathContext) => {
  return formatDate(c.host, value?.evaluate(c) ?? '', format?.text(c) ?? '%Y-%m-%d');
});

export const DATE_FUNCTIONS: Library = new Map([
  ['today', any(0, () => (c) => dayOf(c.host.now().getTime(), c.host.zone))],
  ['now', any(0, () => (c) => instant(c.host.now().getTime()))],
  ['date', any(1, (value) => (c) => toDate(c.host, value?.evaluate(c) ?? ''))],
  ['date-time', any(1, (value) => (c) => toDateTime(c.host, value?.evaluate(c) ?? ''))],
  ['decimal-date-time', number(1, (value) => (c) => decimalDateTime(c.host, value?.evaluate(c) ?? ''))],
  ['decimal-time', number(1, (value) => (c) => decimalTime(c.host, value?.evaluate(c) ?? ''))],
  ['format-date', formatted],
  ['format-date-time', formatted],
]);
