import { type RoundState, roundStates } from '../contract.ts';

/** Forward one step at a time; back to cleaning or collecting until a round is published, always with a reason. */
const next: Record<RoundState, readonly RoundState[]> = {
  planned: ['collecting'],
  collecting: ['cleaning'],
  cleaning: ['validated', 'collecting'],
  validated: ['cleared', 'cleaning'],
  cleared: ['published', 'cleaning'],
  published: ['superseded'],
  superseded: [],
};

export const nextStates = (state: RoundState): readonly RoundState[] => next[state];

export type MoveRefusal = 'not_next' | 'reason_needed';

/** Why a round may not move so, or null. */
export function refuseMove(from: RoundState, to: RoundState, reason: string): MoveRefusal | null {
  if (!next[from].includes(to)) return 'not_next';
  const backwards = roundStates.indexOf(to) < roundStates.indexOf(from);
  return (backwards || to === 'superseded') && reason.trim() === '' ? 'reason_needed' : null;
}

/** Cleared figures have been agreed with others: mapping and dates stay as they are. */
export const isSettled = (state: RoundState): boolean =>
  ['cleared', 'published', 'superseded'].includes(state);
