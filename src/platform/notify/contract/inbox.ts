import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const urgencies = ['now', 'soon', 'whenever'] as const;
const noticeStates = ['unread', 'archived'] as const;
export const marks = ['read', 'unread', 'archived', 'kept'] as const;

const kind = z.string().max(100);

const notice = z.object({
  id: z.uuid(),
  /** The sentence stands in the messages of the slice that the kind begins with, as `notice.<kind>`. */
  kind: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  urgency: z.enum(urgencies),
  at: z.string(),
  /** How often it was told: the same notice told anew stays one. */
  times: z.number(),
  read: z.boolean(),
  archived: z.boolean(),
  /** The record that it is about; null where there is none, or none that is still visible to the reader. */
  record: z.object({ entity: z.string(), entityId: z.string() }).nullable(),
  /** It was about a record that the reader does not see any more. */
  hidden: z.boolean(),
});
export type InboxNotice = z.infer<typeof notice>;

export const listNotices = defineRoute({
  id: 'notify.listNotices',
  method: 'GET',
  url: '/api/notices',
  summary: 'Own notices, newest first; without `state` those that are not archived',
  config: { offline: 'keep', permission: 'signed-in' },
  schema: {
    querystring: pageQuery.extend({
      state: z.enum(noticeStates).optional(),
      kind: z.union([kind, z.array(kind).max(100)]).optional(),
    }),
    response: pageOf(notice),
  },
});

export const getNotice = defineRoute({
  id: 'notify.getNotice',
  method: 'GET',
  url: '/api/notices/:noticeId',
  summary: 'One own notice: what the link of a message outside the house opens',
  config: { offline: 'keep', permission: 'signed-in' },
  schema: { params: z.object({ noticeId: z.uuid() }), response: notice },
});

export const countUnread = defineRoute({
  id: 'notify.countUnread',
  method: 'GET',
  url: '/api/notices/unread',
  summary: 'How many own notices are unread, up to 1000, and the kinds that the inbox holds',
  config: { offline: 'keep', permission: 'signed-in' },
  schema: { response: z.object({ unread: z.number(), kinds: z.array(z.string()) }) },
});

export const markNotices = defineRoute({
  id: 'notify.markNotices',
  method: 'POST',
  url: '/api/notices/marks',
  summary: 'Mark own notices as read or unread, put them away or take them back',
  config: {
    offline: 'queue',
    permission: 'signed-in',
    unaudited: 'what a person has read of their own inbox is theirs',
  },
  schema: { body: z.object({ ids: z.array(z.uuid()).min(1).max(500), as: z.enum(marks) }) },
});

export const readAllNotices = defineRoute({
  id: 'notify.readAllNotices',
  method: 'POST',
  url: '/api/notices/all-read',
  summary: 'Mark every own notice as read that was told up to a moment; later ones stay unread',
  config: {
    offline: 'queue',
    permission: 'signed-in',
    unaudited: 'what a person has read of their own inbox is theirs',
  },
  schema: { body: z.object({ until: z.iso.datetime() }) },
});
