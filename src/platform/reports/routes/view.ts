import { audit } from '#platform/audit/audit.ts';
import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/view.ts';
import * as store from '../store/view.ts';

const toView = (row: store.ViewRow, accountId: string | null): contract.SavedView => ({
  id: row.id,
  name: row.name,
  query: row.query,
  columns: row.columns,
  officeId: row.office_id,
  roleId: row.role_id,
  own: row.account_id === accountId,
});

export const viewRoutes: readonly Binding[] = [
  bind(contract.listViews, async (c) => ({
    items: (await store.listViews(c.tx, c.querystring.list)).map((row) => toView(row, c.actor.accountId)),
    nextCursor: null,
  })),
  bind(contract.saveView, async (c) => {
    const { list, name, query, columns, officeId, roleId } = c.body;
    const row = await store.saveView(c.tx, {
      account_id: c.actor.accountId!,
      list,
      name,
      query,
      columns,
      office_id: officeId,
      role_id: roleId,
      now: c.now,
    });
    await audit(c.tx, c.actor, {
      action: 'reports.view_saved',
      entity: 'reports.view',
      entityId: row.id,
      officeId: row.office_id,
      // What a view filters by may be somebody's name: only where it may be seen is told.
      after: { list, roleId: row.role_id },
      at: c.now,
    });
    return toView(row, c.actor.accountId);
  }),
  bind(contract.removeView, async (c) => {
    const removed = await store.removeView(c.tx, c.params.viewId);
    if (!removed) throw notFound('view');
    await audit(c.tx, c.actor, {
      action: 'reports.view_removed',
      entity: 'reports.view',
      entityId: c.params.viewId,
      officeId: removed.office_id,
      at: c.now,
    });
    return undefined;
  }),
];
