import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { createLiveHub } from '#platform/live/hub.ts';
import { liveModule } from '#platform/live/module.ts';
import { openPage } from '#platform/live/testing/page.ts';
import * as contract from './contract/inbox.ts';
import { marked } from './domain/mark.ts';
import { notifyModule } from './module.ts';
import type { Notice } from './notice.ts';
import { notify } from './notify.ts';

const hub = createLiveHub();
let server: TestServer;
beforeAll(async () => {
  server = await testServer(({ vault, url }) => [
    notifyModule({ vault, publicUrl: url }, () => []),
    liveModule({ live: hub }),
  ]);
  await hub.connect({ url: server.database.appUrl, db: server.database.db });
});
afterAll(async () => {
  await hub.close();
  await server?.close();
});

const START = Date.parse('2026-11-22T08:00:00Z');
const send = (to: Caller, n: number, more: Partial<Notice> = {}) =>
  server.database.db.withActor({ accountId: null, kind: 'job', permissions: null, requestId: 'test' }, (tx) =>
    notify(tx, {
      kind: 'test.task_due',
      to: [to.accountId!],
      urgency: 'soon',
      values: { n },
      at: new Date(START + n * 1000),
      ...more,
    }),
  );
const list = (who: Caller, querystring: object = {}) => who.call(contract.listNotices, { querystring });
const numbers = async (who: Caller, querystring: object = {}) =>
  (await list(who, querystring)).items.map(({ values }) => values.n);

describe('what others may do', () => {
  test('nothing: they neither list, open nor mark it', async () => {
    const [owner, other] = [await server.persona('Owner', []), await server.persona('Other', [])];
    await send(owner, 1);
    const { id } = (await list(owner)).items[0]!;
    expect(await numbers(other)).toEqual([]);
    expect(await refusal(other.call(contract.getNotice, { params: { noticeId: id } }))).toBe(
      '404 http.not_found',
    );
    await other.call(contract.markNotices, { body: { ids: [id], as: 'archived' } });
    expect(await numbers(owner)).toEqual([1]);
    expect((await owner.call(contract.countUnread, {})).unread).toBe(1);
  });
});

describe('the inbox', () => {
  test('lists the newest first, page by page, and forgets a damaged cursor', async () => {
    const person = await server.persona('Reader', []);
    for (const n of [2, 1, 3]) await send(person, n);
    const first = await list(person, { limit: 2 });
    expect(first.items.map(({ values }) => values.n)).toEqual([3, 2]);
    expect(await numbers(person, { limit: 2, cursor: first.nextCursor })).toEqual([1]);
    expect(await numbers(person, { cursor: 'damaged' })).toEqual([3, 2, 1]);
  });

  test('is marked as read, unread, put away and taken back; narrowed by kind', async () => {
    const person = await server.persona('Marker', []);
    for (const n of [1, 2, 3]) await send(person, n, n === 3 ? { kind: 'test.other_done' } : {});
    const ids = (await list(person)).items.map(({ id }) => id).toReversed();
    const mark = (id: string, as: (typeof contract.marks)[number]) =>
      person.call(contract.markNotices, { body: { ids: [id], as } });
    await mark(ids[0]!, 'read');
    expect(await numbers(person, { state: 'unread' })).toEqual([3, 2]);
    await mark(ids[0]!, 'unread');
    await mark(ids[1]!, 'archived');
    expect(await numbers(person)).toEqual([3, 1]);
    expect(await numbers(person, { state: 'archived' })).toEqual([2]);
    expect(await numbers(person, { kind: 'test.other_done' })).toEqual([3]);
    await mark(ids[1]!, 'kept');
    expect(await numbers(person)).toEqual([3, 2, 1]);
    expect(await person.call(contract.countUnread, {})).toEqual({
      unread: 2,
      kinds: ['test.other_done', 'test.task_due'],
    });
  });

  test('without a link is marked as the server will have it, whatever was marked before', async () => {
    const person = await server.persona('Away', []);
    await send(person, 1);
    const { id } = (await list(person)).items[0]!;
    const ask = () => person.call(contract.getNotice, { params: { noticeId: id } });
    for (const first of contract.marks)
      for (const second of contract.marks) {
        for (const as of ['kept', 'unread', first] as const)
          await person.call(contract.markNotices, { body: { ids: [id], as } });
        const before = await ask();
        await person.call(contract.markNotices, { body: { ids: [id], as: second } });
        expect(marked(before, second), `${first}, then ${second}`).toEqual(await ask());
      }
  });

  test('all read until a moment leaves what came later', async () => {
    const person = await server.persona('Hasty', []);
    for (const n of [1, 2, 3]) await send(person, n);
    const until = new Date(START + 2000).toISOString();
    await person.call(contract.readAllNotices, { body: { until } });
    expect(await numbers(person, { state: 'unread' })).toEqual([3]);
  });

  test('leads to the record only as long as its reader sees that', async () => {
    const person = await server.persona('Former', []);
    const [office] = [await server.office('REC')];
    await send(person, 1, { entity: 'access.office', entityId: office });
    await send(person, 2, { entity: 'access.operation', entityId: await server.operation('SECRET', office) });
    await send(person, 3, { entity: 'no.such', entityId: 'x' });
    const items = (await list(person)).items;
    expect(items.map(({ hidden, record }) => [hidden, record?.entity ?? null])).toEqual([
      [true, null],
      [true, null],
      [false, 'access.office'],
    ]);
  });

  test('tells its own open pages of anything new, and of what another window marked', async () => {
    const person = await server.persona('Live', []);
    const page = await openPage(person);
    await send(person, 1);
    await expect.poll(() => page.told).toHaveLength(1);
    await person.call(contract.readAllNotices, { body: { until: new Date().toISOString() } });
    await expect.poll(() => page.told).toEqual([{ topic: 'notify.notice' }, { topic: 'notify.notice' }]);
    page.close();
  });
});
