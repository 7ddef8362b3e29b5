import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { defineCatalogue } from '#platform/i18n/messages.ts';
import { sealPlaintext } from '#platform/vault/seal-plaintext.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import * as channel from './contract/channel.ts';
import * as contract from './contract/preference.ts';
import { notifyModule, sendingOf } from './module.ts';
import { notify } from './notify.ts';
import { deviceAuth, devicePublicKey } from './sealed.ts';
import { dispatch } from './service/send.ts';
import { type MailServer, startMailServer } from './testing/mail-server.ts';
import { type PushService, startPushService } from './testing/push-service.ts';

const words = async () => ({ messages: {} });
const declared = {
  catalogue: defineCatalogue('test', { en: words, fr: words, es: words, ar: words }),
  kinds: { 'test.task_due': {}, 'test.broken_in': { security: true as const } },
};
const vault = memoryVault();
let server: TestServer;
let push: PushService;
let mail: MailServer;
let config: Parameters<typeof notifyModule>[0];
let admin: Caller;
let local: Caller;
let person: Caller;

beforeAll(async () => {
  [push, mail] = [await startPushService(), await startMailServer('none')];
  config = { vault, publicUrl: () => 'https://sojourn.example', pushOrigins: [push.origin] };
  server = await testServer(() => [notifyModule(config, () => [declared])]);
  const top = await server.office('TOP');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: top }]);
  local = await server.persona('Local', [
    { role: 'administrator', officeId: await server.office('LOW', top) },
  ]);
  person = await server.persona('Person', []);
});
afterAll(async () => {
  await server?.close();
  await push.close();
  await mail.down();
});

const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
const tick = () =>
  dispatch(
    { db: server.database.db, now: new Date(), signal: new AbortController().signal },
    sendingOf(config, () => []),
  );
const tell = (to: Caller) =>
  server.database.db.withActor(job, (tx) =>
    notify(tx, {
      kind: 'test.task_due',
      to: [to.accountId!],
      urgency: 'now',
      values: { n: 'CANARY' },
      at: new Date(),
    }),
  );
const actions = async (action: string) =>
  (await server.database.ownerQuery('select from audit.entry where action = $1', [action])).length;
const agency = { defaults: {}, pushOn: true, keepDays: 90 };
const mailBody = () => ({
  host: 'localhost',
  port: mail.settings.port,
  tls: 'none' as const,
  username: 'sojourn',
  sender: 'notices@agency.example',
});

describe('how one is told', () => {
  test('a zone that is none, hours without end and times that are none are refused', async () => {
    const set = (body: object) => refusal(person.call(contract.setPreference, { body }));
    expect(await set({ zone: 'Mars/Phobos' })).toBe('422 notify.unknown_zone');
    expect(await set({ quiet: { from: '22:00', until: '22:00' } })).toBe('422 notify.quiet_all_day');
    expect(await set({ digestAt: '25:00' })).toBe('400 http.invalid');
    const kinds = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [`k${'x'.repeat(60)}${i}`, { push: true }]),
    );
    expect(await set({ kinds })).toBe('422 notify.preference_too_large');
  });

  test('is kept for oneself alone, over what the agency says', async () => {
    await admin.call(channel.setAgency, { body: { ...agency, defaults: { zone: 'Africa/Khartoum' } } });
    await person.call(contract.setPreference, { body: { quiet: null, kinds: { 'a.b': { email: 'off' } } } });
    expect(await person.call(contract.getPreference, {})).toMatchObject({
      own: { quiet: null, kinds: { 'a.b': { email: 'off' } } },
      defaults: { zone: 'Africa/Khartoum', quiet: { from: '21:00', until: '06:30' }, digestAt: '07:30' },
    });
    expect((await admin.call(contract.getPreference, {})).own).toEqual({});
  });
});

