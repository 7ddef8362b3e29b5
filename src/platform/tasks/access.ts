import type { SliceAccess } from '#platform/http/module.ts';

const everyRole = [
  'administrator',
  'displacement-officer',
  'displacement-assistant',
  'director',
  'auditor',
  'enumerator',
];
const work = 'tasks.task.work';
const lookAfter = [work, 'tasks.task.read', 'tasks.task.manage'];

export const access: SliceAccess = {
  permissions: [work, 'tasks.task.read', 'tasks.task.manage'],
  roleDefaults: {
    administrator: [work],
    'displacement-officer': lookAfter,
    'displacement-assistant': [work],
    director: lookAfter,
    auditor: [work],
    enumerator: [work],
  },
  matrix: {
    'tasks.listTasks': everyRole,
    'tasks.countTasks': everyRole,
    'tasks.getTask': everyRole,
    'tasks.createTask': everyRole,
    'tasks.updateTask': everyRole,
    'tasks.moveTask': everyRole,
    'tasks.takeTask': everyRole,
    'tasks.assignTask': everyRole,
    'tasks.watchTask': everyRole,
    'tasks.finishTasks': everyRole,
    'tasks.findPeople': everyRole,
    'tasks.getFeed': everyRole,
    'tasks.makeFeed': everyRole,
    'tasks.withdrawFeed': everyRole,
    // The key of an address opens it; a session or a token does not.
    'tasks.readFeed': everyRole,
  },
};
