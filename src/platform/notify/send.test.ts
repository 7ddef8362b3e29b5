import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChild } from '#platform/db/testing/child.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { defineCatalogue } from '#platform/i18n/messages.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import type { Preference } from './domain/preference.ts';
import { notifyModule, sendingOf } from './module.ts';
import type { Notice } from './notice.ts';
import { notify } from './notify.ts';
import { dispatch, gatherDigests } from './service/send.ts';
import { type MailServer, startMailServer } from './testing/mail-server.ts';

const words = async () => ({
  messages: {
    'notice.test.task_due': 'Task {n} is due',
    'notice.test.task_due.general': 'A task is due',
    'notice.test.broken_in.general': 'Somebody signed in',
  },
});
const catalogue = defineCatalogue('test', { en: words, fr: words, es: words, ar: words });
const notices = [
  { catalogue, kinds: { 'test.task_due': {}, 'test.broken_in': { security: true as const } } },
];

let server: TestServer;
let mail: MailServer;
const vault = memoryVault();
const publicUrl = () => 'https://sojourn.example';

beforeAll(async () => {
  mail = await startMailServer();
  server = await testServer(() => [notifyModule({ vault, publicUrl }, () => notices)]);
});
afterAll(async () => {
  await server?.close();
  await mail.down();
});

