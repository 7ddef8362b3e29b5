import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { defineCatalogue } from '#platform/i18n/messages.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { setAgency } from './contract/channel.ts';
import { getPreference, setPreference } from './contract/preference.ts';
import { readStop, setStop } from './contract/stop.ts';
import type { AgencyPreference } from './domain/preference.ts';
import { notifyModule, sendingOf } from './module.ts';
import { notify } from './notify.ts';
import { dispatch, gatherDigests, sweepOld } from './service/send.ts';
import { type MailServer, startMailServer } from './testing/mail-server.ts';

const words = async () => ({
  messages: {
    'notice.test.task_due': 'Task {n} is due',
    'notice.test.task_due.general': 'A task is due',
    'notice.test.broken_in': 'Somebody signed in',
    'notice.test.broken_in.general': 'Somebody signed in',
  },
});
const catalogue = defineCatalogue('test', { en: words, fr: words, es: words, ar: words });
const notices = [
  { catalogue, kinds: { 'test.task_due': {}, 'test.broken_in': { security: true as const } } },
];
const vault = memoryVault();
const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
const UNKNOWN = 'A'.repeat(43);

let server: TestServer;
let mail: MailServer;
let admin: Caller;
let address = 'https://sojourn.example';
beforeAll(async () => {
  mail = await startMailServer();
  server = await testServer(() => [notifyModule({ vault, publicUrl: () => address }, () => notices)]);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: await server.office('TOP') }]);
});
afterAll(async () => {
  await server?.close();
  await mail.down();
});

