import type { AnyMachine } from '../domain/machine.ts';

export interface Change {
  /** The transition that is not there. */
  without?: string;
  /** Parts of transitions that are otherwise. */
  change?: Readonly<Record<string, object>>;
}

/** A machine with a mistake in it, to prove that the check of the model sees the mistake. */
export function mutant(machine: AnyMachine, { without, change = {} }: Change): AnyMachine {
  const transitions = Object.fromEntries(
    Object.entries(machine.transitions as Record<string, object>)
      .filter(([id]) => id !== without)
      .map(([id, rule]) => [id, { ...rule, ...change[id] }]),
  );
  return { ...machine, transitions: transitions as AnyMachine['transitions'] };
}
