import { setImmediate } from 'node:timers/promises';

/** Long computations give way to other requests whenever they have used up this time. */
const SLICE_MS = 15;

export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
