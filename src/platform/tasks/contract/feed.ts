import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const permission = 'tasks.task.work';
const state = z.object({
  /** Null while there is no address. */
  createdAt: z.string().nullable(),
  lastReadAt: z.string().nullable(),
});

export const getFeed = defineRoute({
  id: 'tasks.getFeed',
  method: 'GET',
  url: '/api/tasks/feed',
  summary: 'Whether the caller’s tasks have a calendar address, and when it was last read',
  config: { permission },
  schema: { response: state },
});

export const makeFeed = defineRoute({
  id: 'tasks.makeFeed',
  method: 'POST',
  url: '/api/tasks/feed',
  summary: 'Makes a secret calendar address, shown once; the one before no longer opens',
  config: { permission, audit: 'tasks.feed_created', stepUp: true },
  schema: { response: z.object({ url: z.string() }) },
});

export const withdrawFeed = defineRoute({
  id: 'tasks.withdrawFeed',
  method: 'DELETE',
  url: '/api/tasks/feed',
  summary: 'Withdraws the calendar address',
  config: { permission, audit: 'tasks.feed_withdrawn' },
  schema: { response: state },
});

export const readFeed = defineRoute({
  id: 'tasks.readFeed',
  method: 'GET',
  url: '/calendar/:key/tasks.ics',
  summary:
    'Open tasks with a due time as iCalendar (RFC 5545); the key in the address is the whole of the authentication',
  config: { permission, auth: 'feed-key', raw: 'response', produces: 'text/calendar' },
  schema: { params: z.object({ key: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/) }) },
});
