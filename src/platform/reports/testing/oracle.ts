import type { Filter } from '../contract/filter.ts';

type Row = Record<string, unknown>;
type Leaf = Exclude<Filter, { of: unknown }>;

/**
 * What a filter means, said a second time and without SQL: comparisons with what is empty are false, `ne` of it true.
 * Values of rows are as they leave (dates as text), so that texts of equal form compare as they should.
 */
export function fits(filter: Filter, row: Row): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((one) => fits(one, row));
    case 'or':
      return filter.of.some((one) => fits(one, row));
    case 'not':
      return !fits(filter.of, row);
    default:
      return holds(filter, row[filter.column]);
  }
}

function holds(leaf: Leaf, raw: unknown): boolean {
  if (leaf.op === 'box') {
    const point = (raw as { coordinates?: number[] } | null)?.coordinates;
    if (!point) return false;
    const [lon = 0, lat = 0] = point;
    const [west = 0, south = 0, east = 0, north = 0] = leaf.box;
    const across = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
    return across && lat >= south && lat <= north;
  }
  if (leaf.op === 'has') return Array.isArray(raw) && raw.includes(leaf.value);
  const value = partOf(raw ?? null, leaf.part);
  if (leaf.op === 'in') return leaf.values.some((v) => same(value, v));
  if (leaf.op === 'eq') return same(value, leaf.value);
  if (leaf.op === 'ne') return !same(value, leaf.value);
  if (value === null || leaf.value === null) return false;
  if (leaf.op === 'contains') return String(value).includes(leaf.value);
  if (leaf.op === 'startsWith') return String(value).startsWith(leaf.value);
  if (leaf.op === 'endsWith') return String(value).endsWith(leaf.value);
  const [a, b] = [value as never, leaf.value as never];
  return leaf.op === 'gt' ? a > b : leaf.op === 'ge' ? a >= b : leaf.op === 'lt' ? a < b : a <= b;
}

const same = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null);

function partOf(value: unknown, part: string | undefined): unknown {
  if (value === null || part === undefined) return value;
  const text = String(value);
  switch (part) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'date':
      return text.slice(0, 10);
    case 'year':
      return Number(text.slice(0, 4));
    case 'month':
      return Number(text.slice(5, 7));
    default:
      return Number(text.slice(8, 10));
  }
}
