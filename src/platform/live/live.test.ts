import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '#platform/db/embedded/start.ts';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { createHttp } from '#platform/http/server.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { authenticate } from '#platform/identity/authenticate.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { createLiveHub } from './hub.ts';
import { publish } from './live.ts';
import { liveModule } from './module.ts';
import { openPage } from './testing/page.ts';

const hubs = [createLiveHub(), createLiveHub()] as const;
let server: TestServer;
/** A second server process on the same database, as far as the database can tell. */
let second: FastifyInstance;
let secondUrl: string;

beforeAll(async () => {
  server = await testServer(() => [liveModule({ live: hubs[0] })]);
  const { db, appUrl } = server.database;
  for (const hub of hubs) await hub.connect({ url: appUrl, db });
  second = await createHttp({
    db,
    bindings: liveModule({ live: hubs[1] }).routes,
    constraints: {},
    authenticate,
    beatMs: 0,
  });
  secondUrl = await second.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  for (const hub of hubs) await hub.close();
  await second?.close();
  await server?.close();
});

const actor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
const tell = (accounts: string[], topic = 'notify.notice', ref?: string) =>
  server.database.db.withActor(actor, (tx) => publish(tx, accounts, ref ? { topic, ref } : { topic }));
const onSecond = (caller: Caller): Caller => ({
  ...caller,
  fetch: (path, init) => fetch(secondUrl + path, { ...init, headers: { cookie: cookieOf(caller) } }),
});
const cookieOf = (caller: Caller) => `sojourn_session=${caller.cookie}`;

describe('who may listen', () => {
  test('a stranger may not, nor a token', async () => {
    expect((await server.stranger.fetch('/api/live')).status).toBe(401);
    const person = await server.persona('Token', []);
    const secret = newSecret();
    await server.database.ownerQuery(
      `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
       values ($1, 'x', $2, '{a}', now() + interval '1 day')`,
      [person.accountId, secretHash(secret)],
    );
    const answer = await server.stranger.fetch('/api/live', {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(403);
  });

  test('a session has six pages at most; one that closes makes room', async () => {
    const person = await server.persona('Many', []);
    const pages = await Promise.all(Array.from({ length: 6 }, () => openPage(person)));
    expect(pages.map((page) => page.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await openPage(person)).status).toBe(429);
    pages[0]!.close();
    await expect.poll(async () => (await openPage(person)).status).toBe(200);
    for (const page of pages) page.close();
  });

  test('nothing of a person travels: a topic or a reference of another shape is refused', async () => {
    await expect(tell(['x'], 'Amina has come')).rejects.toThrow(TypeError);
    await expect(tell(['x'], 'notify.notice', 'Amina')).rejects.toThrow(TypeError);
  });
});

test('what is told reaches its people on every server, and nobody else', async () => {
  const [one, other] = [await server.persona('One', []), await server.persona('Other', [])];
  const pages = [await openPage(one), await openPage(onSecond(one)), await openPage(other)];
  expect(pages[0]!.type).toBe('text/event-stream; charset=utf-8');
  const ref = '0197a000-0000-7000-8000-000000000001';
  await tell([one.accountId!], 'jobs.run', ref);
  await expect.poll(() => pages.map(({ told }) => told.length)).toEqual([1, 1, 0]);
  expect(pages[1]!.told).toEqual([{ topic: 'jobs.run', ref }]);
  for (const page of pages) page.close();
});

test('what was rolled back is never told; thousands of people are told in one transaction', async () => {
  const person = await server.persona('Patient', []);
  const page = await openPage(person);
  await expect(
    server.database.db.withActor(actor, async (tx) => {
      await publish(tx, [person.accountId!], { topic: 'a.undone' });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  const many = Array.from({ length: 5000 }, () => crypto.randomUUID());
  await tell([...many, person.accountId!], 'a.done');
  await expect.poll(() => page.told).toEqual([{ topic: 'a.done' }]);
  page.close();
});

describe('a page ends', () => {
  test('at once when its session is ended, on whichever server it stands; others stay', async () => {
    const [person, other] = [await server.persona('Leaver', []), await server.persona('Stayer', [])];
    const pages = [await openPage(person), await openPage(onSecond(person))];
    const staying = await openPage(other);
    await server.database.ownerQuery('update identity.session set revoked_at = now() where account_id = $1', [
      person.accountId,
    ]);
    await Promise.all(pages.map((page) => page.ended));
    await tell([other.accountId!]);
    await expect.poll(() => staying.told).toHaveLength(1);
    staying.close();
  });

  test('at once when the account is disabled', async () => {
    const person = await server.persona('Disabled', []);
    const page = await openPage(person);
    await server.database.ownerQuery(`update identity.account set state = 'disabled' where id = $1`, [
      person.accountId,
    ]);
    await page.ended;
  });

  test('when its session ended by the clock alone', async () => {
    const [idle, busy] = [await server.persona('Idle', []), await server.persona('Busy', [])];
    const [page, staying] = [await openPage(idle), await openPage(busy)];
    await server.database.ownerQuery(
      `update identity.session set last_seen_at = now() - interval '1 day' where account_id = $1`,
      [idle.accountId],
    );
    await hubs[0].check();
    await page.ended;
    await tell([busy.accountId!]);
    await expect.poll(() => staying.told).toHaveLength(1);
    staying.close();
  });

  test('which only the server may ask for', async () => {
    const person = await server.persona('Curious', []);
    const asked = server.database.db.withActor(
      { ...actor, accountId: person.accountId, kind: 'person' },
      (tx) => rawQuery(tx, 'select live.still_open($1)', [[]]),
    );
    await expect(asked).rejects.toThrow('by the server only');
  });
});

test('the connection that hears is opened again when it breaks, and pages are asked to read anew', async () => {
  const person = await server.persona('Cut', []);
  const page = await openPage(person);
  await server.database.ownerQuery(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'sojourn live' and datname = current_database()`,
  );
  await expect.poll(() => page.told, { timeout: 10_000 }).toEqual([{ topic: '*' }]);
  await tell([person.accountId!], 'a.later');
  await expect.poll(() => page.told).toEqual([{ topic: '*' }, { topic: 'a.later' }]);
  page.close();
});

test('a restart of PostgreSQL is survived', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-live-'));
  const port = await freePort();
  const start = () => startEmbedded({ dataDir, port, log: () => {}, tuning: { unsafeNoFsync: true } });
  let cluster = await start();
  const open = await openDatabase({
    databaseUrl: cluster.url,
    dataDir,
    slices: findSlices(),
    log: () => {},
  });
  const hub = createLiveHub();
  try {
    await hub.connect({ url: open.appUrl, db: open.db });
    const accountId = crypto.randomUUID();
    const stream = hub.open({ accountId, sessionId: crypto.randomUUID() });
    let heard = '';
    stream.on('data', (chunk) => {
      heard += String(chunk);
    });
    await cluster.stop();
    cluster = await start();
    const later = () => open.db.withActor(actor, (tx) => publish(tx, [accountId], { topic: 'a.later' }));
    await expect
      .poll(
        () =>
          later().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    await expect.poll(() => heard, { timeout: 20_000 }).toContain('"*"');
    // No such session holds: the first look after the restart ends the page.
    await expect.poll(() => stream.readableEnded, { timeout: 20_000 }).toBe(true);
  } finally {
    await hub.close();
    await open.close();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
