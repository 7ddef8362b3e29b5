import { Problem } from './problem.ts';

/**
 * A fixed window per minute and caller address, kept in this process. It slows floods; what must hold
 * across processes (failed sign-ins) is counted in the database.
 */
export function createRateLimit(perMinute: number | undefined): (key: string, now: Date) => void {
  if (!perMinute) return () => {};
  let window = 0;
  let counts = new Map<string, number>();
  return (key, now) => {
    const current = Math.floor(now.getTime() / 60_000);
    if (current !== window) {
      window = current;
      counts = new Map();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > perMinute) {
      throw new Problem(429, 'http.too_many', {
        detail: 'Too many requests from this address; wait a minute.',
        headers: { 'retry-after': '60' },
      });
    }
  };
}
