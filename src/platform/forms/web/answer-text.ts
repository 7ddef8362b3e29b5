import type { useFormat } from '#platform/i18n/web/use-t.tsx';
import type { OutlineNode } from '../contract/shapes.ts';

type Format = ReturnType<typeof useFormat>;

export interface AnswerWords {
  format: Pick<Format, 'number' | 'date' | 'dateTime' | 'list'>;
  /** The label of a choice. */
  choice: (list: string, value: string) => string;
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));

/** `12.5 44.1 0 4.2` (latitude, longitude, altitude, accuracy) as its parts; undefined when it is no position. */
export function positionOf(
  text: string,
): { lat: number; lon: number; accuracy: number | undefined } | undefined {
  const [lat, lon, , accuracy] = text.trim().split(/\s+/).map(Number);
  if (lat === undefined || lon === undefined || Number.isNaN(lat) || Number.isNaN(lon)) return undefined;
  return { lat, lon, accuracy: accuracy || undefined };
}

const coordinates = (text: string): string => {
  const position = positionOf(text);
  return position ? `${position.lat.toFixed(5)}, ${position.lon.toFixed(5)}` : text;
};

/** An answer in words: labels for choices, numbers and dates as the reader writes them; empty for no answer. */
export function answerText(
  node: Pick<OutlineNode, 'kind' | 'list'>,
  value: unknown,
  { format, choice }: AnswerWords,
): string {
  if (value === undefined || value === null) return '';
  const label = (one: unknown) => (node.list ? choice(node.list, String(one)) : String(one));
  if (Array.isArray(value)) {
    return node.kind === 'rank'
      ? value.map((one, index) => `${format.number(index + 1)}. ${label(one)}`).join('  ')
      : value.map(label).join(', ');
  }
  if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 12 });
  const text = String(value);
  switch (node.kind) {
    case 'select_one':
      return label(text);
    case 'date':
      return isDate(text.slice(0, 10)) ? format.date(text.slice(0, 10)) : text;
    case 'dateTime':
      return isInstant(text) ? format.dateTime(text) : text;
    case 'time':
      return /^\d\d:\d\d/.exec(text)?.[0] ?? text;
    case 'geopoint':
      return coordinates(text);
    default:
      return text;
  }
}

/** What a record is called: the name that the form gives it, else the beginning of its identifier. */
export const recordName = (row: { instanceName: string | null; instanceId: string }): string =>
  row.instanceName?.trim() || shortId(row.instanceId);

/** `uuid:3f2a…` is told apart well enough by its first eight characters. */
export const shortId = (instanceId: string): string => instanceId.replace(/^uuid:/, '').slice(0, 8);
