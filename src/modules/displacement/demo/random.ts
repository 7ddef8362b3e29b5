/** 32-bit FNV-1a followed by a murmur finaliser: enough spread for seeding, no claim beyond that. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return finalise(h);
}

function finalise(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A seeded source of randomness. Equal keys give equal sequences on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer, both ends included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Normal deviate by Box and Muller. */
  normal(mean: number, deviation: number): number;
  pick<T>(items: readonly T[]): T;
  /** One key of the table, in proportion to its weight. */
  weighted<K extends string>(table: Readonly<Record<K, number>>): K;
  /** `count` different items in random order (all of them when there are fewer). */
  sample<T>(items: readonly T[], count: number): T[];
}

/**
 * Every part of the demonstration draws from a stream of its own, named by `key`, so that adding a draw in one
 * part leaves all the others as they were.
 */
export function randomOf(key: string): Random {
  const next = mulberry32(hash32(key));
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  return {
    next,
    int,
    pick,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    weighted: (table) => pickWeighted(table, next()),
    sample: (items, count) => {
      const rest = [...items];
      const taken: (typeof rest)[number][] = [];
      while (taken.length < count && rest.length > 0) taken.push(...rest.splice(int(0, rest.length - 1), 1));
      return taken;
    },
  };
}

function pickWeighted<K extends string>(table: Readonly<Record<K, number>>, draw: number): K {
  const keys = Object.keys(table) as K[];
  let left = draw * keys.reduce((sum, key) => sum + table[key], 0);
  for (const key of keys) {
    left -= table[key];
    if (left < 0) return key;
  }
  return keys[keys.length - 1]!;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A UUID of version-4 shape that depends on `key` alone, so that a re-seeded demonstration is idempotent. */
export function uuidOf(key: string): string {
  const hex = [0, 1, 2, 3].map((part) => hash32(`${part}:${key}`).toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Smooth value noise in [-1, 1], summed over `octaves`; (x, y) in units of the coarsest lattice. */
export function fractalNoise(key: string, octaves: number): (x: number, y: number) => number {
  const seed = hash32(key);
  const corner = (x: number, y: number, octave: number) =>
    finalise(seed ^ Math.imul(x, 0x1f123bb5) ^ Math.imul(y, 0x5f356495) ^ Math.imul(octave, 0x2545f491)) /
      2147483648 -
    1;
  const ease = (t: number) => t * t * (3 - 2 * t);
  const layer = (x: number, y: number, octave: number) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const u = ease(x - x0);
    const top = corner(x0, y0, octave) * (1 - u) + corner(x0 + 1, y0, octave) * u;
    const bottom = corner(x0, y0 + 1, octave) * (1 - u) + corner(x0 + 1, y0 + 1, octave) * u;
    const v = ease(y - y0);
    return top * (1 - v) + bottom * v;
  };
  return (x, y) => {
    let sum = 0;
    let scale = 1;
    let total = 0;
    for (let octave = 0; octave < octaves; octave++) {
      sum += layer(x / scale, y / scale, octave) * scale;
      total += scale;
      scale /= 2;
    }
    return sum / total;
  };
}

/** Splits `total` into whole parts in proportion to `weights` (largest remainder): the parts sum to `total`. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  let missing = total - parts.reduce((a, b) => a + b, 0);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (let i = 0; missing > 0; i++, missing--) {
    const index = order[i % order.length]!.index;
    parts[index] = parts[index]! + 1;
  }
  return parts;
}
