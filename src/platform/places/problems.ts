import type { ConstraintProblems } from '#platform/http/problem.ts';
import { messageOf } from './problem-message.ts';

export const problems: ConstraintProblems = {
  country_pkey: {
    code: 'places.country.code_taken',
    detail: messageOf('en', 'places.country.code_taken'),
    path: 'body.code',
  },
  site__code_unique: {
    code: 'places.site.code_taken',
    detail: messageOf('en', 'places.site.code_taken'),
    path: 'body.code',
  },
  site__closed_has_date: {
    code: 'places.site.closed_needs_date',
    detail: messageOf('en', 'places.site.closed_needs_date'),
    path: 'body.closedOn',
  },
  site__closed_after_opened: {
    code: 'places.site.closed_before_opened',
    detail: messageOf('en', 'places.site.closed_before_opened'),
    path: 'body.closedOn',
  },
  site__whole_point: {
    code: 'places.site_import.half_point',
    detail: messageOf('en', 'places.site_import.half_point'),
    path: 'body.lat',
  },
  site_operation_id_fkey: {
    code: 'places.site.operation_unknown',
    detail: messageOf('en', 'places.site.operation_unknown'),
    path: 'body.operationId',
  },
};
