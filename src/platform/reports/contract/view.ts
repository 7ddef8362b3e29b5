import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const query = z.record(
  z.string().max(100),
  z.union([z.string().max(16_000), z.array(z.string().max(2000)).max(100)]),
);

const content = {
  name: z.string().trim().min(1).max(60),
  query,
  /** Ids of the columns shown, in their order. */
  columns: z.array(z.string().max(600)).max(500),
};
/** Null: for its owner alone. An office: for its people and those above and below; a role narrows it to those who hold it. */
const shared = {
  officeId: z.uuid().nullable().default(null),
  roleId: z.string().max(100).nullable().default(null),
};

const view = z.object({
  id: z.uuid(),
  ...content,
  officeId: z.uuid().nullable(),
  roleId: z.string().nullable(),
  /** The caller made it and may change it. */
  own: z.boolean(),
});
export type SavedView = z.infer<typeof view>;

const listId = z.string().min(1).max(200);

export const listViews = defineRoute({
  id: 'reports.listViews',
  method: 'GET',
  url: '/api/reports/views',
  summary: "Saved views of a list: one's own and those shared with one's office or role",
  config: { permission: 'signed-in' },
  schema: {
    querystring: z.object({ list: listId }),
    response: z.object({ items: z.array(view), nextCursor: z.null() }),
  },
});

export const saveView = defineRoute({
  id: 'reports.saveView',
  method: 'POST',
  url: '/api/reports/views',
  summary: 'Save a view of a list; one of the same name of the same person is replaced',
  config: { permission: 'signed-in', audit: 'reports.view_saved' },
  schema: { body: z.object({ list: listId, ...content, ...shared }), response: view },
});

export const removeView = defineRoute({
  id: 'reports.removeView',
  method: 'DELETE',
  url: '/api/reports/views/:viewId',
  summary: "Remove one's saved view",
  config: { permission: 'signed-in', audit: 'reports.view_removed' },
  schema: { params: z.object({ viewId: z.uuid() }) },
});
