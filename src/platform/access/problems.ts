import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  office__code_unique: {
    code: 'access.office_code_taken',
    detail: 'Another office has this code.',
    path: 'body.code',
  },
  office__not_own_parent: {
    code: 'access.office_below_itself',
    detail: 'An office cannot stand below itself.',
    path: 'body.parentId',
  },
  office_parent_id_fkey: {
    code: 'access.office_unknown',
    detail: 'There is no such office.',
    path: 'body.parentId',
  },
  operation__code_unique: {
    code: 'access.operation_code_taken',
    detail: 'Another operation has this code.',
    path: 'body.code',
  },
  operation_office_id_fkey: {
    code: 'access.office_unknown',
    detail: 'There is no such office.',
    path: 'body.officeId',
  },
  role_grant__ends_after_start: {
    code: 'access.grant_ends_before_start',
    detail: 'The last day lies before the first.',
    path: 'body.endsOn',
  },
  role_grant_account_id_fkey: {
    code: 'access.account_unknown',
    detail: 'There is no such account.',
    path: 'body.accountId',
  },
  role_grant_role_id_fkey: {
    code: 'access.role_unknown',
    detail: 'There is no such role.',
    path: 'body.roleId',
  },
  role_grant_office_id_fkey: {
    code: 'access.office_unknown',
    detail: 'There is no such office.',
    path: 'body.officeId',
  },
  role_grant_operation_id_fkey: {
    code: 'access.operation_unknown',
    detail: 'There is no such operation.',
    path: 'body.operationId',
  },
};
