import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal } from '#platform/http/testing.ts';
import { makeWorld, told, type World } from '#platform/tasks/testing/world.ts';
import * as contract from './contract.ts';
import { commentsModule } from './module.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld([commentsModule({ records: () => world.kinds() })]);
});
afterAll(() => world?.server.close());

const say = (
  by: Caller,
  text: string,
  more: { parentId?: string; record?: { entity: string; entityId: string } } = {},
) =>
  by.call(contract.addComment, {
    body: { ...(more.record ?? world.site), text, parentId: more.parentId ?? null },
  });
const threads = async (by: Caller, record = world.site) =>
  (await by.call(contract.listThreads, { querystring: record })).items;
const standing = (by: Caller) => by.call(contract.getStanding, { querystring: world.site });
const at = (who: Caller) => `@{${who.accountId}}`;
const edit = (by: Caller, commentId: string, text: string) =>
  by.call(contract.editComment, { params: { commentId }, body: { text } });
const remove = (by: Caller, commentId: string) => by.call(contract.removeComment, { params: { commentId } });
const as = (who: Caller, sql: string) => {
  const actor: Actor = { accountId: who.accountId, kind: 'person', permissions: null, requestId: 'test' };
  return world.server.database.db.withActor(actor, (tx) => rawQuery(tx, sql));
};