describe('which kind goes how', () => {
  const ways = (kinds: object) => ({ ...agency, defaults: { kinds } }) as typeof agency;
  test('is said by the top office alone, of kinds that there are, and mutes nothing that guards an account', async () => {
    const set = (caller: Caller, kinds: object) =>
      refusal(caller.call(channel.setAgency, { body: ways(kinds) }));
    const off = { 'test.task_due': { email: 'off', fixed: ['email'] } };
    expect(await set(person, off)).toBe('403 http.forbidden');
    expect(await set(local, off)).toBe('404 http.not_found');
    expect(await set(admin, { 'test.nothing': { push: true } })).toBe('422 notify.unknown_kind');
    for (const way of [{ email: 'off' }, { email: 'digest' }, { fixed: ['email'] }])
      expect(await set(admin, { 'test.broken_in': way })).toBe('422 notify.security_kind');
    expect(await set(admin, { 'test.task_due': { fixed: ['post'] } })).toBe('400 http.invalid');
    expect(await admin.call(channel.getChannels, {})).toMatchObject({
      kinds: [
        { kind: 'test.task_due', security: false },
        { kind: 'test.broken_in', security: true },
      ],
    });
  });

  test('holds people to what is fixed, keeps their own choice under it, and leaves an entry with both sides', async () => {
    const other = await server.persona('Held', []);
    const choose = (email: string) =>
      other.call(contract.setPreference, { body: { kinds: { 'test.task_due': { email } } } as object });
    await choose('digest');
    const fixed = { 'test.task_due': { email: 'each', fixed: ['email'] } };
    await admin.call(channel.setAgency, { body: ways(fixed) });
    expect(await refusal(choose('off'))).toBe('422 notify.fixed_by_agency');
    await choose('digest');
    const told = await other.call(contract.getPreference, {});
    expect(told).toMatchObject({
      own: { kinds: { 'test.task_due': { email: 'digest' } } },
      defaults: { kinds: fixed },
    });
    await admin.call(channel.setAgency, { body: agency });
    await choose('off');
    const [entry] = await server.database.ownerQuery<{ body: string }>(
      `select body::text from audit.entry where action = 'notify.agency_changed' order by id desc limit 1`,
    );
    expect(entry!.body).toContain('"fixed"');
  });
});

describe('the mail server', () => {
  test('is set at the top office only, and is seen nowhere else', async () => {
    const body = { ...mailBody(), password: 'right' };
    expect(await refusal(person.call(channel.setMail, { body }))).toBe('403 http.forbidden');
    expect(await refusal(local.call(channel.setMail, { body }))).toBe('403 http.forbidden');
    expect(await refusal(local.call(channel.setAgency, { body: agency }))).toBe('404 http.not_found');
    expect(await refusal(local.call(channel.getHealth, {}))).toBe('403 http.forbidden');
    expect(await refusal(local.call(channel.retryFailed, { body: { channel: 'email' } }))).toBe(
      '403 http.forbidden',
    );
    await server.database.ownerQuery(
      `update identity.session set proved_at = now() - interval '1 hour' where account_id = $1`,
      [admin.accountId],
    );
    expect(await refusal(admin.call(channel.setMail, { body }))).toBe('403 identity.step_up_needed');
    await server.database.ownerQuery('update identity.session set proved_at = now()');
  });

  test('its password is sealed, never shown, and never given to another server', async () => {
    await admin.call(channel.setMail, { body: { ...mailBody(), password: 'right' } });
    const shown = await admin.call(channel.getChannels, {});
    expect(shown.mail).toEqual({ ...mailBody(), hasPassword: true });
    const rows = await server.database.ownerQuery<{ password_sealed: Buffer }>(
      'select password_sealed from notify.smtp',
    );
    expect(rows[0]!.password_sealed.includes('right')).toBe(false);
    expect(await refusal(admin.call(channel.setMail, { body: { ...mailBody(), host: '127.0.0.1' } }))).toBe(
      '422 notify.password_needed',
    );
    await admin.call(channel.setMail, { body: { ...mailBody(), sender: 'other@agency.example' } });
    expect(await admin.call(channel.testMail, {})).toEqual({ state: 'sent', reason: null });
    expect(mail.recipients).toEqual(['admin@example.org']);
    expect(await actions('notify.mail_changed')).toBe(2);
    const entries = await server.database.ownerQuery<{ body: string }>('select body::text from audit.entry');
    expect(entries.some(({ body }) => body.includes('right"'))).toBe(false);
  });

  test('a wrong password is said after a test; what failed is counted and begun again, without a name', async () => {
    await admin.call(channel.setMail, { body: { ...mailBody(), password: 'wrong' } });
    expect(await admin.call(channel.testMail, {})).toEqual({ state: 'retry', reason: 'login_refused' });
    await tell(person);
    await tick();
    const { channels } = await admin.call(channel.getHealth, {});
    expect(channels[0]).toMatchObject({
      channel: 'email',
      waiting: 1,
      failures: [{ reason: 'login_refused', count: 1, waits: true }],
    });
    expect(JSON.stringify(channels)).not.toMatch(/person|example/i);
    await admin.call(channel.setMail, { body: { ...mailBody(), password: 'right' } });
    expect(await admin.call(channel.retryFailed, { body: { channel: 'email' } })).toEqual({ again: 1 });
    await tick();
    expect(mail.recipients).toContain('person@example.org');
    await admin.call(channel.removeMail, {});
    expect((await admin.call(channel.getChannels, {})).mail).toBeNull();
  });
});

