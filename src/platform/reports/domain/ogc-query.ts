import type { Filter } from '../contract/filter.ts';
import type { KnownColumn } from './checked.ts';
import { Unusable } from './checked.ts';

/** What a request for items asks for. */
export interface ItemsQuery {
  limit: number;
  cursor?: string;
  filter?: Filter;
}

const DEFAULT_LIMIT = 10;
export const LARGEST_LIMIT = 10_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;

const bad = (message: string): Unusable => new Unusable('reports.query_unreadable', '', message);

/** Columns that items may be narrowed by: those with plain values that the caller sees. */
export const queryables = <C extends KnownColumn>(columns: readonly C[]): C[] =>
  columns.filter(
    (c) => (c.access === 'seen' || c.access === 'partly') && !/^(point|geometry|choices)$/.test(c.kind),
  );

/**
 * Reads the query of a request for items (OGC API - Features part 1, 7.15). An unknown parameter is refused, as the
 * standard wants; so is one that names a masked column.
 * @throws Unusable
 */
export function readItemsQuery(
  query: Readonly<Record<string, string | readonly string[]>>,
  set: { columns: readonly KnownColumn[]; geometry: string; time: string | undefined },
): ItemsQuery {
  const out: ItemsQuery = { limit: DEFAULT_LIMIT };
  const parts: Filter[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') throw bad(`The parameter ${name} stands there twice.`);
    if (name === 'limit') out.limit = limitOf(value);
    else if (name === 'cursor') out.cursor = value;
    else if (name === 'bbox') parts.push({ op: 'box', column: set.geometry, box: boxOf(value) });
    else if (name === 'bbox-crs' || name === 'crs') checkCrs(name, value);
    else if (name === 'f') checkFormat(value);
    else if (name === 'datetime') parts.push(...(set.time ? timesOf(value, set.time) : []));
    else if (set.columns.some((c) => c.name === name)) parts.push({ op: 'eq', column: name, value });
    else throw bad(`There is no parameter ${name}.`);
  }
  if (parts.length > 0) out.filter = { op: 'and', of: parts };
  return out;
}

function limitOf(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw bad('limit is a whole number from 1 on.');
  return Math.min(Number(text), LARGEST_LIMIT);
}

/** Four numbers, or six with heights, which no row here has. */
function boxOf(text: string): number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite))
    throw bad('bbox is west,south,east,north in degrees.');
  return numbers.length === 4 ? numbers : [numbers[0]!, numbers[1]!, numbers[3]!, numbers[4]!];
}

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
function checkCrs(name: string, value: string): void {
  if (value !== CRS84) throw bad(`${name}: only ${CRS84} is known.`);
}
function checkFormat(value: string): void {
  if (!/^(json|geojson|application\/geo\+json|application\/json)$/.test(value))
    throw bad('f: only json is known.');
}

/** An instant, or an interval whose ends may be open (`..` or nothing). Days and instants both. */
function timesOf(text: string, column: string): Filter[] {
  const ends = text.split('/');
  if (ends.length > 2) throw bad('datetime is an instant or an interval.');
  const read = ends.map((end) => {
    if (end === '..' || end === '') return undefined;
    if (!INSTANT.test(end) && !DAY.test(end)) throw bad('datetime is written as RFC 3339 does.');
    return end.toUpperCase();
  });
  if (ends.length === 1) {
    const [one] = read;
    if (one === undefined) throw bad('datetime is an instant or an interval.');
    return DAY.test(one)
      ? [{ op: 'eq', column, part: 'date', value: one }]
      : [{ op: 'eq', column, value: one }];
  }
  const [from, to] = read;
  if (from && to && Date.parse(from) > Date.parse(to)) throw bad('The interval ends before it begins.');
  const filters: Filter[] = [];
  if (from)
    filters.push({ op: 'ge', column, ...(DAY.test(from) ? { part: 'date' as const } : {}), value: from });
  if (to) filters.push({ op: 'le', column, ...(DAY.test(to) ? { part: 'date' as const } : {}), value: to });
  return filters;
}
