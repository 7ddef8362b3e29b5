import type { Caller } from '#platform/http/testing.ts';
import { tellsOf } from './belongs.ts';
import { type Installation, revive } from './installation.ts';
import { type Route, type Slot, slotsOf } from './slots.ts';
import { attempt, choose, hear } from './swap.ts';

/** Calls that end what the caller needs to go on, or have no end of their own. */
export const NOT_CALLED = new Set(['identity.signOut', 'identity.revokeOtherSessions', 'live.listen']);

/** Where a name that exists is answered otherwise than one that does not, and why that is right. */
const BY_DESIGN: Record<string, string> = {
  'offline.askState': 'a browser without a session asks by the random name that it alone knows',
  'offline.registerDevice': 'the random name of a browser is taken once',
};

export interface Prober {
  /** Calls one route with names of the other office, then with names of nothing. @returns tries, and holes found */
  probe(route: Route, swapped: readonly Slot[]): Promise<{ tries: number; status: number; holes: string[] }>;
}

/** Attacks of one person on what belongs to the second office. `random` decides everything that is chosen. */
export function prober(world: Installation, who: string, caller: Caller, random: () => number): Prober {
  const tells = tellsOf(world.ofB);
  return {
    async probe(route, swapped) {
      const made = attempt(route, swapped, choose(world.ofA, random), choose(world.ofB, random), random);
      if (!made) return { tries: 0, status: 0, holes: [] };
      world.clock.aheadMs += 60_000;
      await revive(world.server, [caller]);
      const sent = made.named.flat();
      const hidden = await hear(caller, made.hidden, sent);
      const holes: string[] = [];
      const hole = (what: string) =>
        holes.push(`${who} ${route.id} (${swapped.map(({ name }) => name)}): ${what}\n  ${made.hidden[0]}`);
      const told = tells(hidden.text, sent);
      if (told) hole(`tells ${told}: ${hidden.text.slice(0, 500)}`);
      if (hidden.status >= 500) hole(`${hidden.status} ${String(made.hidden[1].body)}`);
      if (made.named.length === 0 || BY_DESIGN[route.id]) return { tries: 1, status: hidden.status, holes };
      const nothing = await hear(caller, made.nothing, sent);
      if (hidden.shape !== nothing.shape) hole(`\n    ${hidden.shape}\n  is not\n    ${nothing.shape}`);
      if (nothing.status >= 500) hole(`${nothing.status} for nothing`);
      return { tries: 2, status: hidden.status, holes };
    },
  };
}

/** Each slot by itself, all of them together, and none: what the route shows to somebody who names nothing. */
export function swapsOf(route: Route): readonly (readonly Slot[])[] {
  const { slots } = slotsOf(route);
  return [[], ...slots.map((slot) => [slot]), ...(slots.length > 1 ? [slots] : [])];
}
