import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  view__name_given: { code: 'reports.view_name', detail: 'A view needs a name.', path: 'body.name' },
  view__role_in_office: {
    code: 'reports.view_role',
    detail: 'A view is shared with a role of an office: choose the office.',
    path: 'body.officeId',
  },
  view__office: { code: 'reports.view_office', detail: 'There is no such office.', path: 'body.officeId' },
  view__role: { code: 'reports.view_role', detail: 'There is no such role.', path: 'body.roleId' },
};
