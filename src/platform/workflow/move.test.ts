import { expect, test } from 'vitest';
import type { Problem } from '#platform/http/problem.ts';
import type { Machine } from './domain/machine.ts';
import { move, trace } from './move.ts';

const machine: Machine<'open' | 'closed', 'close' | 'reopen', { left: number }> = {
  id: 'test.task',
  states: { open: { kind: 'initial' }, closed: { kind: 'open' } },
  transitions: {
    close: {
      from: ['open'],
      to: 'closed',
      permission: 'test.close',
      guard: ({ left }) =>
        left > 0 ? [{ code: 'test.left', text: `${left} are left.`, params: { left } }] : undefined,
    },
    reopen: { from: ['closed'], to: 'open', permission: 'test.close', needsReason: true },
  },
  invariants: [],
};
const NOW = new Date('2026-03-01T08:00:00Z');
const refusal = (...args: [state: 'open' | 'closed', left: number, held: boolean, wanted: object]) => {
  const [state, left, held, wanted] = args;
  try {
    move(machine, { state, facts: { left }, may: () => held }, wanted as { transition: 'close' }, NOW);
  } catch (error) {
    const { status, code, options } = error as Problem;
    return { status, code, ...options };
  }
  return undefined;
};

test.each([
  [409, 'workflow.state_changed', 'closed', { transition: 'close', from: 'open' }],
  [409, 'workflow.not_from_here', 'closed', { transition: 'close' }],
  [422, 'workflow.input_needed', 'closed', { transition: 'reopen' }],
] as const)('%i %s', (status, code, state, wanted) => {
  expect(refusal(state, 0, true, wanted)).toMatchObject({
    status,
    code,
    params: { state, transition: wanted.transition },
  });
});

test('403 without the permission, before anything is told of what is missing', () => {
  const answer = refusal('open', 3, false, { transition: 'close' });
  expect(answer).toMatchObject({ status: 403, code: 'workflow.not_allowed' });
  expect(answer).not.toHaveProperty('errors');
});

test('409 with one entry for each thing that must happen first', () => {
  expect(refusal('open', 3, true, { transition: 'close' })).toMatchObject({
    status: 409,
    code: 'workflow.not_ready',
    detail: '3 are left.',
    errors: [{ path: '', code: 'test.left', message: '3 are left.', params: { left: 3 } }],
  });
});

test('the audit keeps both states, and the reason where there is one', () => {
  expect(trace({ from: 'open', to: 'closed', reason: '' })).toEqual({
    before: { state: 'open' },
    after: { state: 'closed' },
  });
  expect(trace({ from: 'closed', to: 'open', reason: 'wrong' })).toMatchObject({ reason: 'wrong' });
});
