import { expect, test } from 'vitest';
import { checkModel } from '#platform/workflow/domain/check-model.ts';
import { decide, transitionsFrom } from '#platform/workflow/domain/decide.ts';
import { permissionsOf } from '#platform/workflow/domain/machine.ts';
import { mutant } from '#platform/workflow/testing/mutant.ts';
import { type TaskState, taskStates } from '../contract/shapes.ts';
import { moveTask } from '../contract/task.ts';
import { isOpen, taskMachine, taskWorld } from './task-machine.ts';

const at = (state: TaskState, owned = true) => ({ state, facts: { owned }, may: () => true });
const NOW = new Date('2026-11-22T08:00:00Z');

test.each([
  ['open', ['finish', 'start', 'cancel']],
  ['in_progress', ['finish', 'cancel']],
  ['done', ['reopen']],
  ['cancelled', ['reopen']],
] as const)('from %s lead %j', (state, transitions) => {
  expect(transitionsFrom(taskMachine, at(state)).map(({ transition }) => transition)).toEqual(transitions);
});

test('what nobody has is neither begun nor done, and cancelled only with a reason', () => {
  expect(transitionsFrom(taskMachine, at('open', false)).map(({ allowed }) => allowed)).toEqual([
    false,
    false,
    true,
  ]);
  expect(decide(taskMachine, at('open', false), { transition: 'finish' }, NOW)).toMatchObject({
    code: 'workflow.not_ready',
    missing: [{ code: 'tasks.nobody_has_it' }],
  });
  expect(decide(taskMachine, at('open'), { transition: 'cancel', reason: ' ' }, NOW)).toMatchObject({
    code: 'workflow.input_needed',
  });
});

test('two states are over', () => {
  expect(taskStates.filter((state) => !isOpen(state))).toEqual(['done', 'cancelled']);
});

test('whoever may call the route may take every step', () => {
  expect(permissionsOf(taskMachine)).toEqual([moveTask.config.permission]);
});

test('the model holds', () => {
  expect(checkModel(taskMachine, taskWorld).findings).toEqual([]);
});

const kinds = (change: Parameters<typeof mutant>[1]) =>
  checkModel(mutant(taskMachine, change), taskWorld).findings.map((one) => `${one.kind} ${one.about}`);

test.each([
  [
    'begun by nobody',
    { change: { start: { guard: () => [] } } },
    'What is being done has somebody who does it.',
  ],
  ['done by nobody', { change: { finish: { guard: () => [] } } }, 'What is done had an owner.'],
  [
    'done though cancelled',
    { change: { finish: { from: ['open', 'in_progress', 'cancelled'] } } },
    'What was cancelled is done by nobody before it is opened again.',
  ],
] as const)('the check sees: %s', (_, change, invariant) => {
  expect(kinds(change)).toContain(`invariant_broken ${invariant}`);
});
