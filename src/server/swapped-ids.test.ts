import { afterAll, beforeAll, expect, test } from 'vitest';
import { digests } from './testing/belongs.ts';
import { type Installation, revive, startInstallation } from './testing/installation.ts';
import { NOT_CALLED, prober, swapsOf } from './testing/probe.ts';
import { partsOf, put, written } from './testing/requests.ts';
import { type Route, slotsOf } from './testing/slots.ts';
import { choose, hear, tablesOf } from './testing/swap.ts';

/**
 * Two offices with rows of every kind. Whoever may do everything in the first calls every route of the contract with names of
 * the second: each is answered like a name of nothing, nothing of the second shows, and nothing of it changes.
 * `bench/swapped-ids.ts` does the same with seeds, as often as wanted.
 */
let world: Installation;
let routes: Route[];
beforeAll(async () => {
  world = await startInstallation();
  routes = world.modules
    .flatMap((m) => m.routes.map(({ route }) => route))
    .filter(({ id }) => !NOT_CALLED.has(id));
}, 180_000);
afterAll(async () => world?.close());

const firstOf = () => 0;

test('every identifier of the contract is of a known kind', () => {
  expect(routes.flatMap((route) => slotsOf(route).unknown)).toEqual([]);
});

/** Tables without rows of one office: of the whole installation, of a moment, or filled by background work alone. */
const WITHOUT = [
  /^access\.(agency|bearing_kind|purpose|record_kind|reveal|role|role_sign_in|sign_in_default|office)$/,
  /^audit\.(checkpoint|leaf|head|pending)$/,
  /^backup\./,
  /^displacement\.skipped_record$/,
  /^files\.blob$/,
  /^forms\.(answer_page|answer_run|unsorted|form_file)$/,
  /^identity\.(known_device|passkey_challenge|provider\w*|recovery_code|recovery_rule|sign_in_failure)$/,
  /^jobs\.schedule$/,
  /^notify\.(agency|delivery|digest|preference|smtp|stop_link|vapid)$/,
  /^places\.(area\w*|country|edition|pcode|succession|version)$/,
];

test('the other office has rows in every table that can have them', async () => {
  const rows = await digests(world.server, world.ofB);
  const empty = (await tablesOf(world.server))
    .map(({ name }) => name)
    .filter((name) => rows[name]?.startsWith('0 ') && !WITHOUT.some((one) => one.test(name)));
  expect(empty).toEqual([]);
});

test('names of another office are names of nothing, on every route', { timeout: 300_000 }, async () => {
  const before = await digests(world.server, world.ofB);
  const holes: string[] = [];
  const told: Record<string, number> = {};
  let tries = 0;
  for (const [who, caller] of [
    ['everything in the office', world.a.person],
    ['everything in the operation', world.opal],
  ] as const) {
    const { probe } = prober(world, who, caller, firstOf);
    for (const route of routes) {
      const swaps = swapsOf(route);
      // The second one only sees everything, and names all things of the other office at once.
      for (const swapped of caller === world.opal ? [swaps[0]!, swaps.at(-1)!] : swaps) {
        const found = await probe(route, swapped);
        holes.push(...found.holes);
        tries += found.tries;
        told[found.status] = (told[found.status] ?? 0) + 1;
      }
    }
  }
  process.stdout.write(`swapped identifiers: ${tries} tries, answers ${JSON.stringify(told)}\n`);
  expect(holes).toEqual([]);
  expect(await digests(world.server, world.ofB)).toEqual(before);
  expect(tries).toBeGreaterThan(1200);
  // Refused for the name, not for the hand: the caller is let in to nearly every route.
  expect((told[401] ?? 0) + (told[403] ?? 0)).toBeLessThan(100);
});

test('a file is begun on no record of another office', async () => {
  const begin = (entity: string, entityId: string) =>
    world.a.person.fetch('/api/files/uploads', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '4',
        'upload-metadata': Object.entries({ filename: 'a.txt', entity, entityId })
          .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      },
    });
  for (const [entity, ids] of world.ofB.ids) {
    const hidden = await begin(entity, ids[0] ?? crypto.randomUUID());
    const nothing = await begin(entity, crypto.randomUUID());
    expect([hidden.status, await hidden.text()], entity).toEqual([nothing.status, await nothing.text()]);
    expect(hidden.status, entity).toBeGreaterThanOrEqual(400);
    expect(hidden.status, entity).toBeLessThan(500);
  }
});

test('the same calls open to those of the office itself', { timeout: 120_000 }, async () => {
  const pick = choose(world.ofB, firstOf);
  const open: string[] = [];
  const unreached: string[] = [];
  const reads = (route: Route) => (/GET|HEAD/.test(route.method) ? 0 : 1);
  for (const route of [...routes].sort((one, other) => reads(one) - reads(other))) {
    const parts = partsOf(route);
    for (const slot of slotsOf(route).slots) {
      const value = pick(slot);
      if (slot.required && value) put(parts, slot, value);
    }
    world.clock.aheadMs += 60_000;
    await revive(world.server, [world.b.person]);
    const { status } = await hear(world.b.person, written(route, parts), []);
    if (status < 300) open.push(route.id);
    else unreached.push(`${status} ${route.id}`);
    expect(status, route.id).toBeLessThan(500);
  }
  process.stdout.write(`open to their own office: ${open.length} of ${routes.length} routes\n`);
  expect(open.length, unreached.join('\n')).toBeGreaterThan(150);
});
