import { compareDocumentOrder, staticText, type XNode } from '../xml/tree.ts';
import { DAY_MS, type DateValue, dateToNumber, dateToString, instantOf, parseDate } from './dates.ts';
import type { XPathHost } from './host.ts';

/** Node-sets are in document order, unless `randomize()` shuffled them, and are never mutated. */
export type XPathValue = string | number | boolean | DateValue | readonly XNode[];

/**
 * The node-set of a path all of whose nodes are hidden. It is as empty as any, but compared by `=` and `!=` it counts as
 * one blank answer, in every client of the field: `${age} != 'x'` and `${age} = ''` hold while the question is hidden.
 */
export const HIDDEN: readonly XNode[] = Object.freeze([]);

const NUMBER = /^[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/;

export function isNodeSet(value: XPathValue): value is readonly XNode[] {
  return Array.isArray(value);
}

export function nodeText(host: XPathHost, node: XNode): string {
  return node.live === null ? staticText(node) : host.value(node);
}

/** XPath `string()`; numbers never in exponent notation. */
export function toText(host: XPathHost, value: XPathValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isNodeSet(value)) {
    const first = value[0];
    return first === undefined ? '' : nodeText(host, first);
  }
  return dateToString(value, host.zone);
}

export function numberToText(value: number): string {
  if (value === 0) return '0';
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  if (shift > 0) return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
  return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}

/** XPath 1.0 number of a text, no dates: no exponent, no plus sign, no hexadecimal. */
export function textToPlainNumber(text: string): number {
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** ODK `number()` of a text: also days since 1970 for dates and date-times. */
export function textToNumber(host: XPathHost, text: string): number {
  const plain = textToPlainNumber(text);
  if (!Number.isNaN(plain)) return plain;
  const date = textToDate(host, text);
  return date === undefined ? Number.NaN : dateToNumber(date);
}

function textToDate(host: XPathHost, text: string): DateValue | undefined {
  // A dash after four digits is what every date has; most texts fail here without a regular expression.
  if (text.length < 8 || text.charCodeAt(4) !== 45) return undefined;
  return parseDate(text, host.zone);
}

export function toNumber(host: XPathHost, value: XPathValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return textToNumber(host, value);
  if (isNodeSet(value)) return textToNumber(host, toText(host, value));
  return dateToNumber(value);
}

export function toBoolean(value: XPathValue): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  if (isNodeSet(value)) return value.length > 0;
  return !Number.isNaN(value.ms);
}

/** The date a value is or spells, if any. */
function asDate(host: XPathHost, value: XPathValue): DateValue | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return textToDate(host, value);
  if (isNodeSet(value)) return textToDate(host, toText(host, value));
  return value;
}

type Compare = (a: number, b: number) => boolean;

const COMPARE: Readonly<Record<'<' | '<=' | '>' | '>=', Compare>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** XPath 1.0 section 3.4, with a node-set true when any of its nodes is; dates compare as dates. */
export function compareRelational(
  host: XPathHost,
  op: '<' | '<=' | '>' | '>=',
  left: XPathValue,
  right: XPathValue,
): boolean {
  const compare = COMPARE[op];
  for (const a of members(host, left)) {
    for (const b of members(host, right)) {
      const [x, y] = comparable(host, a, b);
      if (compare(x, y)) return true;
    }
  }
  return false;
}

const BLANK = [''];

function members(host: XPathHost, value: XPathValue): readonly (string | number | boolean | DateValue)[] {
  if (!isNodeSet(value)) return [value];
  if (value === HIDDEN) return BLANK;
  const first = value[0];
  if (value.length === 1 && first !== undefined) return [nodeText(host, first)];
  return value.map((node) => nodeText(host, node));
}

/** Numbers to compare by: two civil days by day, a day with an instant by instants, anything else by number(). */
function comparable(host: XPathHost, a: XPathValue, b: XPathValue): readonly [number, number] {
  const x = toNumber(host, a);
  const y = toNumber(host, b);
  if (typeof a === 'number' || typeof b === 'number') return [x, y];
  const left = asDate(host, a);
  if (left === undefined) return [x, y];
  const right = asDate(host, b);
  if (right === undefined || left.hasTime === right.hasTime) return [x, y];
  return [instantOf(left, host.zone), instantOf(right, host.zone)];
}

export function equals(host: XPathHost, left: XPathValue, right: XPathValue, negated: boolean): boolean {
  if (isNodeSet(left)) return setEquals(host, left, right, negated);
  if (isNodeSet(right)) return setEquals(host, right, left, negated);
  return scalarEquals(host, left, right) !== negated;
}

function setEquals(host: XPathHost, set: readonly XNode[], other: XPathValue, negated: boolean): boolean {
  if (typeof other === 'boolean') return (set.length > 0 === other) !== negated;
  if (isNodeSet(other) && set.length > 1 && other.length > 1 && !negated) {
    const texts = new Set(other.map((node) => nodeText(host, node)));
    return set.some((node) => texts.has(nodeText(host, node)));
  }
  const others = members(host, other);
  for (const text of members(host, set)) {
    for (const value of others) if (scalarEquals(host, text, value) !== negated) return true;
  }
  return false;
}

type Scalar = string | number | boolean | DateValue;

function scalarEquals(host: XPathHost, left: XPathValue, right: XPathValue): boolean {
  const a = left as Scalar;
  const b = right as Scalar;
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (typeof a === 'boolean' || typeof b === 'boolean') return toBoolean(a) === toBoolean(b);
  const [x, y] = comparable(host, a, b);
  return x === y;
}

/** `left - right`; two dates give the days between them. */
export function subtract(host: XPathHost, left: XPathValue, right: XPathValue): number {
  const x = typeof right === 'number' ? undefined : asDate(host, left);
  const y = x === undefined ? undefined : asDate(host, right);
  if (x === undefined || y === undefined) return toNumber(host, left) - toNumber(host, right);
  const ms = x.hasTime === y.hasTime ? x.ms - y.ms : instantOf(x, host.zone) - instantOf(y, host.zone);
  return ms / DAY_MS;
}

/** Union, without duplicates, in document order. */
export function unite(sets: readonly (readonly XNode[])[]): readonly XNode[] {
  const filled = sets.filter((set) => set.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  const merged = [...new Set(filled.flat())];
  return merged.sort(compareDocumentOrder);
}

/** The white-space separated words of a value, as in the answer of a multiple select. */
export function words(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}
