import type { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import type { SliceWords } from '#platform/ui/slice-words.ts';
import { plainField } from './changes.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^(uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CHECKSUM = /^[0-9a-f]{40,}$/i;
const PERMISSION = /^[a-z]+\.[a-z_]+\.[a-z_]+$/;
/** A kind of record as another slice names it: `schema.table`. */
export const KIND = /^[a-z]+\.[a-z_]+$/;
const LONGEST = 400;

/** An id or a checksum, or nothing but such: of use to a machine alone. */
export const isTechnical = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isTechnical)
    : typeof value === 'string' && (ID.test(value) || CHECKSUM.test(value));

interface Saying {
  t: ReturnType<typeof useT<'yes' | 'no'>>;
  format: Pick<ReturnType<typeof useFormat>, 'number' | 'date' | 'dateTime' | 'list'>;
  words: SliceWords;
  /** What people call the record of an id that stands in a field. */
  nameOf: (id: string, field: string) => string | undefined;
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Says the value of a field of an entry in the reader's words; empty for nothing. */
export function valueSayer({ t, format, words, nameOf }: Saying) {
  const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';
  const text = (slice: string, field: string, value: string): string => {
    const said =
      words(slice, `value.${field}.${value}`) ??
      (PERMISSION.test(value) ? words(value.split('.')[0] ?? '', `permission.${value}`) : undefined) ??
      (KIND.test(value) ? words(value.split('.')[0] ?? '', `entity.${value}`) : undefined) ??
      nameOf(value, field);
    if (said !== undefined) return said;
    if (DAY.test(value)) return format.date(value);
    return INSTANT.test(value) ? format.dateTime(value) : value;
  };
  const say = (slice: string, field: string, value: unknown): string => {
    if (isNothing(value)) return '';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 7 });
    if (Array.isArray(value)) {
      const isDeep = value.some((one) => typeof one === 'object' && one !== null);
      return value.map((one) => say(slice, field, one)).join(isDeep ? ' · ' : ', ');
    }
    if (typeof value !== 'object' || value === null) return text(slice, field, String(value));
    return Object.entries(value)
      .map(([name, inner]) => [name, say(slice, name, inner)] as const)
      .filter(([, said]) => said !== '')
      .map(([name, said]) => `${words(slice, `field.${name}`) ?? plainField(name)}: ${said}`)
      .join('; ');
  };
  return (entity: string, field: string, value: unknown): string =>
    shortened(say(entity.split('.')[0] ?? entity, field, value));
}
