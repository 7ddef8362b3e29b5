/**
 * Dates as XForms has them. A date without a time is a civil day: it has no instant and its number is the whole
 * count of days since 1970-01-01, so that `today() - ${birth}` is a whole number in every zone and across
 * daylight saving. A date with a time is an instant.
 */
export interface DateValue {
  readonly type: 'date';
  /** Milliseconds since the epoch: of the instant, or of UTC midnight of the civil day. NaN when invalid. */
  readonly ms: number;
  readonly hasTime: boolean;
}

/** Minutes east of UTC at an instant: the zone in which the form is filled. */
export type ZoneOffset = (ms: number) => number;

export const DAY_MS = 86_400_000;

const DATE = /^(-?\d{4,})-(\d{1,2})-(\d{1,2})$/;
const DATE_TIME =
  /^(\d{4,})-(\d{1,2})-(\d{1,2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** The zone of the machine. */
export const localZone: ZoneOffset = (ms) => -new Date(ms).getTimezoneOffset();

export function isDateValue(value: unknown): value is DateValue {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'date';
}

export function civilDate(ms: number): DateValue {
  return { type: 'date', ms, hasTime: false };
}

export function instant(ms: number): DateValue {
  return { type: 'date', ms, hasTime: true };
}

/** The civil day, in the zone, of an instant. */
export function dayOf(ms: number, zone: ZoneOffset): DateValue {
  return civilDate(Math.floor((ms + zone(ms) * 60_000) / DAY_MS) * DAY_MS);
}

/**
 * Reads `YYYY-MM-DD` (also unpadded) and `YYYY-MM-DDThh:mm[:ss[.sss]][zone]`; a time without zone is local.
 * Undefined when the text is no date, including days that no calendar has (`2021-02-30`).
 */
export function parseDate(text: string, zone: ZoneOffset): DateValue | undefined {
  const day = DATE.exec(text);
  if (day !== null) {
    const ms = civilMs(Number(day[1]), Number(day[2]), Number(day[3]));
    return ms === undefined ? undefined : civilDate(ms);
  }
  const stamp = DATE_TIME.exec(text);
  if (stamp === null) return undefined;
  const dayMs = civilMs(Number(stamp[1]), Number(stamp[2]), Number(stamp[3]));
  const timeMs = clockMs(stamp[4], stamp[5], stamp[6], stamp[7]);
  if (dayMs === undefined || timeMs === undefined) return undefined;
  return instant(resolveZone(dayMs + timeMs, stamp[8], zone));
}

/** Milliseconds into the local day of `hh:mm[:ss[.sss]][zone]`; undefined when it is no time. */
export function parseTime(text: string, zone: ZoneOffset, today: number): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const ms = clockMs(match[1], match[2], match[3], match[4]);
  if (ms === undefined) return undefined;
  if (match[5] === undefined) return ms;
  const moved = ms - zoneMinutes(match[5]) * 60_000 + zone(today) * 60_000;
  return ((moved % DAY_MS) + DAY_MS) % DAY_MS;
}

function civilMs(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

function clockMs(hour = '', minute = '', second = '0', fraction = '0'): number | undefined {
  const h = Number(hour);
  const m = Number(minute);
  const s = Number(second);
  if (h > 23 || m > 59 || s > 59) return undefined;
  return ((h * 60 + m) * 60 + s) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
}

function zoneMinutes(text: string): number {
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)) * (text.length > 3 ? 1 : 0));
}

function resolveZone(civil: number, text: string | undefined, zone: ZoneOffset): number {
  if (text !== undefined) return civil - zoneMinutes(text) * 60_000;
  // Twice, because the offset is that of the instant and not of the wall clock (daylight saving).
  const guess = civil - zone(civil) * 60_000;
  return civil - zone(guess) * 60_000;
}

/** The instant a value stands for: a civil day is its local midnight. */
export function instantOf(date: DateValue, zone: ZoneOffset): number {
  return date.hasTime ? date.ms : resolveZone(date.ms, undefined, zone);
}

/** XPath number of a date: whole civil days, or days and fraction of an instant, since 1970-01-01. */
export function dateToNumber(date: DateValue): number {
  return date.ms / DAY_MS;
}

/** A whole number is a civil day; a fraction is an instant. */
export function numberToDate(days: number): DateValue {
  return Number.isInteger(days) ? civilDate(days * DAY_MS) : instant(Math.round(days * DAY_MS));
}

/** `2021-03-04` or `2021-03-04T05:06:07.000+02:00`; `Invalid Date` as form clients print it. */
export function dateToString(date: DateValue, zone: ZoneOffset): string {
  if (!Number.isFinite(date.ms) || Math.abs(date.ms) > 8.64e15) return 'Invalid Date';
  if (!date.hasTime) return isoDay(date.ms);
  const minutes = zone(date.ms);
  const local = new Date(date.ms + minutes * 60_000).toISOString();
  return local.slice(0, -1) + offsetText(minutes);
}

function isoDay(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.slice(0, iso.indexOf('T'));
}

export function offsetText(minutes: number): string {
  const abs = Math.abs(Math.round(minutes));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(abs / 60))}:${two(abs % 60)}`;
}

/** Fields of the wall clock in the zone, for formatting. */
export function wallClock(date: DateValue, zone: ZoneOffset): Date {
  return new Date(date.hasTime ? date.ms + zone(date.ms) * 60_000 : date.ms);
}