describe('refused', () => {
  test('to write on, read or follow a record out of sight', async () => {
    const { amal, omar, otherSite, site } = world;
    expect(await refusal(say(amal, 'Hello', { record: otherSite }))).toBe('404 http.not_found');
    await say(omar, 'Among us', { record: otherSite });
    expect(await threads(amal, otherSite)).toEqual([]);
    expect(await amal.call(contract.getStanding, { querystring: otherSite })).toMatchObject({ count: 0 });
    const follow = { ...otherSite, following: true };
    expect(await refusal(amal.call(contract.followRecord, { body: follow }))).toBe('404 http.not_found');
    expect(await refusal(amal.call(contract.markRead, { body: otherSite }))).toBe('404 http.not_found');
    for (const entity of ['identity.credential', 'comments.reader', 'no.table'])
      expect(await refusal(say(amal, 'Hello', { record: { ...site, entity } }))).toBe('404 http.not_found');
  });

  test('to write on or follow what everybody sees and no slice lets bear comments, by the database too', async () => {
    const { amal, office, server } = world;
    const record = { entity: 'access.office', entityId: office };
    expect(await refusal(say(amal, 'Hello', { record }))).toBe('404 http.not_found');
    expect(await refusal(amal.call(contract.followRecord, { body: { ...record, following: true } }))).toBe(
      '404 http.not_found',
    );
    for (const insert of [
      `insert into comments.comment (entity, entity_id, author_id, body)
       values ('access.office', '${office}', '${amal.accountId}', 'x')`,
      `insert into comments.reader (entity, entity_id, account_id, following)
       values ('access.office', '${office}', '${amal.accountId}', true)`,
    ])
      await expect(as(amal, insert)).rejects.toThrow('row-level security');
    // What was written there before stays readable.
    await server.database.ownerQuery(
      `insert into comments.comment (entity, entity_id, author_id, body) values ('access.office', $1, $2, 'Old')`,
      [office, amal.accountId],
    );
    expect(await threads(amal, record)).toMatchObject([{ text: 'Old' }]);
  });

  test('to mention somebody who may not read it', async () => {
    const { server, office, amal, omar } = world;
    const enumerator = await server.persona('Enum', [{ role: 'enumerator', officeId: office }]);
    for (const outsider of [omar, enumerator]) {
      expect(await refusal(say(amal, `Ask ${at(outsider)}`))).toBe('422 comments.mentioned_may_not_read');
      expect(await told(world, outsider)).toEqual([]);
    }
    expect(await refusal(say(amal, 'Ask @{00000000-0000-4000-8000-000000000000}'))).toBe(
      '422 comments.mentioned_may_not_read',
    );
    const { id } = await say(amal, 'Ask somebody');
    expect(await refusal(edit(amal, id, `Ask ${at(omar)}`))).toBe('422 comments.mentioned_may_not_read');
  });

  test('to answer a comment of another record, one that is an answer, or one out of sight', async () => {
    const { amal, omar, otherSite } = world;
    const mine = await say(amal, 'First');
    const answer = await say(amal, 'Second', { parentId: mine.id });
    const hidden = await say(omar, 'Hidden', { record: otherSite });
    for (const parentId of [answer.id, hidden.id])
      expect(await refusal(say(amal, 'Third', { parentId }))).toBe('422 comments.nothing_to_answer');
  });

  test('to change or take back what another wrote, what is old, or what is gone', async () => {
    const { amal, bela, omar, clock } = world;
    const { id } = await say(amal, 'Mine');
    for (const other of [bela, omar]) {
      expect(await refusal(edit(other, id, 'Yours'))).toBe('404 http.not_found');
      expect(await refusal(remove(other, id))).toBe('404 http.not_found');
    }
    expect(await refusal(omar.call(contract.listRevisions, { params: { commentId: id } }))).toBe(
      '404 http.not_found',
    );
    const before = clock.now;
    clock.now = new Date(before.getTime() + 15 * 60_000);
    expect(await refusal(edit(amal, id, 'Later'))).toBe('409 comments.too_late');
    await remove(amal, id);
    expect(await refusal(edit(amal, id, 'Again'))).toBe('404 http.not_found');
    clock.now = before;
  });

  test('by the database: another author, another record, another text', async () => {
    const { amal, bela, site } = world;
    const { id } = await say(amal, 'Mine');
    const insert = (author: Caller, by: Caller) =>
      as(
        by,
        `insert into comments.comment (entity, entity_id, author_id, body)
         values ('${site.entity}', '${site.entityId}', '${author.accountId}', 'x')`,
      );
    await expect(insert(amal, bela)).rejects.toThrow('row-level security');
    expect(await as(bela, `update comments.comment set body = 'x' where id = '${id}' returning 1`)).toEqual(
      [],
    );
    await expect(as(amal, `update comments.comment set author_id = null where id = '${id}'`)).rejects.toThrow(
      'denied',
    );
    await expect(as(amal, `delete from comments.comment where id = '${id}'`)).rejects.toThrow('denied');
  });

  test('to everybody whose grant has expired', async () => {
    const { server, office, amal } = world;
    const former = await server.persona('Former', [{ role: 'displacement-officer', officeId: office }]);
    const { id } = await say(amal, `See ${at(former)}`);
    expect((await threads(amal)).find((one) => one.id === id)?.people).toEqual([
      { id: former.accountId, name: 'Former' },
    ]);
    await server.database.ownerQuery(
      `update access.role_grant set starts_on = current_date - 9, ends_on = current_date - 1 where account_id = $1`,
      [former.accountId],
    );
    expect(await refusal(threads(former))).toBe('403 http.forbidden');
    // Whoever lost access is not named any more.
    const shown = (await threads(amal)).find((one) => one.id === id)!;
    expect(shown).toMatchObject({ text: 'See ', people: [] });
    expect(JSON.stringify(shown)).not.toContain(former.accountId);
  });
});

