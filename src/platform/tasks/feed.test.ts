import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '#platform/http/testing.ts';
import { getFeed, makeFeed, withdrawFeed } from './contract/feed.ts';
import { createTask } from './contract/task.ts';
import { calendarText } from './service/calendar.ts';
import { makeWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.server.close());

const read = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

/** RFC 5545 read back, independently of how it is written: unfolded lines, unescaped texts. */
function parsed(text: string): { name: string; value: string }[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const raw = text.split('\r\n').slice(0, -1);
  for (const line of raw) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/\p{Cc}/u);
  }
  return text
    .replace(/\r\n /g, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/s.exec(line) ?? [];
      return { name, value: value.replace(/\\([\\;,nN])/g, (_, c: string) => (/n/i.test(c) ? '\n' : c)) };
    });
}

describe('a calendar address', () => {
  test('opens nothing when it is wrong, withdrawn, replaced, or its person is disabled', async () => {
    const { server, amal } = world;
    expect((await read(`${server.url}/calendar/${'x'.repeat(43)}/tasks.ics`)).status).toBe(401);
    const withCookie = await amal.fetch(`/calendar/${'x'.repeat(43)}/tasks.ics`);
    expect(withCookie.status).toBe(401);
    const { url: first } = await amal.call(makeFeed, {});
    expect((await read(first)).status).toBe(200);
    const { url: second } = await amal.call(makeFeed, {});
    expect((await read(first)).status).toBe(401);
    const state = (to: string) =>
      server.database.ownerQuery('update identity.account set state = $2 where id = $1', [
        amal.accountId,
        to,
      ]);
    await state('disabled');
    expect((await read(second)).status).toBe(401);
    // Enabled again, it stays dead: it opened by its key alone.
    await state('active');
    expect((await read(second)).status).toBe(401);
    expect((await amal.call(getFeed, {})).createdAt).toBeNull();
    const { url: third } = await amal.call(makeFeed, {});
    expect((await read(third)).status).toBe(200);
    expect(await amal.call(withdrawFeed, {})).toEqual({ createdAt: null, lastReadAt: null });
    expect((await read(third)).status).toBe(401);
  });

  test('ends when its person gets the account back by a recovery, and not by what else uses a link', async () => {
    const { server, amal } = world;
    const { url } = await amal.call(makeFeed, {});
    const use = async (purpose: string) => {
      await server.database.ownerQuery(
        `insert into identity.one_time_link (account_id, purpose, token_hash, expires_at)
         values ($1, $2, sha256($2::text::bytea), now() + interval '1 hour')`,
        [amal.accountId, purpose],
      );
      await server.database.ownerQuery(
        'update identity.one_time_link set used_at = now() where account_id = $1 and purpose = $2',
        [amal.accountId, purpose],
      );
    };
    await use('invitation');
    expect((await read(url)).status).toBe(200);
    await use('recovery');
    expect((await read(url)).status).toBe(401);
  });

  test('is a key to one calendar and to nothing else, whoever holds it and however it is shown', async () => {
    const { server, amal, bela } = world;
    const { url } = await amal.call(makeFeed, {});
    const key = url.split('/').at(-2)!;
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${key}` },
      { authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}` },
      { cookie: `sojourn_session=${key}` },
    ];
    for (const headers of ways)
      for (const path of ['/api/tasks', '/api/tasks/feed'])
        expect((await fetch(server.url + path, { headers })).status, path).toBe(401);
    // Nor does the session of somebody else make it theirs, or the calendar of another be read by it.
    const asBela = await bela.fetch(new URL(url).pathname);
    expect(await asBela.text()).toBe((await read(url)).text);
    for (const part of [
      key.slice(0, -1),
      `${key}A`,
      key.toUpperCase(),
      `${key}%00`,
      `${key}/..`,
      '%27or%271',
    ])
      expect((await read(url.replace(key, part))).status, part).not.toBe(200);
    const answer = await fetch(url);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const [row] = await server.database.ownerQuery<{ text: string }>(
      'select f::text as text from tasks.feed f where account_id = $1',
      [amal.accountId],
    );
    expect(row!.text).not.toContain(key);
  });

  test('makes nobody do anything: only reading goes by it', async () => {
    const { amal } = world;
    const { url } = await amal.call(makeFeed, {});
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect((await fetch(url, { method })).status, method).toBe(404);
    expect((await read(url)).status).toBe(200);
  });

  test('is asked for anew by whoever has not just proved who they are', async () => {
    const { server, bela } = world;
    await server.database.ownerQuery(
      "update identity.session set proved_at = now() - interval '1 day' where account_id = $1",
      [bela.accountId],
    );
    expect(await refusal(bela.call(makeFeed, {}))).toBe('403 identity.step_up_needed');
  });

  test('gives what is due, and of what cannot be seen any more nothing', async () => {
    const { server, amal, site, otherOperation, operation } = world;
    const due = { local: '2026-11-24T17:00', zone: 'Africa/Khartoum' };
    const made = await amal.call(createTask, { body: { title: 'Bring; fuel, soon', record: site, due } });
    await amal.call(createTask, { body: { title: 'No time', record: site } });
    const { url } = await amal.call(makeFeed, {});
    const answer = await read(url);
    expect(answer.type).toContain('text/calendar');
    const lines = parsed(answer.text);
    expect(lines.filter(({ name }) => name === 'BEGIN').map(({ value }) => value)).toEqual([
      'VCALENDAR',
      'VEVENT',
    ]);
    expect(Object.fromEntries(lines.map(({ name, value }) => [name, value]))).toMatchObject({
      DTSTART: '20261124T150000Z',
      SUMMARY: `${made.code} · SITE-1 · Bring; fuel, soon`,
      URL: `${server.url}/tasks/${made.id}`,
    });
    const put = (to: string) =>
      server.database.ownerQuery('update places.site set operation_id = $2 where id = $1', [
        site.entityId,
        to,
      ]);
    await put(otherOperation);
    expect((await read(url)).text).not.toContain('VEVENT');
    await put(operation);
  });

  test('never lets the title of a discreet record out', async () => {
    const { amal, site } = world;
    const kind = world.kinds().find(({ entity }) => entity === site.entity)!;
    kind.discreet = true;
    const { url } = await amal.call(makeFeed, {});
    expect((await read(url)).text).not.toContain('fuel');
    kind.discreet = false;
  });
});

test('a calendar reads back as it was written, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(300), (plain, at) => {
      const summary = `${plain.slice(0, at)}\u202e\u2067${plain.slice(at)}`;
      const due = new Date('2026-11-24T15:00:00Z');
      const text = calendarText('Sojourn', [
        {
          id: 'x',
          revision: 2,
          summary,
          dueAt: due,
          changedAt: due,
          priority: 'high',
          url: 'http://localhost/tasks/x',
        },
      ]);
      const said = parsed(text).find(({ name }) => name === 'SUMMARY')!.value;
      expect(said).toBe(
        summary.replace(/\r\n|\r/g, '\n').replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, ''),
      );
    }),
  );
});
