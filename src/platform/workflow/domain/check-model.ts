import { type Machine, type Marks, statesOf, transitionsOf } from './machine.ts';
import { situationsOf, type World } from './world.ts';

export interface Finding {
  kind:
    | 'no_initial'
    | 'leaves_final'
    | 'unreachable'
    | 'never_fires'
    | 'dead_end'
    | 'stuck'
    | 'invariant_broken';
  /** The state, transition or invariant that it is about. */
  about: string;
  /** The finding with the shortest way that shows it. */
  text: string;
}

/** Places explored at most: a world that needs more has facts that make no difference. */
const MOST = 200_000;

interface Place<S extends string, F> {
  state: S;
  facts: F;
  /** Index of the facts among the situations. */
  at: number;
  marks: Marks;
  /** How it was reached first: the place before and what happened there. */
  before?: Place<S, F>;
  by?: string;
}

const FACTS_CHANGE = '(facts change)';

/** The way to a place as one line: `draft {missing: 1} -- publish --> published {missing: 1}`. */
function wayTo<S extends string, F>(place: Place<S, F>): string {
  const steps: string[] = [];
  for (let at: Place<S, F> | undefined = place; at; at = at.before) {
    const facts = Object.entries(at.facts as object).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}`,
    );
    steps.unshift(`${at.by ? ` -- ${at.by} --> ` : ''}${at.state} {${facts.join(', ')}}`);
  }
  return steps.join('');
}

function marksAfter<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  marks: Marks,
  transition: T,
): Marks {
  const entries = Object.entries(machine.marks ?? {}).map(([name, { on, off = [] }]) => [
    name,
    on.includes(transition) || (marks[name] === true && !off.includes(transition)),
  ]);
  return Object.fromEntries(entries);
}

interface Explored<S extends string, F> {
  places: Map<string, Place<S, F>>;
  /** Key of a place -> keys of those that follow it at once. */
  next: Map<string, Set<string>>;
  fired: Set<string>;
  /** Keys of places in which a transition fires. */
  moving: Set<string>;
}

/** Goes breadth first through all that can happen, so that the first way to a place is a shortest one. */
function explore<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  world: World<S, F>,
): Explored<S, F> {
  const situations = situationsOf<F>(world.facts);
  const found: Explored<S, F> = { places: new Map(), next: new Map(), fired: new Set(), moving: new Set() };
  const queue: [string, Place<S, F>][] = [];
  const arrive = (place: Place<S, F>): string => {
    const key = JSON.stringify([place.state, place.at, place.marks]);
    if (!found.places.has(key)) {
      if (found.places.size >= MOST) throw new Error(`${machine.id}: more than ${MOST} places to explore`);
      found.places.set(key, place);
      found.next.set(key, new Set());
      queue.push([key, place]);
    }
    return key;
  };
  const marks = Object.fromEntries(Object.keys(machine.marks ?? {}).map((name) => [name, false]));
  for (const state of statesOf(machine).filter((one) => machine.states[one].kind === 'initial'))
    for (const [at, facts] of situations.entries())
      if (world.starts?.(facts) ?? true) arrive({ state, facts, at, marks });
  for (const [key, place] of queue) {
    const goOn = (to: Place<S, F>) => found.next.get(key)!.add(arrive(to));
    for (const id of transitionsOf(machine)) {
      const rule = machine.transitions[id];
      if (!rule.from.includes(place.state) || (rule.guard?.(place.facts, place.state)?.length ?? 0) > 0)
        continue;
      found.fired.add(id);
      found.moving.add(key);
      const after = marksAfter(machine, place.marks, id);
      goOn({ state: rule.to, facts: place.facts, at: place.at, marks: after, before: place, by: id });
    }
    for (const [at, facts] of situations.entries())
      if (at !== place.at && (world.changes?.(place.state, place.facts, facts) ?? true))
        goOn({ ...place, facts, at, before: place, by: FACTS_CHANGE });
  }
  return found;
}

/** Keys of the places from which a transition can still fire, be it after the facts have changed. */
function movable<S extends string, F>({ next, moving }: Explored<S, F>): Set<string> {
  const back = new Map<string, string[]>();
  for (const [from, all] of next) for (const to of all) back.set(to, [...(back.get(to) ?? []), from]);
  const reached = new Set(moving);
  for (const key of reached) for (const from of back.get(key) ?? []) reached.add(from);
  return reached;
}

/** What can be seen without going anywhere. */
function shapeFindings<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
): Finding[] {
  const states = statesOf(machine);
  const ids = transitionsOf(machine);
  const noStart = states.every((state) => machine.states[state].kind !== 'initial');
  return [
    ...(noStart
      ? [{ kind: 'no_initial' as const, about: machine.id, text: `${machine.id}: no state is initial.` }]
      : []),
    ...ids.flatMap((id) =>
      machine.transitions[id].from
        .filter((from) => machine.states[from].kind === 'final')
        .map((from) => ({
          kind: 'leaves_final' as const,
          about: id,
          text: `The transition "${id}" leaves the final state "${from}".`,
        })),
    ),
    ...states
      .filter((state) => machine.states[state].kind !== 'final')
      .filter((state) => ids.every((id) => !machine.transitions[id].from.includes(state)))
      .map((state) => ({
        kind: 'dead_end' as const,
        about: state,
        text: `No transition leaves the state "${state}", which is not final.`,
      })),
  ];
}

function stuckFindings<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  found: Explored<S, F>,
): Finding[] {
  const free = movable(found);
  const stuck = new Map<S, Place<S, F>>();
  for (const [key, place] of found.places) {
    const { state } = place;
    const leaves = transitionsOf(machine).some((id) => machine.transitions[id].from.includes(state));
    if (machine.states[state].kind !== 'final' && leaves && !free.has(key) && !stuck.has(state))
      stuck.set(state, place);
  }
  return [...stuck].map(([state, place]) => ({
    kind: 'stuck',
    about: state,
    text: `Nothing can ever lead on from here: ${wayTo(place)}`,
  }));
}

function brokenInvariants<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  found: Explored<S, F>,
): Finding[] {
  return machine.invariants.flatMap(({ says, holds }) => {
    const place = [...found.places.values()].find((one) => !holds(one.state, one.facts, one.marks));
    const text = place && `"${says}" does not hold at the end of: ${wayTo(place)}`;
    return text ? [{ kind: 'invariant_broken' as const, about: says, text }] : [];
  });
}

/**
 * Explores every state under every facts of the world and proves: no invariant is broken, every state is reached, every
 * transition fires, every state that is not final can be left. Empty when all of it holds; each finding shows its way.
 * Permissions, reasons and fields count as given.
 */
export function checkModel<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  world: World<S, F>,
): { findings: Finding[]; places: number } {
  const found = explore(machine, world);
  const reached = new Set([...found.places.values()].map((place) => place.state));
  const unreached = statesOf(machine).filter((state) => !reached.has(state));
  const idle = transitionsOf(machine).filter((id) => !found.fired.has(id));
  return {
    places: found.places.size,
    findings: [
      ...shapeFindings(machine),
      ...unreached.map((state) => ({
        kind: 'unreachable' as const,
        about: state,
        text: `No way leads to the state "${state}".`,
      })),
      ...idle.map((id) => ({
        kind: 'never_fires' as const,
        about: id,
        text: `The transition "${id}" can never fire.`,
      })),
      ...stuckFindings(machine, found),
      ...brokenInvariants(machine, found),
    ],
  };
}