describe('a conversation', () => {
  test('tells those mentioned and those who follow, once, and never what was said', async () => {
    const { server, amal, bela, dina, omar, assistant } = world;
    await server.database.ownerQuery('delete from notify.notice');
    await bela.call(contract.followRecord, { body: { ...world.site, following: true } });
    const { id } = await say(amal, `The canary is ill ${at(dina)} ${at(bela)}`);
    expect(await told(world, dina)).toEqual(['comments.person_mentioned']);
    expect(await told(world, bela)).toEqual(['comments.person_mentioned']);
    expect(await told(world, amal)).toEqual([]);
    await say(dina, 'The canary is well', { parentId: id });
    expect(await told(world, amal)).toEqual(['comments.comment_added']);
    await bela.call(contract.followRecord, { body: { ...world.site, following: false } });
    await say(dina, 'Canary again');
    expect(await told(world, bela)).toEqual(['comments.person_mentioned', 'comments.comment_added']);
    expect(await told(world, assistant)).toEqual([]);
    expect(await told(world, omar)).toEqual([]);
    const said = await server.database.ownerQuery<{ text: string }>(
      `select body as text from audit.entry union all select facts::text from notify.notice`,
    );
    expect(said.map(({ text }) => text).join('\n')).not.toContain('anary');
    expect(said.map(({ text }) => text).join('\n')).toContain('SITE-1');
  });

  test('knows what each has read', async () => {
    const { bela, assistant, clock } = world;
    clock.now = new Date(clock.now.getTime() + 1000);
    await bela.call(contract.markRead, { body: world.site });
    const { unread } = await standing(assistant);
    clock.now = new Date(clock.now.getTime() + 1000);
    const { id } = await say(assistant, 'News');
    expect(await standing(bela)).toMatchObject({ unread: 1 });
    expect((await threads(bela)).filter((one) => one.unread).map((one) => one.id)).toEqual([id]);
    // Whoever writes has read.
    expect(unread).toBeGreaterThan(0);
    expect(await standing(assistant)).toMatchObject({ unread: 0, following: true });
    clock.now = new Date(clock.now.getTime() + 1000);
    expect(await bela.call(contract.markRead, { body: world.site })).toMatchObject({ unread: 0 });
  });

  test('keeps what an edited comment said, and nothing of one taken back', async () => {
    const { server, amal, bela } = world;
    const { id } = await say(amal, 'Frist');
    expect(await edit(amal, id, 'First')).toMatchObject({
      text: 'First',
      mayEdit: true,
      editedAt: expect.any(String),
    });
    const revisions = (by: Caller) => by.call(contract.listRevisions, { params: { commentId: id } });
    expect((await revisions(bela)).items.map(({ text }) => text)).toEqual(['Frist']);
    expect(await remove(amal, id)).toMatchObject({ text: '', removed: true, mayEdit: false });
    expect((await threads(bela)).find((one) => one.id === id)).toMatchObject({ removed: true, text: '' });
    expect(await refusal(revisions(bela))).toBe('404 http.not_found');
    const left = await server.database.ownerQuery(
      `select from comments.comment where id = $1 and body is not null union all select from comments.revision where comment_id = $1`,
      [id],
    );
    expect(left).toEqual([]);
  });

  test('goes on page by page', async () => {
    const { omar, otherSite } = world;
    for (let n = 0; n < 5; n++) await say(omar, `n ${n}`, { record: otherSite });
    const texts: string[] = [];
    let cursor: string | null = null;
    do {
      const querystring: object = { ...otherSite, limit: 2, ...(cursor ? { cursor } : {}) };
      const page: Awaited<ReturnType<typeof omar.call<typeof contract.listThreads>>> = await omar.call(
        contract.listThreads,
        { querystring: querystring as never },
      );
      texts.push(...page.items.map(({ text }) => text));
      cursor = page.nextCursor;
    } while (cursor);
    expect(texts.slice(0, 5)).toEqual(['n 4', 'n 3', 'n 2', 'n 1', 'n 0']);
  });

  test('offers those to mention who may read it', async () => {
    const { amal, otherSite, site } = world;
    const people = async (record: object, q?: string) =>
      (
        await amal.call(contract.findReaders, { querystring: { ...record, ...(q ? { q } : {}) } as never })
      ).items.map(({ name }) => name);
    expect(await people(site)).toEqual(['Amal', 'Bela', 'Dina', 'Salma']);
    expect(await people(site, 'be')).toEqual(['Bela']);
    expect(await people(otherSite)).toEqual([]);
  });
});
