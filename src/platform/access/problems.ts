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
  assignment__once: {
    code: 'access.relation_given_already',
    detail: 'This person has this relation to the record already.',
    path: 'body.accountId',
  },
  assignment__relation_known: {
    code: 'access.relation_unknown',
    detail: 'This kind of record knows no such relation.',
    path: 'body.relation',
  },
  assignment__not_excluded: {
    code: 'access.relation_excluded',
    detail: 'This person is shut out of the record.',
    path: 'body.accountId',
  },
  assignment__ends_after_start: {
    code: 'access.grant_ends_before_start',
    detail: 'The last day lies before the first.',
    path: 'body.endsOn',
  },
  assignment_account_id_fkey: {
    code: 'access.account_unknown',
    detail: 'There is no such account.',
    path: 'body.accountId',
  },
  exclusion__once: {
    code: 'access.excluded_already',
    detail: 'This person is shut out of the record already.',
    path: 'body.accountId',
  },
  exclusion_account_id_fkey: {
    code: 'access.account_unknown',
    detail: 'There is no such account.',
    path: 'body.accountId',
  },
  opening__hours: {
    code: 'access.opening_too_long',
    detail: 'A record of this kind is not opened for so long.',
    path: 'body.hours',
  },
  opening__open_already: {
    code: 'access.opening_open_already',
    detail: 'You have this record open already.',
  },
  opening__reviewed_already: {
    code: 'access.opening_reviewed_already',
    detail: 'Somebody has reviewed this opening already.',
  },
  purpose_pkey: {
    code: 'access.purpose_taken',
    detail: 'Another purpose has this short name.',
    path: 'body.id',
  },
  purpose__ends_after_start: {
    code: 'access.grant_ends_before_start',
    detail: 'The last day lies before the first.',
    path: 'body.until',
  },
  reveal__purpose_known: {
    code: 'access.purpose_unknown',
    detail: 'There is no such purpose today.',
    path: 'body.purpose',
  },
};
