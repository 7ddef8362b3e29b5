import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  comment__mentioned_may_read: {
    code: 'comments.mentioned_may_not_read',
    detail: 'Somebody whom you mention may not read this.',
    path: 'body.text',
  },
  comment__mentions_few: {
    code: 'comments.too_many_mentions',
    detail: 'Mention at most twenty people.',
    path: 'body.text',
  },
  comment__answers_one: {
    code: 'comments.nothing_to_answer',
    detail: 'The comment that you answer is not there.',
    path: 'body.parentId',
  },
};
