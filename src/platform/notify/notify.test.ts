import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import type { Notice } from './notice.ts';
import { notify } from './notify.ts';

let server: TestServer;
let amal: Caller;
let bela: Caller;
let admin: Caller;

beforeAll(async () => {
  server = await testServer(() => []);
  const office = await server.office('HQ');
  amal = await server.persona('Amal', []);
  bela = await server.persona('Bela', []);
  await server.database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('all', '{}', '{identity.account.read,identity.account.write,audit.entry.read}')`,
  );
  admin = await server.persona('Admin', [{ role: 'all', officeId: office }]);
});
afterAll(() => server?.close());

const actorOf = (caller: Caller, kind: Actor['kind'] = 'person'): Actor => ({
  accountId: caller.accountId,
  kind,
  permissions: null,
  requestId: 'test',
});
const due = (to: Caller[], more: Partial<Notice> = {}): Notice => ({
  kind: 'test.task_due',
  to: to.map((one) => one.accountId!),
  urgency: 'soon',
  at: new Date('2026-11-22T08:00:00Z'),
  ...more,
});
const send = (notice: Notice, by = bela) =>
  server.database.db.withActor(actorOf(by), (tx) => notify(tx, notice));
const inboxOf = (actor: Actor) =>
  server.database.db.withActor(actor, (tx) =>
    rawQuery<{ account_id: string; times: number; facts: object; read_at: Date | null }>(
      tx,
      'select account_id, times, facts, read_at from notify.notice order by id',
    ),
  );
const refused = (by: Actor, sql: string) =>
  expect(server.database.db.withActor(by, (tx) => rawQuery(tx, sql))).rejects.toThrow('permission denied');

describe('a notice is its reader’s alone', () => {
  test('not its sender, no administrator, no job, no token of the reader sees it', async () => {
    expect(await send(due([amal]))).toEqual([amal.accountId]);
    expect(await inboxOf(actorOf(amal))).toHaveLength(1);
    expect(await inboxOf(actorOf(bela))).toEqual([]);
    expect(await inboxOf(actorOf(admin))).toEqual([]);
    expect(await inboxOf(actorOf(amal, 'token'))).toEqual([]);
    expect(await inboxOf(actorOf(amal, 'job'))).toEqual([]);
    const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
    expect(await inboxOf(job)).toEqual([]);
  });

  test('nobody writes one past the one door, changes its words or removes it', async () => {
    for (const who of [actorOf(amal), actorOf(admin)]) {
      await refused(
        who,
        `insert into notify.notice (account_id, kind, urgency, facts, at) values ('${amal.accountId}', 'a.b', 'now', '{}', now())`,
      );
      await refused(who, `update notify.notice set facts = '{}'`);
      await refused(who, `update notify.notice set account_id = '${bela.accountId}'`);
      await refused(who, 'delete from notify.notice');
    }
  });

  test('nobody marks the notice of another as read', async () => {
    const rows = await server.database.db.withActor(actorOf(admin), (tx) =>
      rawQuery(tx, 'update notify.notice set read_at = now() returning 1'),
    );
    expect(rows).toEqual([]);
  });
});

describe('telling', () => {
  test('a kind of another shape, a value without end or half a record is refused', async () => {
    await expect(send(due([amal], { kind: 'Amal fled' }))).rejects.toThrow('notice__kind_shape');
    await expect(send(due([amal], { values: { n: 'x'.repeat(3000) } }))).rejects.toThrow('facts_small');
    await expect(send(due([amal], { entity: 'a.b' }))).rejects.toThrow('record_whole');
  });

  test('leaves out who is disabled, no person or not there, and tells each once', async () => {
    const gone = await server.persona('Gone', []);
    await server.database.ownerQuery(`update identity.account set state = 'disabled' where id = $1`, [
      gone.accountId,
    ]);
    const device = await server.database.ownerQuery<{ id: string }>(
      `insert into identity.account (kind, name, state) values ('device', 'Phone', 'active') returning id`,
    );
    const person = await server.persona('Present', []);
    const told = await send({
      ...due([person, gone, person]),
      to: [person.accountId!, gone.accountId!, person.accountId!, device[0]!.id, crypto.randomUUID()],
    });
    expect(told).toEqual([person.accountId]);
    expect(await inboxOf(actorOf(person))).toHaveLength(1);
  });

  test('happens with the change that causes it or not at all', async () => {
    const person = await server.persona('Undone', []);
    await expect(
      server.database.db.withActor(actorOf(bela), async (tx) => {
        await notify(tx, due([person]));
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await inboxOf(actorOf(person))).toEqual([]);
  });

  test('the same key is the same notice, told anew and unread again; for another person it is another', async () => {
    const [one, other] = [await server.persona('Same', []), await server.persona('Else', [])];
    await send(due([one, other], { key: 'task-1', values: { n: 1 } }));
    await server.database.db.withActor(actorOf(one), (tx) =>
      rawQuery(tx, 'update notify.notice set read_at = now(), archived_at = now()'),
    );
    await send(due([one], { key: 'task-1', values: { n: 2 } }));
    expect(await inboxOf(actorOf(one))).toEqual([
      { account_id: one.accountId, times: 2, facts: { n: 2 }, read_at: null },
    ]);
    expect(await inboxOf(actorOf(other))).toMatchObject([{ times: 1, facts: { n: 1 } }]);
  });

  test('of the same people by many at once ends in one notice each', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, i) => server.persona(`Crowd${i}`, [])));
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        send(due(i % 2 ? people : people.toReversed(), { key: 'together', values: { n: i } })),
      ),
    );
    for (const person of people) expect(await inboxOf(actorOf(person))).toMatchObject([{ times: 8 }]);
  });
});
