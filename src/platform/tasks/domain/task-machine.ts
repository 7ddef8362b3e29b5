import type { Machine } from '#platform/workflow/domain/machine.ts';
import type { World } from '#platform/workflow/domain/world.ts';
import type { TaskMove, TaskState } from '../contract/shapes.ts';

export interface TaskFacts {
  /** Somebody has it; else it waits in the queue of a role. */
  owned: boolean;
}

const permission = 'tasks.task.work';

const needsOwner = ({ owned }: TaskFacts) =>
  owned ? undefined : [{ code: 'tasks.nobody_has_it', text: 'Somebody must take it first.' }];

export const isOpen = (state: TaskState): boolean => state === 'open' || state === 'in_progress';

/** Done and cancelled are ends that may be undone, with a reason. */
export const taskMachine: Machine<TaskState, TaskMove, TaskFacts> = {
  id: 'tasks.task',
  states: {
    open: { kind: 'initial' },
    in_progress: { kind: 'open' },
    done: { kind: 'open' },
    cancelled: { kind: 'open' },
  },
  transitions: {
    finish: { from: ['open', 'in_progress'], to: 'done', permission, guard: needsOwner },
    start: { from: ['open'], to: 'in_progress', permission, guard: needsOwner },
    // Handing it over, or back to the queue, begins anew.
    hand_over: { from: ['open', 'in_progress'], to: 'open', permission, elsewhere: true },
    cancel: { from: ['open', 'in_progress'], to: 'cancelled', permission, needsReason: true },
    reopen: { from: ['done', 'cancelled'], to: 'open', permission, needsReason: true },
  },
  marks: { cancelled: { on: ['cancel'], off: ['reopen'] } },
  invariants: [
    {
      says: 'What is being done has somebody who does it.',
      holds: (state, { owned }) => state !== 'in_progress' || owned,
    },
    { says: 'What is done had an owner.', holds: (state, { owned }) => state !== 'done' || owned },
    {
      says: 'What was cancelled is done by nobody before it is opened again.',
      holds: (state, _, marks) => !marks.cancelled || state === 'cancelled',
    },
  ],
};

/** Tasks are taken and put back while they are open. */
export const taskWorld: World<TaskState, TaskFacts> = {
  facts: { owned: [true, false] },
  changes: (state) => state === 'open',
};
