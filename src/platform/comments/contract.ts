import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();
const person = z.object({ id, name: z.string() });
const read = { permission: 'comments.comment.read' } as const;
const permission = 'comments.comment.write';
const params = z.object({ commentId: id });
const record = z.object({
  /** Table of the record, `schema.table`. */
  entity: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/),
  entityId: z.string().min(1).max(200),
});
/** A mention stands in the text as `@{account id}`. */
const text = z.string().trim().min(1, 'Write something.').max(5000);

const comment = z.object({
  id,
  parentId: id.nullable(),
  author: person,
  /** Empty once it was removed. Mentions of people who may not read here any more are left out. */
  text: z.string(),
  /** Whom the text mentions. */
  people: z.array(person),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  removed: z.boolean(),
  mine: z.boolean(),
  /** The caller may still change what it says. */
  mayEdit: z.boolean(),
  unread: z.boolean(),
});
export type Comment = z.infer<typeof comment>;
const thread = comment.extend({ answers: z.array(comment) });
export type Thread = z.infer<typeof thread>;

export const listThreads = defineRoute({
  id: 'comments.listThreads',
  method: 'GET',
  url: '/api/comments',
  summary:
    'The conversation of a record, newest first, each comment with its answers; empty where the record is out of sight',
  config: read,
  schema: { querystring: pageQuery.extend(record.shape), response: pageOf(thread) },
});

const standing = z.object({ count: z.number(), unread: z.number(), following: z.boolean() });

export const getStanding = defineRoute({
  id: 'comments.getStanding',
  method: 'GET',
  url: '/api/comments/standing',
  summary:
    'How many comments a record has, how many of them the caller has not read, and whether they follow it',
  config: read,
  schema: { querystring: record, response: standing },
});

export const markRead = defineRoute({
  id: 'comments.markRead',
  method: 'POST',
  url: '/api/comments/read',
  summary: 'Marks the conversation of a record as read',
  config: { ...read, unaudited: 'What somebody has read is their own matter.' },
  schema: { body: record, response: standing },
});

export const followRecord = defineRoute({
  id: 'comments.followRecord',
  method: 'POST',
  url: '/api/comments/follow',
  summary: 'Follows the conversation of a record, or no longer',
  config: { ...read, unaudited: 'What somebody follows is their own matter.' },
  schema: { body: record.extend({ following: z.boolean() }), response: standing },
});

export const addComment = defineRoute({
  id: 'comments.addComment',
  method: 'POST',
  url: '/api/comments',
  summary: 'Writes a comment on a record, or an answer; refused when somebody mentioned may not read it',
  config: { offline: 'queue', permission, audit: 'comments.comment_added' },
  schema: { body: record.extend({ parentId: id.nullable().default(null), text }), response: comment },
});

export const editComment = defineRoute({
  id: 'comments.editComment',
  method: 'PATCH',
  url: '/api/comments/:commentId',
  summary: 'Changes one’s own comment within fifteen minutes; what it said before is kept',
  config: { permission, audit: 'comments.comment_edited' },
  schema: { params, body: z.object({ text }), response: comment },
});

export const removeComment = defineRoute({
  id: 'comments.removeComment',
  method: 'DELETE',
  url: '/api/comments/:commentId',
  summary: 'Takes back one’s own comment: its text is gone, that there was one stays',
  config: { permission, audit: 'comments.comment_removed' },
  schema: { params, response: comment },
});

export const listRevisions = defineRoute({
  id: 'comments.listRevisions',
  method: 'GET',
  url: '/api/comments/:commentId/revisions',
  summary: 'What an edited comment said before, oldest first',
  config: read,
  schema: {
    params,
    response: z.object({
      items: z.array(z.object({ text: z.string(), until: z.string() })),
      people: z.array(person),
    }),
  },
});

export const findReaders = defineRoute({
  id: 'comments.findReaders',
  method: 'GET',
  url: '/api/comments/people',
  summary: 'Colleagues who may read the conversation of a record: whom one may mention there',
  config: { permission },
  schema: {
    querystring: record.extend({ q: z.string().trim().max(100).optional() }),
    response: z.object({ items: z.array(person) }),
  },
});
