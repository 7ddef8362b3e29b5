import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  test: {
    include: ['src/**/*.test.ts', 'packages/*/{src,test}/**/*.test.ts', 'tools/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    globalSetup: ['src/platform/db/testing/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a test waits for may come late on a busy machine; a second, the default, is a coin toss there.
    expect: { poll: { timeout: 15_000 } },
  },
});
