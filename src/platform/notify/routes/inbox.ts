import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/inbox.ts';
import * as service from '../service/inbox.ts';
import * as store from '../store/inbox.ts';

const toNotice = (row: store.InboxRow): contract.InboxNotice => ({
  id: row.id,
  kind: row.kind,
  values: row.facts,
  urgency: row.urgency,
  at: row.at.toISOString(),
  times: row.times,
  read: row.read_at !== null,
  archived: row.archived_at !== null,
  record: row.visible ? { entity: row.entity!, entityId: row.entity_id! } : null,
  hidden: row.entity !== null && !row.visible,
});

function cursorOf(text: string | undefined) {
  const [at, id] = (text && decodeCursor(text, 2)) || [];
  const sound =
    typeof at === 'string' &&
    typeof id === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    /^[0-9a-f-]{36}$/.test(id);
  return sound ? { at, id } : undefined;
}

export const inboxRoutes: readonly Binding[] = [
  bind(contract.listNotices, async ({ tx, actor, querystring }) => {
    service.inPerson(actor);
    const { limit, state, kind } = querystring;
    const rows = await store.listInbox(tx, {
      state,
      kinds: kind === undefined ? null : [kind].flat(),
      after: cursorOf(querystring.cursor),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toNotice),
      nextCursor: rows.length > limit && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    };
  }),
  bind(contract.getNotice, async ({ tx, actor, params }) => {
    service.inPerson(actor);
    const row = await store.findNotice(tx, params.noticeId);
    if (!row) throw notFound('notice');
    return toNotice(row);
  }),
  bind(contract.countUnread, ({ tx, actor }) => {
    service.inPerson(actor);
    return store.countInbox(tx);
  }),
  bind(contract.markNotices, async ({ tx, actor, body, now }) => {
    await service.markNotices(tx, actor, body, now);
    return undefined;
  }),
  bind(contract.readAllNotices, async ({ tx, actor, body, now }) => {
    await service.readAllNotices(tx, actor, body.until, now);
    return undefined;
  }),
];
