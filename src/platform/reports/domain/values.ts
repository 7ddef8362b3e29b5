import type { ColumnPart, FilterValue } from '../contract/filter.ts';

/** Kinds as data-set.ts declares them; this file knows values alone. */
export type ValueKind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'uuid';

/** What a column is compared as: a choice is its code, a part of a date is a number. */
export function comparedKind(kind: string, part: ColumnPart | undefined): ValueKind | undefined {
  if (kind === 'point' || kind === 'geometry' || kind === 'choices') return undefined;
  const own = kind === 'choice' ? 'text' : (kind as ValueKind);
  switch (part) {
    case undefined:
      return own;
    case 'lower':
    case 'upper':
      return own === 'text' ? 'text' : undefined;
    case 'date':
      return own === 'datetime' || own === 'date' ? 'date' : undefined;
    default:
      return own === 'datetime' || own === 'date' ? 'integer' : undefined;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/;

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001-01-01') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * The value as the database takes it for a kind, undefined when it is none of that kind. Null stays null. A date compared
 * with an instant is its first moment in UTC.
 */
export function typedValue(
  value: FilterValue,
  kind: ValueKind,
): string | number | boolean | null | undefined {
  if (value === null) return null;
  switch (kind) {
    case 'integer':
    case 'decimal': {
      const number =
        typeof value === 'number'
          ? value
          : typeof value === 'string' && value.trim()
            ? Number(value)
            : Number.NaN;
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      return value === true || value === 'true'
        ? true
        : value === false || value === 'false'
          ? false
          : undefined;
    case 'uuid':
      return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : undefined;
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : undefined;
    case 'datetime':
      if (typeof value !== 'string') return undefined;
      if (isDay(value)) return `${value}T00:00:00Z`;
      return INSTANT.test(value) && isDay(value.slice(0, 10)) ? value : undefined;
    case 'text':
      return typeof value === 'string' ? value.replaceAll('\u0000', '') : String(value);
  }
}
