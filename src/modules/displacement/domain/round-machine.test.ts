import { expect, test } from 'vitest';
import { checkModel } from '#platform/workflow/domain/check-model.ts';
import { clocksOf, decide, transitionsFrom } from '#platform/workflow/domain/decide.ts';
import { permissionsOf, transitionsOf } from '#platform/workflow/domain/machine.ts';
import { mutant } from '#platform/workflow/testing/mutant.ts';
import { moveRound, type RoundState, roundStates } from '../contract.ts';
import { isSettled, roundMachine, roundWorld } from './round-machine.ts';

/** The whole matrix, written out: rows from, columns to; f forward, b back with a reason, s supersede with a reason. */
const expected = `
            planned collecting cleaning validated cleared published superseded
planned     .       f          .        .         .       .         .
collecting  .       .          f        .         .       .         .
cleaning    .       b          .        f         .       .         .
validated   .       .          b        .         f       .         .
cleared     .       .          b        .         .       f         .
published   .       .          .        .         .       .         s
superseded  .       .          .        .         .       .         .`;

const [head, ...rows] = expected
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const NOW = new Date('2026-02-01T10:00:00Z');
const at = (state: RoundState, records = 1) => ({
  state,
  facts: { records, endsOn: '2026-01-31' },
  may: () => true,
});

/** Every way to go from one state to another, whatever the step is called. */
const go = (from: RoundState, to: RoundState, reason: string): string[] =>
  transitionsOf(roundMachine)
    .filter((transition) => roundMachine.transitions[transition].to === to)
    .map((transition) => decide(roundMachine, at(from), { transition, reason }, NOW))
    .flatMap((outcome) => {
      if (outcome.ok) return ['moves'];
      return outcome.code === 'workflow.not_from_here' ? [] : [outcome.code];
    });

test.each(rows.map((row) => [row[0]!, row.slice(1)] as const))('moves from %s', (from, cells) => {
  head!.forEach((to, i) => {
    const cell = cells[i];
    const outcomes = (reason: string) => go(from as RoundState, to as RoundState, reason);
    expect(outcomes('because'), `${from} to ${to}`).toEqual(cell === '.' ? [] : ['moves']);
    if (cell === 'b' || cell === 's') expect(outcomes('  ')).toEqual(['workflow.input_needed']);
    if (cell === 'f') expect(outcomes('')).toEqual(['moves']);
  });
});

test('a round without records is not validated, and the screen can say why', () => {
  expect(transitionsFrom(roundMachine, at('cleaning', 0))).toMatchObject([
    { transition: 'validate', allowed: false, missing: [{ code: 'displacement.no_records' }] },
    { transition: 'resume', allowed: true, missing: [] },
  ]);
  expect(transitionsFrom(roundMachine, { ...at('cleaning'), may: () => false })).toEqual([]);
});

test('collection falls due on its last day', () => {
  const decision = decide(roundMachine, at('planned'), { transition: 'start' }, NOW);
  expect(decision).toMatchObject({ ok: true, clocks: [{ id: 'collection_ends', due: '2026-01-31' }] });
  expect(clocksOf(roundMachine, 'cleaning', at('cleaning').facts)).toEqual([]);
});

test('a cleared round is settled', () => {
  expect(roundStates.filter(isSettled)).toEqual(['cleared', 'published', 'superseded']);
});

test('whoever may call the route may take every step', () => {
  expect(permissionsOf(roundMachine)).toEqual([moveRound.config.permission]);
});

test('the model holds', () => {
  expect(checkModel(roundMachine, roundWorld).findings).toEqual([]);
});

const kinds = (change: Parameters<typeof mutant>[1]) =>
  checkModel(mutant(roundMachine, change), roundWorld).findings.map((one) => `${one.kind} ${one.about}`);

test.each([
  ['no step to published', { without: 'publish' }, 'unreachable published'],
  ['no step on from collecting', { without: 'clean' }, 'dead_end collecting'],
  ['records not asked for at validation', { change: { validate: { guard: () => [] } } }, undefined],
  [
    'records not asked for at clearance',
    { change: { clear: { guard: () => [] } } },
    'invariant_broken A settled round has records behind its figures.',
  ],
  [
    'published without clearance',
    { change: { publish: { from: ['validated', 'cleared'] } } },
    'invariant_broken What is published was cleared with others since its last correction.',
  ],
  [
    'a correction that skips validation',
    { change: { clear: { from: ['validated', 'cleaning'] } } },
    'invariant_broken What is cleared was validated since its last correction.',
  ],
  [
    'a published round that goes back',
    { change: { correct: { from: ['validated', 'cleared', 'published'] } } },
    'invariant_broken What was published is never taken back, only superseded.',
  ],
  [
    'a way out of the end',
    { change: { correct: { from: ['validated', 'superseded'] } } },
    'leaves_final correct',
  ],
] as const)('the check sees: %s', (_, change, finding) => {
  const found = kinds(change);
  // Clearance asks once more, so the guard of validation alone protects people, not the invariant.
  if (finding === undefined) expect(found).toEqual([]);
  else expect(found).toContain(finding);
});
