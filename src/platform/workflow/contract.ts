import { z } from 'zod';

/** What every move of a record sends: the transition, and the state that its mover saw. */
export const moveFields = <const T extends string, const S extends string>(
  transitions: readonly T[],
  states: readonly S[],
) => ({
  transition: z.enum(transitions),
  /** The state on the screen of whoever decides; when the record has left it meanwhile, the move is refused. */
  from: z.enum(states).optional(),
});

/** The reason of a move; which moves need one, the machine says. */
export const moveReason = z.string().trim().max(500).default('');
