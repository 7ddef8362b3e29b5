/**
 * Tokens of the answer index: 32-bit hashes of `form, question, value` and of the ranges that a number or a date lies
 * in. A filter becomes a few tokens that one inverted index answers, whatever the question. Different values may share
 * a token (1 in 4 thousand million), so whoever reads rows by tokens looks at the answers themselves as well.
 */

/** Raise when tokens of stored records no longer equal those computed here. */
export const INDEX_SCHEME = 1;

const FNV_PRIME = 0x01000193;

/** Hash state after a text; FNV-1a over UTF-16 units. */
function seed(text: string, from = 0x811c9dc5): number {
  let h = from;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  return h;
}

/** Spreads the state over all 32 bits (murmur3's last steps); signed, as Postgres keeps it. */
function finish(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** State of one question of one form; every token of its answers starts here. */
export const questionSeed = (formId: string, path: string): number => seed(`${formId}\u0001${path}\u0001`);

export const valueToken = (question: number, value: string): number => finish(seed(`=${value}`, question));
export const answeredToken = (question: number): number => finish(seed('!', question));
export const emptyToken = (question: number): number => finish(seed('?', question));

/** Properties of the record itself that filters ask for: review state, version, device. */
export const systemToken = (formId: string, property: string, value: string): number =>
  valueToken(seed(`${formId}\u0002${property}\u0001`), value);

// --- Numbers -------------------------------------------------------------------------------------------------------
// A double's bits, made monotone, cut at three depths: the octave (power of two), 1/32 and 1/1024 of it.
const DEPTHS = [12, 17, 22] as const;
const buffer = new DataView(new ArrayBuffer(8));
const SMALLEST = 2 ** -20;
const GREATEST = 2 ** 62;

/** Octaves below the smallest are left out, so that a range without an end has some eighty of them and not a thousand. */
const UNUSED = 1002 << 10;
const ZERO = 1 << 21;

/** A number's place, 22 bits, in the order of all numbers: zero in the middle, 2^-20 and less counts as zero. */
function place(value: number): number {
  const size = Math.min(Math.abs(value), GREATEST);
  if (size < SMALLEST) return ZERO;
  buffer.setFloat64(0, size);
  const offset = (buffer.getUint32(0) >>> 10) - UNUSED;
  return value < 0 ? ZERO - offset : ZERO + offset;
}

const bucket = (question: number, depth: number, prefix: number): number =>
  finish(seed(`#${depth}:${prefix}`, question));

export function addNumber(tokens: Set<number>, question: number, value: number): void {
  const at = place(value);
  for (const depth of DEPTHS) tokens.add(bucket(question, depth, at >>> (22 - depth)));
}

/** The least set of buckets that holds all numbers from `from` to `to` (and a few outside near both ends). */
export function numberRange(question: number, from: number | undefined, to: number | undefined): Set<number> {
  const low = place(from ?? -GREATEST);
  const high = place(to ?? GREATEST);
  const tokens = new Set<number>();
  if (low > high) return tokens;
  cover(low, high, 0, (depth, prefix) => tokens.add(bucket(question, depth, prefix)));
  return tokens;
}

function cover(low: number, high: number, level: number, add: (depth: number, prefix: number) => void): void {
  const depth = DEPTHS[level]!;
  const shift = 22 - depth;
  if (shift === 0) {
    for (let p = low; p <= high; p++) add(depth, p);
    return;
  }
  const first = low >>> shift;
  const last = high >>> shift;
  const wholeFirst = low & ((1 << shift) - 1) ? first + 1 : first;
  const wholeLast = (high + 1) & ((1 << shift) - 1) ? last - 1 : last;
  for (let p = wholeFirst; p <= wholeLast; p++) add(depth, p);
  if (wholeFirst > wholeLast && first === last) {
    cover(low, high, level + 1, add);
    return;
  }
  if (wholeFirst > first) cover(low, ((first + 1) << shift) - 1, level + 1, add);
  if (wholeLast < last) cover(last << shift, high, level + 1, add);
}

// --- Dates ---------------------------------------------------------------------------------------------------------
const dateToken = (question: number, part: string): number => finish(seed(`@${part}`, question));

/** Year, month and day as written; the zone of a date-time is not applied. */
export function addDate(tokens: Set<number>, question: number, text: string): void {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (!day) return;
  tokens.add(dateToken(question, day.slice(0, 4)));
  tokens.add(dateToken(question, day.slice(0, 7)));
  tokens.add(dateToken(question, day));
}

const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

/** Buckets for the days from `from` to `to` (ISO, both included). */
export function dateRange(
  question: number,
  from: string | undefined,
  to: string | undefined,
): Set<number> | undefined {
  const start = Date.parse(`${from?.slice(0, 10) ?? `${FIRST_YEAR}-01-01`}T00:00Z`);
  const end = Date.parse(`${to?.slice(0, 10) ?? `${LAST_YEAR}-12-31`}T00:00Z`);
  if (Number.isNaN(start) || Number.isNaN(end)) return undefined;
  const tokens = new Set<number>();
  const last = new Date(end);
  for (let at = new Date(start); at <= last && tokens.size < 2000; ) {
    const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
    const iso = at.toISOString().slice(0, 10);
    if (month === 0 && day === 1 && Date.UTC(year, 11, 31) <= end) {
      tokens.add(dateToken(question, iso.slice(0, 4)));
      at = new Date(Date.UTC(year + 1, 0, 1));
    } else if (day === 1 && Date.UTC(year, month + 1, 0) <= end) {
      tokens.add(dateToken(question, iso.slice(0, 7)));
      at = new Date(Date.UTC(year, month + 1, 1));
    } else {
      tokens.add(dateToken(question, iso));
      at = new Date(Date.UTC(year, month, day + 1));
    }
  }
  return tokens;
}
