import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clocksOf, decide, transitionsFrom } from './decide.ts';
import { type Machine, permissionsOf, transitionsOf } from './machine.ts';

type State = 'open' | 'waiting' | 'closed';
type Step = 'wait' | 'close' | 'reopen' | 'remind';
interface Facts {
  answered: boolean;
  due?: string;
}

const request: Machine<State, Step, Facts, 'tell' | 'file'> = {
  id: 'test.request',
  reasonField: 'comment',
  states: {
    open: { kind: 'initial' },
    waiting: { kind: 'open', clocks: { late: { hours: 48 }, promised: { at: (facts) => facts.due } } },
    closed: { kind: 'open' },
  },
  transitions: {
    close: {
      from: ['open', 'waiting'],
      to: 'closed',
      permission: 'test.close',
      fields: ['outcome', 'people'],
      guard: ({ answered }, from) =>
        answered || from === 'open' ? [] : [{ code: 'test.unanswered', text: 'No answer came.' }],
      effects: ['tell', 'file'],
    },
    wait: { from: ['open'], to: 'waiting', permission: ['test.wait', 'test.close'] },
    reopen: { from: ['closed'], to: 'open', permission: 'test.close', needsReason: true },
    remind: { from: ['waiting'], to: 'waiting', permission: 'test.wait', elsewhere: true },
  },
  invariants: [],
};
const NOW = new Date('2026-03-01T08:00:00Z');
const standing = (state: State, facts: Facts = { answered: true }, held?: string[]) => ({
  state,
  facts,
  may: (permission: string) => held?.includes(permission) ?? true,
});
const given = { outcome: 'settled', people: ['one'] };

test('a move from a state that was left meanwhile is a conflict, whatever else is wrong with it', () => {
  const wanted = { transition: 'close', from: 'open' } as const;
  expect(decide(request, standing('closed', { answered: true }, []), wanted, NOW)).toEqual({
    ok: false,
    code: 'workflow.state_changed',
    state: 'closed',
    transition: 'close',
    missing: [],
  });
});

test.each(['reopen', 'constructor', 'toString', '__proto__'])('%s does not lead on from open', (step) => {
  expect(decide(request, standing('open'), { transition: step as Step }, NOW)).toMatchObject({
    code: 'workflow.not_from_here',
  });
});

test('of a list of permissions any one is enough, and none is none', () => {
  const wait = (held: string[]) =>
    decide(request, standing('open', { answered: true }, held), { transition: 'wait' }, NOW);
  expect(wait(['test.close']).ok).toBe(true);
  expect(wait(['test.wait']).ok).toBe(true);
  expect(wait(['test.other'])).toMatchObject({ code: 'workflow.not_allowed', missing: [] });
  expect(permissionsOf(request)).toEqual(['test.close', 'test.wait']);
});

test('a refusal names all that is missing at once', () => {
  const at = standing('waiting', { answered: false });
  expect(
    decide(request, at, { transition: 'close', given: { outcome: ' ', people: [] } }, NOW),
  ).toMatchObject({
    code: 'workflow.not_ready',
    missing: [
      { code: 'test.unanswered' },
      { code: 'workflow.field_needed', path: 'body.outcome', params: { field: 'outcome' } },
      { code: 'workflow.field_needed', path: 'body.people' },
    ],
  });
  expect(
    decide(request, standing('waiting'), { transition: 'close', given: { outcome: 0 } }, NOW),
  ).toMatchObject({
    code: 'workflow.input_needed',
    missing: [{ path: 'body.people' }],
  });
});

test('a reason of blanks is none, and is asked for in the field that carries it', () => {
  for (const reason of [undefined, '', ' \n\t'])
    expect(decide(request, standing('closed'), { transition: 'reopen', reason }, NOW)).toMatchObject({
      code: 'workflow.input_needed',
      missing: [{ code: 'workflow.reason_needed', path: 'body.comment' }],
    });
  const decision = decide(request, standing('closed'), { transition: 'reopen', reason: ' wrong ' }, NOW);
  expect(decision).toMatchObject({ ok: true, to: 'open', reason: 'wrong', effects: [], clocks: [] });
});

test('a decision names effects in their order and what falls due', () => {
  expect(decide(request, standing('open'), { transition: 'close', from: 'open', given }, NOW)).toEqual({
    ok: true,
    transition: 'close',
    from: 'open',
    to: 'closed',
    reason: '',
    effects: ['tell', 'file'],
    clocks: [],
  });
  const facts = { answered: false, due: '2026-03-10' };
  expect(decide(request, standing('open', facts), { transition: 'wait' }, NOW)).toMatchObject({
    clocks: [
      { id: 'late', due: '2026-03-03T08:00:00.000Z' },
      { id: 'promised', due: '2026-03-10' },
    ],
  });
});

test('without the instant of entry only the facts tell what falls due', () => {
  expect(clocksOf(request, 'waiting', { answered: true, due: '2026-03-10' })).toEqual([
    { id: 'promised', due: '2026-03-10' },
  ]);
  expect(clocksOf(request, 'waiting', { answered: true })).toEqual([]);
});

test('the list of next steps and the decision never contradict each other', () => {
  const any = fc.record({
    state: fc.constantFrom<State>('open', 'waiting', 'closed'),
    answered: fc.boolean(),
    held: fc.subarray(['test.close', 'test.wait']),
  });
  fc.assert(
    fc.property(any, ({ state, answered, held }) => {
      const at = standing(state, { answered }, held);
      const steps = transitionsFrom(request, at);
      for (const id of transitionsOf(request)) {
        const step = steps.find((one) => one.transition === id);
        const outcome = decide(request, at, { transition: id, from: state, reason: 'so', given }, NOW);
        if (request.transitions[id].elsewhere) expect(step).toBeUndefined();
        else if (outcome.ok)
          expect(step).toEqual({ transition: id, to: outcome.to, allowed: true, missing: [] });
        else if (outcome.code === 'workflow.not_ready')
          expect(step).toMatchObject({ allowed: false, missing: outcome.missing });
        else expect(step).toBeUndefined();
      }
    }),
  );
});
