import { defineConfig } from 'vitest/config';

/** Whole journeys in a real browser against the built product; one after the other, for they share the machine. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/demo.ts'],
    fileParallelism: false,
    testTimeout: process.env.SCREENS ? 400_000 : 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
