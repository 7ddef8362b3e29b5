import { afterAll, beforeAll, expect, test } from 'vitest';
import { addComment } from '#platform/comments/contract.ts';
import { commentsModule } from '#platform/comments/module.ts';
import type { Caller } from '#platform/http/testing.ts';
import { listNotices } from '#platform/notify/contract/inbox.ts';
import { addDevice, setPreference } from '#platform/notify/contract/preference.ts';
import { notifyModule, sendingOf } from '#platform/notify/module.ts';
import { dispatch, gatherDigests } from '#platform/notify/service/send.ts';
import { type MailServer, startMailServer } from '#platform/notify/testing/mail-server.ts';
import { type PushService, startPushService } from '#platform/notify/testing/push-service.ts';
import { makeFeed } from '#platform/tasks/contract/feed.ts';
import { createTask } from '#platform/tasks/contract/task.ts';
import { tasksModule } from '#platform/tasks/module.ts';
import { giveAlarms } from '#platform/tasks/service/alarms.ts';
import { makeWorld, type World } from '#platform/tasks/testing/world.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';

/** What somebody would write to get out: headers, a second mail, markup, a turned line, a calendar's own words. */
const EVIL =
  'CANARY\r\nBcc: evil@agency.example\r\n\r\n.\r\nMAIL FROM:<evil@agency.example>\r\n<img src=x onerror=alert(1)>\u202egnp.exe\u2067\r\nEND:VEVENT\r\nBEGIN:VEVENT';
/** By name alone; the values of the rest are told below. */
const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'importance',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'priority',
  'subject',
  'to',
  'x-auto-response-suppress',
  'x-msmail-priority',
  'x-priority',
];
const vault = memoryVault();
const job = { accountId: null, kind: 'job', permissions: null, requestId: 'test' } as const;
let world: World;
let mail: MailServer;
let push: PushService;

beforeAll(async () => {
  [mail, push] = [await startMailServer(), await startPushService()];
  const config = {
    vault,
    publicUrl: () => 'https://sojourn.example',
    mail: mail.settings,
    pushOrigins: [push.origin],
  };
  const records = () => world.kinds();
  const comments = commentsModule({ records });
  const notices = [comments.notices!, tasksModule({ publicUrl: config.publicUrl, records }).notices!];
  world = await makeWorld([comments, notifyModule(config, () => notices)]);
  const { server, amal, bela, site, clock } = world;
  await server.database.ownerQuery(`update notify.agency set push_on = true`);
  await server.database.ownerQuery('update identity.account set name = $1 where id = $2', [
    EVIL,
    amal.accountId,
  ]);
  await server.database.ownerQuery('update places.site set name = $1 where id = $2', [EVIL, site.entityId]);
  await bela.call(setPreference, { body: { quiet: null } });
  await bela.call(addDevice, { body: push.subscribe() });
  await provoke(amal, bela);
  clock.now = new Date('2026-11-26T08:00:00Z');
  await giveAlarms(server.database.db, job, clock.now);
  const running = { db: server.database.db, now: clock.now, signal: new AbortController().signal };
  const sending = sendingOf(config, () => notices);
  await dispatch(running, sending);
  await gatherDigests(running, sending);
  await dispatch(running, sending);
});
afterAll(async () => {
  await world?.server.close();
  await mail.down();
  await push.close();
});

/** Everything of these slices by which one person makes another be told. */
async function provoke(from: Caller, to: Caller): Promise<void> {
  const { site } = world;
  await from.call(createTask, {
    body: {
      title: EVIL.slice(0, 200),
      note: EVIL,
      record: site,
      ownerId: to.accountId,
      priority: 'urgent',
      due: { local: '2026-11-25T17:00', zone: 'Africa/Khartoum' },
      remindBefore: 'PT1H',
    },
  });
  await from.call(addComment, { body: { ...site, text: `${EVIL} @{${to.accountId}}` } });
}

test('people are told, in their inbox and by every way out', async () => {
  const { items } = await world.bela.call(listNotices, { querystring: {} });
  expect(items.map(({ kind }) => kind).sort()).toEqual([
    'comments.person_mentioned',
    'tasks.task_assigned',
    'tasks.task_due',
  ]);
  expect(mail.mails.length).toBeGreaterThan(0);
  expect(push.received.length).toBeGreaterThan(0);
  expect(push.complaints).toEqual([]);
});

test('a mail has the headers of the product and no other, one reader, and nothing that people wrote', () => {
  for (const text of mail.mails) {
    const [head = ''] = text.split('\r\n\r\n');
    const names = head
      .replaceAll(/\r\n[ \t]/g, ' ')
      .split('\r\n')
      .map((line) => line.split(':')[0]!.toLowerCase());
    for (const name of names) expect(HEADERS).toContain(name);
    expect(new Set(names).size).toBe(names.length);
    const said = text.replaceAll(/=\r\n/g, '');
    expect(said).not.toMatch(/canary|evil|onerror|SITE-1|<img|TSK-|Amal/i);
    expect(said).not.toMatch(/text\/html/i);
    expect(/^List-Unsubscribe:\s*<(.*)>$/m.exec(head.replaceAll(/\r\n[ \t]/g, ''))?.[1]).toMatch(
      /^https:\/\/sojourn\.example\/unsubscribe\/[\w-]{43}$/,
    );
  }
  expect(new Set(mail.recipients)).toEqual(new Set(['bela@example.org']));
});

test('a push says the kind, the link and the language', () => {
  for (const { payload } of push.received) {
    expect(Object.keys(payload).sort()).toEqual(['body', 'id', 'language', 'link']);
    expect(JSON.stringify(payload)).not.toMatch(/canary|evil|SITE-1|TSK-|Amal/i);
    expect(payload.link).toMatch(/^https:\/\/sojourn\.example\/inbox\/[0-9a-f-]{36}$/);
  }
});

test('a calendar keeps a title inside its line, whatever it holds', async () => {
  const { url } = await world.bela.call(makeFeed, {});
  const text = await (await fetch(url)).text();
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  expect(lines.filter((line) => /^Bcc/i.test(line))).toEqual([]);
  const summary = lines.find((line) => line.startsWith('SUMMARY:'))!;
  expect(summary).toContain('CANARY');
  // A mark that turns a line would turn what stands behind it in the calendar of others, too.
  expect(summary).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});
