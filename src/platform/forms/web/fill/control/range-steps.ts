import { decimalsOf } from '../engine/numbers.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** From mark to mark. */
  readonly interval: number;
  readonly decimals: number;
}

/** Bounds of a range question; ODK counts downwards when `end` is below `start`. */
export function rangeOf(attributes: Readonly<Record<string, string>>): Range {
  const number = (name: string, fallback: number) => {
    const value = Number(attributes[name]);
    return attributes[name] && Number.isFinite(value) ? value : fallback;
  };
  const start = number('start', 0);
  const end = number('end', 10);
  const step = Math.abs(number('step', 1)) || 1;
  const texts = [attributes.start, attributes.end, attributes.step].map((text) => decimalsOf(text ?? ''));
  const interval = Math.abs(number('tick-interval', step)) || step;
  return { start, end, step, interval, decimals: Math.max(...texts) };
}

const MOST = 2000;

/** Every value of a range, from its start to its end. */
export function rangeSteps(attributes: Readonly<Record<string, string>>): string[] {
  const { start, end, step, decimals } = rangeOf(attributes);
  const count = Math.min(MOST, Math.floor(Math.abs(end - start) / step + 1e-9) + 1);
  const sign = end < start ? -1 : 1;
  return Array.from({ length: count }, (_, index) => (start + sign * index * step).toFixed(decimals));
}

/** A mark beside a slider. `at` is its place from the start (0) to the end (1). */
export interface Tick {
  readonly value: number;
  readonly at: number;
  /** Whether there is room for its words. */
  readonly worded: boolean;
}

/** More marks than this are a grey bar, and more words than this run into one another. */
const MOST_TICKS = 21;
const MOST_WORDS = 6;

const tickAt = ({ start, end }: Range, value: number, worded: boolean): Tick => ({
  value,
  at: end === start ? 0 : (value - start) / (end - start),
  worded,
});

/** The start and the end with their words: what stands beside a slider without marks. */
export const endsOf = (range: Range): Tick[] =>
  [range.start, range.end].map((value) => tickAt(range, value, true));

/** Marks at the interval that the form gives, else at each step; words where the form has some, else where they fit. */
export function ticksOf(range: Range, labels: ReadonlyMap<number, string>): Tick[] {
  const { start, end, interval, decimals } = range;
  const count = Math.floor(Math.abs(end - start) / interval + 1e-9);
  if (count > MOST_TICKS && labels.size === 0) return endsOf(range);
  const sign = end < start ? -1 : 1;
  const values = Array.from({ length: count + 1 }, (_, index) =>
    Number((start + sign * index * interval).toFixed(decimals)),
  );
  const every = Math.ceil(values.length / MOST_WORDS);
  return values.map((value, index) => {
    const fits = value === start || value === end || (index % every === 0 && index + every <= values.length);
    return tickAt(range, value, labels.size > 0 ? labels.has(value) : fits);
  });
}

/** Where the thumb rests while there is no answer. */
export function placeholderOf(attributes: Readonly<Record<string, string>>, start: number): number {
  const given = Number(attributes.placeholder);
  return attributes.placeholder && Number.isFinite(given) ? given : start;
}
