/**
 * Somebody who may do everything in one office calls every route with names of things of another, chosen by seed: by
 * themselves, several at once, of the right kind and of wrong ones. Each answer is compared with that to a name of nothing,
 * read for anything of the other office, and afterwards every row of that office is compared with what it was.
 * Expects no hole.
 * Usage: npx tsx --conditions=source bench/swapped-ids.ts [tries=50000] [seed=1]
 */
import { digests } from '#server/testing/belongs.ts';
import { NOT_CALLED, prober } from '#server/testing/probe.ts';
import { type Route, type Slot, slotsOf } from '#server/testing/slots.ts';
import { seeded, withInstallation } from './support/installation.ts';

const [wanted = 50_000, seed = 1] = process.argv.slice(2).map(Number);
const random = seeded(seed);

/** Some of the slots of a route; now and then as names of another kind of thing. */
function someSlots(route: Route, kinds: readonly string[]): Slot[] {
  const { slots } = slotsOf(route);
  const chosen = slots.filter(() => random() < 0.6);
  const some = chosen.length > 0 ? chosen : slots.slice(0, 1);
  return some.map((slot) =>
    random() < 0.15 && slot.kind.includes('.')
      ? { ...slot, kind: kinds[Math.floor(random() * kinds.length)]! }
      : slot,
  );
}

await withInstallation(async (world) => {
  const routes = world.modules
    .flatMap((m) => m.routes.map(({ route }) => route))
    .filter((route) => !NOT_CALLED.has(route.id) && slotsOf(route).slots.length > 0);
  const kinds = [...world.ofB.ids].filter(([, ids]) => ids.length > 0).map(([table]) => table);
  const people = [
    prober(world, 'everything in the office', world.a.person, random),
    prober(world, 'everything in the operation', world.opal, random),
    prober(world, 'a colleague', world.a.colleague, random),
  ];
  const before = await digests(world.server, world.ofB);
  const began = performance.now();
  const statuses: Record<string, number> = {};
  const holes = new Map<string, number>();
  let tries = 0;
  while (tries < wanted) {
    const batch = people.map(async ({ probe }) => {
      const route = routes[Math.floor(random() * routes.length)]!;
      const found = await probe(route, someSlots(route, kinds));
      tries += found.tries;
      statuses[found.status] = (statuses[found.status] ?? 0) + 1;
      for (const hole of found.holes) holes.set(hole, (holes.get(hole) ?? 0) + 1);
    });
    await Promise.all(batch);
  }
  const after = await digests(world.server, world.ofB);
  const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
  const seconds = (performance.now() - began) / 1000;
  console.log(`${tries} tries on ${routes.length} routes in ${seconds.toFixed(0)} s, seed ${seed}`);
  console.log(`answers: ${JSON.stringify(statuses)}`);
  console.log(`tables of the other office that changed: ${changed.join(', ') || 'none'}`);
  console.log(`holes: ${holes.size}`);
  for (const [hole, count] of holes) console.log(`${count} x ${hole}`);
  process.exitCode = holes.size + changed.length === 0 ? 0 : 1;
});
