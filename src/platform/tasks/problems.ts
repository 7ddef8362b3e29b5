import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  task__owner_sees_record: {
    code: 'tasks.owner_cannot_see',
    detail: 'This person cannot see the record.',
    path: 'body.ownerId',
  },
  task__owner_works_there: {
    code: 'tasks.owner_elsewhere',
    detail: 'This person does not work there, or may not have tasks.',
    path: 'body.ownerId',
  },
  task_owner_id_fkey: {
    code: 'tasks.owner_cannot_see',
    detail: 'This person cannot see the record.',
    path: 'body.ownerId',
  },
  task_role_id_fkey: { code: 'tasks.role_unknown', detail: 'There is no such role.', path: 'body.roleId' },
  task_escalate_role_fkey: {
    code: 'tasks.role_unknown',
    detail: 'There is no such role.',
    path: 'body.escalation.roleId',
  },
  task__queue_has_place: {
    code: 'tasks.needs_place',
    detail: 'Say in which operation, or on which record.',
    path: 'body.operationId',
  },
  task__reminds_of_due: {
    code: 'tasks.due_needed',
    detail: 'A reminder and an escalation need a due time.',
    path: 'body.due',
  },
};
