import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, testServer } from '#platform/http/testing.ts';
import { placesModule } from '#platform/places/module.ts';
import { offlineModule } from './module.ts';
import { Histories, LINKS, type Step } from './web/testing/histories.ts';

/** Histories played; more by `HISTORIES=10000 npx vitest run src/platform/offline/histories.test.ts`. */
const runs = Number(process.env.HISTORIES ?? 15);

const small = fc.nat({ max: 1_000_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      device: small,
      site: small,
      field: small,
      chance: small,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('create' as const), device: small, chance: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      device: small,
      link: fc.constantFrom(...LINKS),
      chance: small,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      device: small,
      hours: fc.integer({ min: -48, max: 48 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('send' as const), device: small, chance: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decide' as const), device: small, chance: small }) },
);

/** What happens, and to how many devices. */
const anyHistory: fc.Arbitrary<[Step[], number]> = fc.tuple(
  fc.array(step, { minLength: 5, maxLength: 30 }),
  fc.integer({ min: 2, max: 4 }),
);

/** A real server with three people on whom histories can be played. */
async function openPlayground(): Promise<{ histories: Histories; close: () => Promise<void> }> {
  const server = await testServer(
    ({ vault }) => [accessModule(() => []), placesModule(), offlineModule({ vault })],
    { now: () => new Date() },
  );
  const office = await server.office('HQ');
  const operationId = await server.operation('NORTH', office);
  const people: Caller[] = [];
  for (const name of ['anna', 'boris', 'chloe'])
    people.push(await server.persona(name, [{ role: 'displacement-officer', officeId: office }]));
  return { histories: new Histories(server, operationId, people), close: () => server.close() };
}

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
