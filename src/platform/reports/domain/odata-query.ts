import type { Filter } from '../contract/filter.ts';
import { parseFilter } from './odata-filter.ts';
import { unreadable, unsupported } from './odata-tokens.ts';

/** What the system query options of an entity set ask for. */
export interface ODataQuery {
  filter?: Filter;
  order?: { column: string; descending: boolean }[];
  /** Names of properties; all when left out. */
  select?: string[];
  top?: number;
  skip?: number;
  count: boolean;
  skiptoken?: string;
}

const MOST_SKIPPED = 10_000;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * Reads system query options. Options that begin with `$` and are none of ours are refused, as the standard wants; all
 * others are the caller's own: the `$` may be left out in version 4.01 only.
 * @throws Unusable
 */
export function readQuery(query: Readonly<Record<string, string | readonly string[]>>): ODataQuery {
  const out: ODataQuery = { count: false };
  for (const [name, value] of Object.entries(query)) {
    if (!name.startsWith('$')) continue;
    if (typeof value !== 'string') throw unreadable(`${name} stands there twice.`);
    readOption(out, name, value);
  }
  return out;
}

function readOption(out: ODataQuery, name: string, value: string): void {
  switch (name) {
    case '$filter':
      if (value.trim()) out.filter = parseFilter(value);
      return;
    case '$orderby':
      if (value.trim()) out.order = value.split(',').map(orderOf);
      return;
    case '$select':
      if (value.trim() && value.trim() !== '*') out.select = value.split(',').map(nameOf);
      return;
    case '$top':
      out.top = numberOf(name, value);
      return;
    case '$skip':
      out.skip = numberOf(name, value);
      if (out.skip > MOST_SKIPPED)
        throw unsupported(`A $skip beyond ${MOST_SKIPPED} (follow @odata.nextLink instead)`);
      return;
    case '$count':
      if (value !== 'true' && value !== 'false') throw unreadable('$count is true or false.');
      out.count = value === 'true';
      return;
    case '$skiptoken':
      out.skiptoken = value;
      return;
    case '$format':
      if (!/^(json|application\/json)\b/i.test(value.trim())) throw unsupported('A format other than JSON');
      return;
    default:
      throw unsupported(`The query option ${name}`);
  }
}

function nameOf(text: string): string {
  const name = text.trim();
  if (!NAME.test(name)) throw unsupported(`“${name}” in $select`);
  return name;
}

function orderOf(text: string): { column: string; descending: boolean } {
  const [, column, direction] = /^\s*([A-Za-z_]\w*)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  if (!column) throw unsupported(`“${text.trim()}” in $orderby`);
  return { column, descending: direction === 'desc' };
}

function numberOf(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text.trim())) throw unreadable(`${name} is a whole number that is not negative.`);
  return Number(text);
}

/** `places_sites('QZ-1')` as set and key; undefined when it is neither a set nor an entity of one. */
export function resourceOf(text: string): { set: string; key?: string } | undefined {
  const [, set, inside] = /^([A-Za-z_]\w*)(?:\((.*)\))?$/s.exec(text) ?? [];
  if (!set) return undefined;
  if (inside === undefined) return { set };
  const key = inside.replace(/^\s*\w+\s*=\s*/, '').trim();
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(key) ?? [];
  if (quoted !== undefined) return { set, key: quoted.replaceAll("''", "'") };
  return /^[\w-]+$/.test(key) ? { set, key } : undefined;
}
