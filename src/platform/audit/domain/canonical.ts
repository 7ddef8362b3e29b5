/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Canonical JSON of RFC 8785: the same value gives the same bytes in every implementation.
 * Keys are ordered by UTF-16 code units (an object's own order would put integer-like keys first);
 * numbers and strings are written as ECMAScript writes them, which is what the RFC prescribes.
 * Throws a TypeError on what I-JSON cannot carry: NaN, infinities, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN and no infinity');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`);
  const object = value as { readonly [key: string]: Json };
  const members = Object.keys(object)
    .sort()
    .map((key) => `${canonicalString(key)}:${canonicalJson(object[key]!)}`);
  return `{${members.join(',')}}`;
}

function canonicalString(text: string): string {
  if (loneSurrogate.test(text)) throw new TypeError('canonical JSON has no lone surrogates');
  return JSON.stringify(text);
}

/**
 * Turns what a service holds (dates, bigints, optional fields) into JSON that the log can keep.
 * U+0000 and lone surrogates become U+FFFD, as the database would refuse or replace them; a `before` that cannot be
 * stored must not stop the write that it describes. Binary data is refused: log its hash instead.
 */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (ArrayBuffer.isView(value)) throw new TypeError('binary data does not belong into the audit log');
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot stand in the audit log`);
  const out: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) out.push([storable(key), toJson(member)]);
  }
  return Object.fromEntries(out);
}

function storable(text: string): string {
  const clean = loneSurrogate.test(text)
    ? text.replace(new RegExp(loneSurrogate.source, 'g'), '\uFFFD')
    : text;
  return clean.includes('\0') ? clean.replaceAll('\0', '\uFFFD') : clean;
}
