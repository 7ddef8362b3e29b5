import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHistory, openPlayground } from './testing/any-history.ts';

/** Histories played; more by `HISTORIES=10000 npx vitest run src/platform/offline/histories.test.ts`. */
const runs = Number(process.env.HISTORIES ?? 15);

let playground: Awaited<ReturnType<typeof openPlayground>>;
beforeAll(async () => {
  playground = await openPlayground();
});
afterAll(() => playground?.close());

test(
  'whatever the links and clocks do: each write is done once, or its person was asked, and all end equal',
  async () => {
    const property = fc.asyncProperty(anyHistory, async ([steps, devices]) => {
      expect(await playground.histories.play(steps, devices)).toEqual([]);
    });
    await fc.assert(property, { numRuns: runs });
  },
  60_000 + runs * 4_000,
);