const NOON = new Date('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const later = (minutes: number, from = NOON) => new Date(from.getTime() + minutes * MINUTE);
const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
const send = (to: Caller[], more: Partial<Notice> = {}) =>
  server.database.db.withActor(job, (tx) =>
    notify(tx, {
      kind: 'test.task_due',
      to: to.map((one) => one.accountId!),
      urgency: 'now',
      at: NOON,
      ...more,
    }),
  );
const running = (now: Date) => ({ db: server.database.db, now, signal: new AbortController().signal });
const open = () => sendingOf({ vault, publicUrl, mail: mail.settings }, () => notices);
const tick = (now = NOON) => dispatch(running(now), open());
const mailsTo = (person: Caller) => {
  const name = addresses.get(person.accountId!)!;
  return mail.mails.filter((text) => text.includes(`To: ${name}`));
};
const addresses = new Map<string, string>();
async function newPerson(name: string, settings?: Preference): Promise<Caller> {
  const person = await server.persona(name, []);
  addresses.set(person.accountId!, `${name.toLowerCase()}@example.org`);
  if (settings)
    await server.database.ownerQuery('insert into notify.preference values ($1, $2, now())', [
      person.accountId,
      JSON.stringify(settings),
    ]);
  return person;
}
const deliveries = (person: Caller) =>
  server.database.ownerQuery<{ state: string; reason: string | null; tries: number }>(
    'select state, reason, tries from notify.delivery where account_id = $1 order by id',
    [person.accountId],
  );

describe('what does not leave', () => {
  test('anything while no channel is set up; setting one up later sends nothing old', async () => {
    const person = await newPerson('Early');
    await send([person]);
    await dispatch(
      running(NOON),
      sendingOf({ vault, publicUrl }, () => notices),
    );
    await tick();
    expect(mail.mails).toEqual([]);
  });

  test('what its reader has read already; what guards an account leaves all the same', async () => {
    const [calm, owner] = [await newPerson('Calm'), await newPerson('Owner')];
    await send([calm]);
    await send([owner], { kind: 'test.broken_in' });
    await server.database.ownerQuery('update notify.notice set read_at = now()');
    await tick();
    expect(mailsTo(calm)).toEqual([]);
    expect(mailsTo(owner)).toHaveLength(1);
  });

  test('anything to an account that was disabled meanwhile', async () => {
    const person = await newPerson('Leaver', { quiet: null, kinds: { 'test.task_due': { email: 'each' } } });
    await send([person]);
    await server.database.ownerQuery(`update identity.account set state = 'disabled' where id = $1`, [
      person.accountId,
    ]);
    await tick();
    expect(mailsTo(person)).toEqual([]);
    expect(await deliveries(person)).toMatchObject([{ state: 'dropped' }]);
  });

  test('anyone but the server may not take, plan or gather', async () => {
    const person = await newPerson('Curious');
    for (const actor of [
      { ...job, accountId: person.accountId },
      { ...job, accountId: person.accountId, kind: 'person' as const },
    ])
      for (const sql of [
        'select notify.take_unplanned(1)',
        `select notify.take_due('email', 1, now(), '1 minute')`,
        'select notify.unread_since_digest(now())',
        'select notify.sweep(now())',
      ])
        await expect(server.database.db.withActor(actor, (tx) => rawQuery(tx, sql))).rejects.toThrow(
          'by the server only',
        );
  });
});

describe('a mail', () => {
  test('is sent once however many servers look, and says nothing but the kind', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, i) => newPerson(`Crowd${String.fromCharCode(97 + i)}`)),
    );
    await send(people, { values: { n: 'CANARY' } });
    await Promise.all([tick(), tick(), tick()]);
    for (const person of people) expect(mailsTo(person)).toHaveLength(1);
    const text = mailsTo(people[0]!)[0]!;
    expect(text).toContain('A task is due');
    expect(text).toContain('https://sojourn.example/inbox/');
    expect(text).not.toContain('CANARY');
  });

  test('told anew under the same key is not sent anew', async () => {
    const person = await newPerson('Again');
    await send([person], { key: 'one' });
    await tick();
    await send([person], { key: 'one' });
    await tick(later(10));
    expect(mailsTo(person)).toHaveLength(1);
  });

  test('waits for the end of quiet hours by the clock of its reader unless it is pressing', async () => {
    const person = await newPerson('Sleeper', {
      zone: 'Asia/Kathmandu',
      quiet: { from: '17:00', until: '18:00' },
      kinds: { 'test.task_due': { email: 'each' } },
    });
    // 12:00 UTC is 17:45 in Kathmandu.
    await send([person], { urgency: 'soon' });
    await tick(later(14));
    expect(mailsTo(person)).toEqual([]);
    await tick(later(15));
    expect(mailsTo(person)).toHaveLength(1);
    await send([person]);
    await tick();
    expect(mailsTo(person)).toHaveLength(2);
  });

  test('asked to come again is sent a little later; refused for good is noted and left', async () => {
    const [grey, gone] = [await newPerson('Grey'), await newPerson('Gone')];
    mail.refuseRecipients(1, 451);
    await send([grey]);
    await tick();
    expect(await deliveries(grey)).toEqual([{ state: 'waiting', reason: 'asked_to_wait', tries: 1 }]);
    await tick(later(2));
    expect(await deliveries(grey)).toEqual([{ state: 'sent', reason: null, tries: 2 }]);
    mail.refuseRecipients(1, 550);
    await send([gone]);
    await tick();
    await tick(later(600));
    expect(await deliveries(gone)).toEqual([{ state: 'refused', reason: 'address_refused', tries: 1 }]);
    expect(mailsTo(gone)).toEqual([]);
  });

  test('outlives a server that is down for minutes, and is given up after two days', async () => {
    const person = await newPerson('Patient');
    await mail.down();
    await send([person]);
    await tick();
    await tick(later(1));
    await tick(later(3));
    expect(await deliveries(person)).toMatchObject([{ state: 'waiting', reason: 'unreachable' }]);
    await mail.up();
    await tick(later(30));
    expect(mailsTo(person)).toHaveLength(1);
    await mail.down();
    await send([person]);
    await tick();
    await tick(later(49 * 60));
    expect((await deliveries(person))[1]).toMatchObject({ state: 'given_up', reason: 'unreachable' });
    await mail.up();
  });

  test('of a server that was killed between commit and sending is sent by the next, once', async () => {
    const person = await newPerson('Survivor');
    let connect = () => {};
    const connected = new Promise<void>((resolve) => {
      connect = resolve;
    });
    // Answers nothing, so that the child stands between its claim and the sending.
    const silent = createServer(() => connect());
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    await send([person], { at: new Date() });
    const settings = { ...mail.settings, host: '127.0.0.1', port };
    const child = startChild('dispatch-child.ts', [server.database.appUrl, JSON.stringify(settings)]);
    await connected;
    child.process.kill('SIGKILL');
    await child.ended;
    silent.close();
    expect(await deliveries(person)).toMatchObject([{ state: 'sending', tries: 1 }]);
    const now = new Date();
    await tick(now);
    expect(mailsTo(person)).toEqual([]);
    await Promise.all([tick(later(6, now)), tick(later(6, now))]);
    await tick(later(20, now));
    expect(mailsTo(person)).toHaveLength(1);
    const rows = await server.database.ownerQuery('select from notify.notice where account_id = $1', [
      person.accountId,
    ]);
    expect(rows).toHaveLength(1);
  }, 30_000);
});

describe('a digest', () => {
  test('counts by kind what is unread, once a day, and is left out when there is nothing', async () => {
    const person = await newPerson('Reader', { quiet: null, digestAt: '12:00' });
    for (const n of [1, 2, 3]) await send([person], { urgency: 'soon', values: { n: `CANARY${n}` } });
    await server.database.ownerQuery(
      `update notify.notice set read_at = now() where account_id = $1 and facts->>'n' = 'CANARY3'`,
      [person.accountId],
    );
    await tick();
    expect(mailsTo(person)).toEqual([]);
    for (const minutes of [0, 15, 15]) await gatherDigests(running(later(minutes)), open());
    await tick(later(15));
    expect(mailsTo(person)).toHaveLength(1);
    expect(mailsTo(person)[0]).toContain('A task is due (2)');
    expect(mailsTo(person)[0]).not.toContain('CANARY');
    await gatherDigests(running(later(24 * 60)), open());
    await tick(later(24 * 60));
    expect(mailsTo(person)).toHaveLength(1);
  });
});
