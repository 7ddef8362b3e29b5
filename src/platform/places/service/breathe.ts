import { setImmediate } from 'node:timers/promises';

/** Long computations give way to other requests whenever they have used up this time. */
const SLICE_MS = 15;
const TELL_MS = 400;

/** @param tell told now and then how often the computation has paused to breathe; what it throws ends the computation */
export function breather(tell?: (breaths: number) => Promise<void>): () => Promise<void> {
  let since = performance.now();
  let told = since;
  let breaths = 0;
  return async () => {
    breaths += 1;
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    if (tell && performance.now() - told > TELL_MS) {
      await tell(breaths);
      told = performance.now();
    }
    since = performance.now();
  };
}
