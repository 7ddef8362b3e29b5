import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { moveFields, moveReason } from '#platform/workflow/contract.ts';
import {
  due,
  escalation,
  id,
  person,
  priorities,
  recordName,
  reminder,
  task,
  taskMoves,
  taskStates,
} from './shapes.ts';

const permission = 'tasks.task.work';
const params = z.object({ taskId: id });
const title = z.string().trim().min(1, 'Say what is to be done.').max(200);
const note = z.string().trim().max(5000);
const aState = z.enum(taskStates);

export const taskViews = ['mine', 'queue', 'made', 'following', 'all'] as const;
export const dueWindows = ['overdue', 'day', 'week', 'none'] as const;

const filter = {
  /** Mine, those of my queues that nobody has taken, those I made, those I follow, or all that I may see. */
  view: z.enum(taskViews).default('mine'),
  /** Open and in progress unless asked otherwise. */
  state: z.union([aState, z.array(aState).max(4)]).optional(),
  priority: z.enum(priorities).optional(),
  due: z.enum(dueWindows).optional(),
  operationId: id.optional(),
  entity: recordName.shape.entity.optional(),
  entityId: recordName.shape.entityId.optional(),
  q: z.string().trim().max(200).optional(),
};

export const listTasks = defineRoute({
  id: 'tasks.listTasks',
  method: 'GET',
  url: '/api/tasks',
  summary: 'Tasks that the caller may see, what is due first; those of records out of sight are not there',
  config: { offline: 'keep', permission },
  schema: {
    querystring: pageQuery.extend({
      ...filter,
      sort: z.enum(['due', '-due', 'created', '-created']).default('due'),
    }),
    response: pageOf(task),
  },
});

export const countTasks = defineRoute({
  id: 'tasks.countTasks',
  method: 'GET',
  url: '/api/tasks/count',
  summary: 'How many tasks a list would hold, counted up to a thousand',
  config: { offline: 'keep', permission },
  schema: { querystring: z.object(filter), response: z.object({ count: z.number() }) },
});

export const getTask = defineRoute({
  id: 'tasks.getTask',
  method: 'GET',
  url: '/api/tasks/:taskId',
  summary: 'One task',
  config: { offline: 'keep', permission },
  schema: { params, response: task },
});

export const createTask = defineRoute({
  id: 'tasks.createTask',
  method: 'POST',
  url: '/api/tasks',
  summary:
    'Gives a task to one person or to the holders of a role, on a record, in an operation, or to oneself',
  config: { offline: 'queue', permission, audit: 'tasks.task_created' },
  schema: {
    body: z.object({
      title,
      note: note.default(''),
      record: recordName.nullable().default(null),
      /** Of a task without a record; one of no operation is the caller's own. */
      operationId: id.nullable().default(null),
      /** The owner; the caller where neither owner nor role is named. */
      ownerId: id.nullable().default(null),
      roleId: z.string().max(50).nullable().default(null),
      priority: z.enum(priorities).default('normal'),
      due: due.nullable().default(null),
      remindBefore: reminder.nullable().default(null),
      escalation: escalation.nullable().default(null),
    }),
    response: task,
  },
});

export const updateTask = defineRoute({
  id: 'tasks.updateTask',
  method: 'PATCH',
  url: '/api/tasks/:taskId',
  summary: 'Changes what a task says, when it is due and what happens when it is late',
  config: { offline: 'queue', permission, audit: 'tasks.task_changed' },
  schema: {
    params,
    body: z.object({
      title: title.optional(),
      note: note.optional(),
      priority: z.enum(priorities).optional(),
      due: due.nullable().optional(),
      remindBefore: reminder.nullable().optional(),
      escalation: escalation.nullable().optional(),
      /** The revision on the screen; another one by now is refused. */
      revision: z.number().int(),
    }),
    response: task,
  },
});

export const moveTask = defineRoute({
  id: 'tasks.moveTask',
  method: 'POST',
  url: '/api/tasks/:taskId/state',
  summary: 'Starts, finishes, cancels or reopens a task',
  config: { offline: 'queue', permission, audit: 'tasks.task_moved' },
  schema: {
    params,
    body: z.object({ ...moveFields(taskMoves, taskStates), reason: moveReason }),
    response: task,
  },
});

export const takeTask = defineRoute({
  id: 'tasks.takeTask',
  method: 'POST',
  url: '/api/tasks/:taskId/take',
  summary: 'Takes a task from the queue of a role; refused when somebody was faster',
  config: { offline: 'queue', permission, audit: 'tasks.task_taken' },
  schema: { params, response: task },
});

export const assignTask = defineRoute({
  id: 'tasks.assignTask',
  method: 'POST',
  url: '/api/tasks/:taskId/owner',
  summary: 'Hands a task over to somebody, or to the holders of a role; an owner must see the record',
  config: { permission, audit: 'tasks.task_assigned' },
  schema: {
    params,
    body: z.object({
      ownerId: id.nullable().default(null),
      roleId: z.string().max(50).nullable().default(null),
      reason: moveReason,
    }),
    response: task,
  },
});

export const watchTask = defineRoute({
  id: 'tasks.watchTask',
  method: 'POST',
  url: '/api/tasks/:taskId/watch',
  summary: 'Follows a task, or no longer',
  config: { permission, audit: 'tasks.task_watched' },
  schema: { params, body: z.object({ watching: z.boolean() }), response: task },
});

export const finishTasks = defineRoute({
  id: 'tasks.finishTasks',
  method: 'POST',
  url: '/api/tasks/done',
  summary: 'Marks several tasks done; says of each that could not be why',
  config: { permission, audit: 'tasks.task_moved' },
  schema: {
    body: z.object({ ids: z.array(id).min(1).max(200) }),
    response: z.object({
      done: z.number(),
      refused: z.array(z.object({ id, code: z.string() })),
    }),
  },
});

export const findPeople = defineRoute({
  id: 'tasks.findPeople',
  method: 'GET',
  url: '/api/tasks/people',
  summary: 'Colleagues to whom a task may be given: those who see its record, or work in its operation',
  config: { permission },
  schema: {
    querystring: z.object({
      q: z.string().trim().max(100).optional(),
      entity: recordName.shape.entity.optional(),
      entityId: recordName.shape.entityId.optional(),
      operationId: id.optional(),
    }),
    response: z.object({ items: z.array(person) }),
  },
});
