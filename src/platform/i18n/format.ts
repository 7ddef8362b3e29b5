import { type Language, localeTag } from './language.ts';

const cache = new Map<string, unknown>();

/** Intl objects cost far more to make than to use, so one is kept for each language and option set. */
function cached<T>(kind: string, language: Language, options: object, make: (tag: string) => T): T {
  const key = `${kind}|${language}|${JSON.stringify(options)}`;
  let found = cache.get(key) as T | undefined;
  if (!found) {
    found = make(localeTag(language));
    cache.set(key, found);
  }
  return found;
}

const number = (language: Language, options: Intl.NumberFormatOptions) =>
  cached('n', language, options, (tag) => new Intl.NumberFormat(tag, options));

const date = (language: Language, options: Intl.DateTimeFormatOptions) =>
  cached('d', language, options, (tag) => new Intl.DateTimeFormat(tag, options));

/** A number in the reader's writing; whole unless options say otherwise. */
export const formatNumber = (
  language: Language,
  value: number | bigint,
  options: Intl.NumberFormatOptions = {},
): string => number(language, options).format(value);

/** A ratio (0.125) as a percentage (12.5 %) with at most one decimal. */
export const formatPercent = (language: Language, ratio: number): string =>
  number(language, { style: 'percent', maximumFractionDigits: 1 }).format(ratio);

/** A difference with its sign: `+1,204`, `-3`, `0`. */
export const formatChange = (language: Language, value: number): string =>
  number(language, { signDisplay: 'exceptZero' }).format(value);

/** Size in bytes as a person reads it, in powers of 1000: `3.4 MB`. */
export function formatBytes(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return number(language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}

/** The month in letters: 03/04 is read in two ways, `3 Apr` in one. */
const day = { year: 'numeric', month: 'short', day: 'numeric' } as const;

/**
 * A calendar date. `YYYY`, `YYYY-MM` and `YYYY-MM-DD` are dates that people gave: they are shown with the
 * precision they have and never shifted by a time zone. Anything else is an instant, shown in the reader's zone.
 */
export function formatDate(language: Language, value: string | Date, zone?: string): string {
  const given = typeof value === 'string' ? /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) : null;
  if (!given) return date(language, { ...day, ...(zone ? { timeZone: zone } : {}) }).format(new Date(value));
  const [, year, month, dayOfMonth] = given;
  const instant = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(dayOfMonth ?? 1)));
  return date(language, {
    year: 'numeric',
    ...(month ? { month: 'short' } : {}),
    ...(dayOfMonth ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(instant);
}

/** An instant with date and time in the reader's zone, or in the zone given; the zone is named when it was given. */
export const formatDateTime = (language: Language, value: string | Date, zone?: string): string =>
  date(language, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    ...(zone ? { timeZone: zone, timeZoneName: 'short' } : {}),
  }).format(new Date(value));

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The time between two instants in words: `3 days ago`, `in 2 hours`. */
export function formatRelative(language: Language, value: string | Date, now: Date): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
  const words = cached('r', language, {}, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  const [unit, size] = spans.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return words.format(unit === 'second' ? 0 : Math.round(seconds / size), unit);
}

/** Items joined as the language joins them: `a, b and c`. */
export const formatList = (language: Language, items: readonly string[]): string =>
  cached('l', language, {}, (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(items);

/** The name of one of our languages inside a sentence of another: `anglais`. */
export const formatLanguageName = (language: Language, named: Language): string =>
  cached('g', language, {}, (tag) => new Intl.DisplayNames(tag, { type: 'language' })).of(named) ?? named;

/** Compares two texts as the reader's language sorts them; numbers inside by value. */
export const compareText = (language: Language, a: string, b: string): number =>
  cached('c', language, {}, (tag) => new Intl.Collator(tag, { numeric: true })).compare(a, b);
