/** One thing that stands in the way of a transition. `problem.<code>` in the slice's messages says it to people. */
export interface Missing {
  /** Stable; its first word names the slice that has the sentence. */
  code: string;
  /** The same in English, for callers of the API. */
  text: string;
  /** Feed the translated sentence. */
  params?: Readonly<Record<string, string | number>>;
  /** The field of the request that would mend it (`body.reason`); none where something else must happen first. */
  path?: string;
}

/** Due so long after the state was entered, or at a date or instant (ISO text) that the facts give. */
type Clock<F> = { hours: number } | { at: (facts: F) => string | undefined };

interface StateRule<F> {
  /** Where a record begins, where it may stay for a while, where nothing follows. */
  kind: 'initial' | 'open' | 'final';
  /** By name, what falls due while a record is in this state. */
  clocks?: Readonly<Record<string, Clock<F>>>;
}

interface Transition<S extends string, F, E extends string> {
  from: readonly S[];
  to: S;
  /** Needed where the record lies; of a list any one. */
  permission: string | readonly string[];
  /** Fields of the request that must be filled in. */
  fields?: readonly string[];
  needsReason?: boolean;
  /** What must happen first; nothing or an empty list lets the transition through. */
  guard?: (facts: F, from: S) => readonly Missing[] | undefined;
  /** What the service does besides writing the state, in this order. */
  effects?: readonly E[];
  /** Not among the next actions: another screen leads to it. */
  elsewhere?: true;
}

/** A trace of the way so far, for invariants alone: set by some transitions, taken away by others. */
interface Mark<T extends string> {
  on: readonly T[];
  off?: readonly T[];
}

export type Marks = Readonly<Record<string, boolean>>;

interface Invariant<S extends string, F> {
  /** A sentence that holds in every state that can be reached. */
  says: string;
  holds: (state: S, facts: F, marks: Marks) => boolean;
}

/**
 * A state machine as data: `S` states, `T` transitions, `F` the facts that guards read, `E` effects. Guards and
 * invariants are pure: no clock, no SQL.
 */
export interface Machine<S extends string, T extends string, F, E extends string = never> {
  /** The entity as the audit names it: `displacement.round`. */
  id: string;
  states: Readonly<Record<S, StateRule<F>>>;
  /** In the order in which screens offer them, the likeliest first. */
  transitions: Readonly<Record<T, Transition<S, F, E>>>;
  marks?: Readonly<Record<string, Mark<T>>>;
  invariants: readonly Invariant<S, F>[];
  /** The field of the request that carries the reason; `reason` where it says nothing else. */
  reasonField?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: machines of every kind of facts pass through the same screens and tools
export type AnyMachine = Machine<any, any, any, any>;

export const statesOf = <S extends string>(machine: { states: Readonly<Record<S, unknown>> }): S[] =>
  Object.keys(machine.states) as S[];

export const transitionsOf = <T extends string>(machine: {
  transitions: Readonly<Record<T, unknown>>;
}): T[] => Object.keys(machine.transitions) as T[];

/** Every permission that a transition may ask for. */
export const permissionsOf = (machine: AnyMachine): string[] => [
  ...new Set(transitionsOf(machine).flatMap((id) => machine.transitions[id]!.permission)),
];