describe('push', () => {
  test('only an address of a known push service is taken: the server calls no other', async () => {
    const { keys } = push.subscribe();
    for (const endpoint of [
      'http://169.254.169.254/latest',
      'http://127.0.0.1:9/push',
      'https://fcm.googleapis.com:8443/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://user@fcm.googleapis.com/x',
      'file:///etc/passwd',
    ])
      expect(await refusal(person.call(contract.addDevice, { body: { endpoint, keys } }))).toBe(
        '422 notify.unknown_push_service',
      );
  });

  test('reaches every device of its person and no other, in general words; one that is gone is forgotten', async () => {
    await admin.call(channel.setAgency, { body: agency });
    const [first, second, foreign] = [push.subscribe(), push.subscribe(), push.subscribe()];
    for (const body of [first, second]) await person.call(contract.addDevice, { body });
    await local.call(contract.addDevice, { body: foreign });
    push.answer(second.endpoint, 410);
    await tell(person);
    await tick();
    expect(push.complaints).toEqual([]);
    expect(push.received.map(({ endpoint }) => endpoint)).toEqual([first.endpoint]);
    expect(push.received[0]!.payload).toMatchObject({ body: 'There is something new for you.' });
    expect(JSON.stringify(push.received)).not.toContain('CANARY');
    const { items } = await person.call(contract.listDevices, {});
    expect(items.map(({ endpoint }) => endpoint)).toEqual([first.endpoint]);
    expect(items[0]!.lastSentAt).not.toBeNull();
  });

  test('asked to wait it comes again; taken back it is not sent; the key is one for all', async () => {
    const device = push.subscribe();
    const other = await server.persona('Other', []);
    const { id } = await other.call(contract.addDevice, { body: device });
    push.answer(device.endpoint, 429);
    await tell(other);
    await tick();
    const [row] = await server.database.ownerQuery(
      `select state, reason from notify.delivery where account_id = $1 and channel = 'push'`,
      [other.accountId],
    );
    expect(row).toEqual({ state: 'waiting', reason: 'asked_to_wait' });
    expect(await refusal(person.call(contract.removeDevice, { params: { deviceId: id } }))).toBe(
      '404 http.not_found',
    );
    await other.call(contract.removeDevice, { params: { deviceId: id } });
    expect((await other.call(contract.listDevices, {})).items).toEqual([]);
    const { pushKey } = await other.call(contract.getPreference, {});
    expect(pushKey).toBe((await person.call(contract.getPreference, {})).pushKey);
    const keys = await server.database.ownerQuery<{ private_sealed: Buffer }>(
      'select private_sealed from notify.vapid',
    );
    expect(keys).toHaveLength(1);
  });

  test('the keys of a browser lie sealed; those of an earlier release are sealed at the start and still reach it', async () => {
    const [old, fresh] = [push.subscribe(), push.subscribe()];
    const both = await server.persona('Both', []);
    await server.database.ownerQuery(
      `insert into notify.push_device (account_id, endpoint, p256dh, auth, user_agent, created_at)
       values ($1, $2, $3, $4, 'Old', now())`,
      [both.accountId, old.endpoint, old.keys.p256dh, old.keys.auth],
    );
    await sealPlaintext(server.database.url, vault, [devicePublicKey, deviceAuth]);
    await both.call(contract.addDevice, { body: fresh });
    const rows = await server.database.ownerQuery('select d::text as row from notify.push_device d');
    const text = JSON.stringify(rows);
    for (const { keys } of [old, fresh]) {
      expect(text).not.toContain(keys.auth);
      expect(text).not.toContain(keys.p256dh);
    }
    push.received.length = 0;
    await tell(both);
    await tick();
    expect(push.complaints).toEqual([]);
    expect(push.received.map(({ endpoint }) => endpoint).sort()).toEqual(
      [old.endpoint, fresh.endpoint].sort(),
    );
  });
});
