import { defineConfig } from 'vitest/config';

/** Whole journeys in a real browser against the built product; one after the other, for they share the machine. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['e2e/**/*.test.ts'],
    // Every screen in every look takes long: `npm run test:screens` runs it by itself.
    exclude: process.env.SCREENS ? [] : ['e2e/screens.test.ts'],
    globalSetup: ['e2e/demo.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
