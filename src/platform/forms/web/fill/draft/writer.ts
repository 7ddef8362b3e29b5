/**
 * Runs writes one after another and keeps, of those that wait, only the newest for each key: nothing is delayed
 * while the store is free, and a fast typist never queues up more than one write.
 */
export interface Writer {
  write(key: string, run: () => Promise<unknown>): void;
  /** Resolves when all that was asked for so far is written or failed. */
  settled(): Promise<void>;
}

export type WriteState = 'saved' | 'saving' | 'failed';

export function createWriter(tell: (state: WriteState) => void): Writer {
  const waiting = new Map<string, () => Promise<unknown>>();
  let running: Promise<void> | undefined;
  let failed = false;
  const drain = async (): Promise<void> => {
    tell('saving');
    for (let next = take(waiting); next; next = take(waiting)) {
      try {
        await next();
        failed = false;
      } catch {
        // The next write may succeed, as after someone freed space; until then the person is told.
        failed = true;
      }
    }
    running = undefined;
    tell(failed ? 'failed' : 'saved');
  };
  return {
    write(key, run) {
      waiting.delete(key);
      waiting.set(key, run);
      running ??= drain();
    },
    settled: async () => {
      while (running) await running;
    },
  };
}

function take<T>(waiting: Map<string, T>): T | undefined {
  for (const [key, value] of waiting) {
    waiting.delete(key);
    return value;
  }
  return undefined;
}