const running = (now = new Date()) => ({ db: server.database.db, now, signal: new AbortController().signal });
const sending = () => sendingOf({ vault, publicUrl: () => address, mail: mail.settings }, () => notices);
/** Tells a person something and gives the mail that reached them, its folded fields made whole. */
async function mailTo(person: Caller, kind = 'test.task_due'): Promise<string | undefined> {
  const before = mail.mails.length;
  await server.database.db.withActor(job, (tx) =>
    notify(tx, { kind, to: [person.accountId!], urgency: 'now', at: new Date() }),
  );
  await dispatch(running(), sending());
  return mail.mails[before]?.replace(/\r\n[ \t]+/g, ' ');
}
const fieldOf = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r?$`, 'im').exec(text)?.[1];
const tokenOf = (text: string) =>
  /\/unsubscribe\/([\w-]{43})>$/.exec(fieldOf(text, 'list-unsubscribe')!)![1]!;
const click = (token: string, body: BodyInit = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })) =>
  server.stranger.fetch(`/unsubscribe/${token}`, { method: 'POST', body });
const ownKinds = async (person: Caller) =>
  (await person.call(getPreference, {})).own.kinds?.['test.task_due'];
const entries = (person: Caller, action: string) =>
  server.database.ownerQuery<{ body: string }>(
    `select body::text from audit.entry where action = $1 and entity_id = $2`,
    [action, person.accountId],
  );
const agency = (kinds: AgencyPreference['kinds']) =>
  admin.call(setAgency, { body: { defaults: kinds ? { kinds } : {}, pushOn: false, keepDays: 90 } });

describe('what stops nothing', () => {
  test('an unknown link, another body, a mere look at the address', async () => {
    expect((await click(UNKNOWN)).status).toBe(404);
    expect((await click('short')).status).toBe(404);
    for (const asked of [
      server.stranger.call(readStop, { body: { token: UNKNOWN } }),
      server.stranger.call(setStop, { body: { token: UNKNOWN, stop: true } }),
    ])
      expect(await asked).toEqual({ kind: null, state: 'unknown' });
    expect(await refusal(server.stranger.call(readStop, { body: { token: 'short' } }))).toBe(
      '400 http.invalid',
    );
    const person = await server.persona('Looker', []);
    const token = tokenOf((await mailTo(person))!);
    for (const body of ['', 'List-Unsubscribe=Perhaps', 'x'.repeat(1900), '{"List-Unsubscribe":"One-Click"}'])
      expect((await click(token, body)).status).toBe(400);
    expect((await click(token, 'x'.repeat(5000))).status).toBeGreaterThanOrEqual(400);
    await server.stranger.fetch(`/unsubscribe/${token}`);
    expect(await server.stranger.call(readStop, { body: { token } })).toEqual({
      kind: 'test.task_due',
      state: 'sent',
    });
    expect(await mailTo(person)).toBeDefined();
    expect(await entries(person, 'notify.mail_stopped')).toEqual([]);
  });

  test('mails that guard an account carry no link; one made while they did not guard it stops them no more', async () => {
    const person = await server.persona('Guarded', []);
    const guard = (await mailTo(person, 'test.broken_in'))!;
    expect(guard).not.toMatch(/unsubscribe/i);
    const token = tokenOf((await mailTo(person))!);
    await server.database.ownerQuery(
      `update notify.stop_link set kind = 'test.broken_in' where account_id = $1`,
      [person.accountId],
    );
    expect((await click(token)).status).toBe(409);
    expect(await server.stranger.call(setStop, { body: { token, stop: true } })).toMatchObject({
      state: 'always',
    });
    expect(await mailTo(person, 'test.broken_in')).toBeDefined();
    expect(await ownKinds(person)).toBeUndefined();
  });

  test('what the agency fixed, whether before the mail left or after', async () => {
    const person = await server.persona('Bound', []);
    const token = tokenOf((await mailTo(person))!);
    await agency({ 'test.task_due': { email: 'each', fixed: ['email'] } });
    expect((await click(token)).status).toBe(409);
    const [row] = await server.database.ownerQuery<{ set_stop: boolean }>(
      `select notify.set_stop(sha256($1), true, now())`,
      [Buffer.from(token)],
    );
    expect(row!.set_stop).toBe(false);
    const next = (await mailTo(person))!;
    expect(next).not.toMatch(/unsubscribe/i);
    await agency({});
  });

  test('nor can the application make links or read them as anybody but the server', async () => {
    const person = await server.persona('Forger', []);
    const actor: Actor = {
      accountId: person.accountId,
      kind: 'person',
      permissions: null,
      requestId: 'test',
    };
    const insert = `insert into notify.stop_link (token_hash, account_id, made_at) values (sha256('x'), $1, now())`;
    await expect(
      server.database.db.withActor(actor, (tx) => rawQuery(tx, insert, [person.accountId])),
    ).rejects.toThrow('row-level security');
    await expect(
      server.database.db.withActor(job, (tx) => rawQuery(tx, 'select * from notify.stop_link')),
    ).rejects.toThrow('permission denied');
  });
});

describe('one click', () => {
  test('is offered over HTTPS in the fields of RFC 8058, and as a link to a page over anything', async () => {
    const person = await server.persona('Reader', []);
    const text = (await mailTo(person))!;
    expect(fieldOf(text, 'list-unsubscribe')).toMatch(
      /^<https:\/\/sojourn\.example\/unsubscribe\/[\w-]{43}>$/,
    );
    expect(fieldOf(text, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    address = 'http://sojourn.example';
    const plain = (await mailTo(person))!;
    address = 'https://sojourn.example';
    expect(fieldOf(plain, 'list-unsubscribe')).toMatch(/^<http:/);
    expect(fieldOf(plain, 'list-unsubscribe-post')).toBeUndefined();
  });

  test.each(['urlencoded', 'multipart'])(
    '%s stops that kind for that person, and nothing else',
    async (how) => {
      const [person, other] = [
        await server.persona(`One${how}`, []),
        await server.persona(`Other${how}`, []),
      ];
      await person.call(setPreference, {
        body: { zone: 'Africa/Khartoum', quiet: null, kinds: { 'a.b': { push: true } } },
      });
      const token = tokenOf((await mailTo(person))!);
      const form = new FormData();
      form.set('List-Unsubscribe', 'One-Click');
      const answers = await Promise.all(
        [1, 2, 3].map(() => click(token, how === 'multipart' ? form : undefined)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await mailTo(person)).toBeUndefined();
      expect(await mailTo(person, 'test.broken_in')).toBeDefined();
      expect(await mailTo(other)).toBeDefined();
      expect((await person.call(getPreference, {})).own).toEqual({
        zone: 'Africa/Khartoum',
        quiet: null,
        kinds: { 'a.b': { push: true }, 'test.task_due': { email: 'off' } },
      });
      const audited = await entries(person, 'notify.mail_stopped');
      expect(audited).toHaveLength(1);
      expect(audited[0]!.body).not.toContain(token);
    },
  );

  test('is taken back without signing in, and what was chosen before is there again', async () => {
    const person = await server.persona('Back', []);
    await person.call(setPreference, {
      body: { kinds: { 'test.task_due': { email: 'each', push: false } } },
    });
    const token = tokenOf((await mailTo(person))!);
    await click(token);
    expect(await ownKinds(person)).toEqual({ email: 'off', push: false });
    const undo = () => server.stranger.call(setStop, { body: { token, stop: false } });
    expect(await undo()).toEqual({ kind: 'test.task_due', state: 'sent' });
    expect(await undo()).toEqual({ kind: 'test.task_due', state: 'sent' });
    expect(await ownKinds(person)).toEqual({ email: 'each', push: false });
    expect(await mailTo(person)).toBeDefined();
    expect(await entries(person, 'notify.mail_resumed')).toHaveLength(1);
  });

  test('stops the daily digest of whoever got it, and gives it back', async () => {
    const person = await server.persona('Daily', []);
    await person.call(setPreference, { body: { zone: 'UTC', quiet: null, digestAt: '00:00' } });
    const digest = async (day: number) => {
      const before = mail.mails.length;
      const now = new Date(Date.UTC(2027, 0, day, 12));
      await server.database.db.withActor(job, (tx) =>
        notify(tx, { kind: 'test.task_due', to: [person.accountId!], urgency: 'whenever', at: now }),
      );
      await gatherDigests(running(new Date(now.getTime() + 60_000)), sending());
      await dispatch(running(new Date(now.getTime() + 120_000)), sending());
      return mail.mails.slice(before).find((text) => text.includes('To: daily@'));
    };
    const token = tokenOf((await digest(1))!.replace(/\r\n[ \t]+/g, ' '));
    expect((await click(token)).status).toBe(200);
    expect(await digest(2)).toBeUndefined();
    await server.stranger.call(setStop, { body: { token, stop: false } });
    expect((await person.call(getPreference, {})).own).not.toHaveProperty('digest');
    expect(await digest(3)).toBeDefined();
  });

  test('lasts as long as its link, which is forgotten after half a year', async () => {
    const person = await server.persona('Late', []);
    const token = tokenOf((await mailTo(person))!);
    await sweepOld(running(new Date(Date.now() + 179 * 86_400_000)));
    expect((await click(token)).status).toBe(200);
    await sweepOld(running(new Date(Date.now() + 181 * 86_400_000)));
    expect((await click(token)).status).toBe(404);
    expect(await mailTo(person)).toBeUndefined();
  });
});
