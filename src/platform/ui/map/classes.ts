/** One class of a choropleth: values from (inclusive) to (inclusive). */
export interface ValueClass {
  from: number;
  to: number;
  colour: string;
}

const ramps = {
  light: ['#dcebee', '#a6ccd4', '#5aa0af', '#1f7186', '#083947'],
  dark: ['#1c3a43', '#27596a', '#37879a', '#86bcc7', '#d7eef2'],
};

/**
 * Quantile classes, at most five, over the distinct values: each class holds about as many areas as the next, and
 * equal values never fall into two classes.
 */
export function classesOf(values: readonly number[], dark: boolean): ValueClass[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length === 0) return [];
  const ramp = ramps[dark ? 'dark' : 'light'];
  const count = Math.min(ramp.length, distinct.length);
  const breaks = Array.from({ length: count - 1 }, (_, index) => {
    const at = Math.floor(((index + 1) * sorted.length) / count);
    return sorted[Math.min(at, sorted.length - 1)]!;
  });
  const starts = [...new Set([sorted[0]!, ...breaks])];
  const step = (ramp.length - 1) / Math.max(1, starts.length - 1);
  return starts.map((from, index) => {
    const next = starts[index + 1];
    const within = sorted.filter((value) => value >= from && (next === undefined || value < next));
    return {
      from,
      to: within.at(-1) ?? from,
      colour: ramp[starts.length === 1 ? 2 : Math.round(index * step)]!,
    };
  });
}
