import type { Machine } from '#platform/workflow/domain/machine.ts';
import type { World } from '#platform/workflow/domain/world.ts';
import type { Round, RoundMove, RoundState } from '../contract.ts';

export interface RoundFacts {
  /** Records that count towards the figures. */
  records: number;
  /** Last day of collection. */
  endsOn: string;
}

export const roundFacts = (round: Pick<Round, 'recordCount' | 'endsOn'>): RoundFacts => ({
  records: round.recordCount,
  endsOn: round.endsOn,
});

const permission = 'displacement.round.write';

/** Cleared figures have been agreed with others: mapping, dates and records stay as they are. */
const settled: readonly RoundState[] = ['cleared', 'published', 'superseded'];

export const isSettled = (state: RoundState): boolean => settled.includes(state);

const needsRecords = ({ records }: RoundFacts) =>
  records > 0
    ? undefined
    : [{ code: 'displacement.no_records', text: 'No record counts towards the figures of this round yet.' }];

/** Forward one step at a time; back to cleaning or collecting until a round is published, always with a reason. */
export const roundMachine: Machine<RoundState, RoundMove, RoundFacts> = {
  id: 'displacement.round',
  states: {
    planned: { kind: 'initial' },
    collecting: { kind: 'open', clocks: { collection_ends: { at: (facts) => facts.endsOn } } },
    cleaning: { kind: 'open' },
    validated: { kind: 'open' },
    cleared: { kind: 'open' },
    published: { kind: 'open' },
    superseded: { kind: 'final' },
  },
  transitions: {
    start: { from: ['planned'], to: 'collecting', permission },
    clean: { from: ['collecting'], to: 'cleaning', permission },
    validate: { from: ['cleaning'], to: 'validated', permission, guard: needsRecords },
    // Forms can still be taken out of a validated round, so the records are asked for once more.
    clear: { from: ['validated'], to: 'cleared', permission, guard: needsRecords },
    publish: { from: ['cleared'], to: 'published', permission },
    supersede: { from: ['published'], to: 'superseded', permission, needsReason: true },
    correct: { from: ['validated', 'cleared'], to: 'cleaning', permission, needsReason: true },
    resume: { from: ['cleaning'], to: 'collecting', permission, needsReason: true },
  },
  marks: {
    validated: { on: ['validate'], off: ['correct', 'resume'] },
    agreed: { on: ['clear'], off: ['correct'] },
    published: { on: ['publish'] },
  },
  invariants: [
    {
      says: 'What is cleared was validated since its last correction.',
      holds: (state, _, marks) => !isSettled(state) || marks.validated === true,
    },
    {
      says: 'What is published was cleared with others since its last correction.',
      holds: (state, _, marks) => (state !== 'published' && state !== 'superseded') || marks.agreed === true,
    },
    {
      says: 'What was published is never taken back, only superseded.',
      holds: (state, _, marks) => !marks.published || state === 'published' || state === 'superseded',
    },
    {
      says: 'A settled round has records behind its figures.',
      holds: (state, facts) => !isSettled(state) || facts.records > 0,
    },
  ],
};

/** Records come and go until a round is settled. */
export const roundWorld: World<RoundState, RoundFacts> = {
  facts: { records: [0, 1], endsOn: ['2026-01-31'] },
  changes: (state) => !isSettled(state),
};
