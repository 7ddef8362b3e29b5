import { setTimeout as wait } from 'node:timers/promises';

/** Longer than a refusal takes on a machine that is not overloaded, and too short to be felt. */
export const BEAT_MS = 25;

/**
 * Row policies cost time only where there is a row, so that a hidden record would be refused later than one that does
 * not exist. Whatever says "no" or "nothing here" therefore leaves at full beats since its request came: how long the
 * looking took no longer shows, unless it took more than a beat.
 * @param beganMs when the request came, of `performance.now()`
 * @param beatMs 0 answers at once
 */
export async function holdUntilBeat(beganMs: number, beatMs: number): Promise<void> {
  if (beatMs === 0) return;
  const until = beganMs + Math.ceil((performance.now() - beganMs) / beatMs) * beatMs;
  for (let left = until - performance.now(); left > 0; left = until - performance.now()) await wait(left);
}

/** Whether an answer tells only that nothing was found: its lists are empty or, where it has none, its numbers are 0. */
export function tellsOfNothing(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer !== 'object' || answer === null) return false;
  const values = Object.values(answer);
  const lists = values.filter(Array.isArray);
  const told = lists.length > 0 ? lists : values.filter((value) => typeof value === 'number');
  return (
    told.length > 0 && told.every((value) => value === 0 || (Array.isArray(value) && value.length === 0))
  );
}
