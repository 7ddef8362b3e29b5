import { decimalsOf } from '../engine/numbers.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
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
  return { start, end, step, decimals: Math.max(...texts) };
}

const MOST = 2000;

/** Every value of a range, from its start to its end. */
export function rangeSteps(attributes: Readonly<Record<string, string>>): string[] {
  const { start, end, step, decimals } = rangeOf(attributes);
  const count = Math.min(MOST, Math.floor(Math.abs(end - start) / step + 1e-9) + 1);
  const sign = end < start ? -1 : 1;
  return Array.from({ length: count }, (_, index) => (start + sign * index * step).toFixed(decimals));
}
