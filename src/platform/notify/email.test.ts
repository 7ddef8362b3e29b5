import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from './channel.ts';
import { openEmail } from './email/sender.ts';
import { type MailSettings, mailFromEnvironment } from './email/settings.ts';
import { type MailServer, startMailServer } from './testing/mail-server.ts';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.down());

const message: Message = {
  id: '0197a000-0000-7000-8000-000000000001',
  subject: 'Sojourn: A task is due',
  brief: 'A task is due',
  text: 'A task is due\n\nOpen Sojourn: https://sojourn.example/inbox/1\n',
  link: 'https://sojourn.example/inbox/1',
  language: 'en',
  urgent: false,
};
const to = { accountId: 'x', email: 'amal@agency.example' };
async function deliver(settings: Partial<MailSettings> = {}, told: Partial<Message> = {}, email = to.email) {
  const sender = openEmail({ ...server.settings, ...settings });
  try {
    return await sender.deliver({ ...message, ...told }, { ...to, email });
  } finally {
    await sender.close();
  }
}

describe('what is not sent', () => {
  test('a wrong password is tried again later: somebody will mend it', async () => {
    expect(await deliver({ password: 'wrong' })).toEqual({ state: 'retry', reason: 'login_refused' });
  });
  test('nothing, the password included, goes over a line that is not sealed', async () => {
    const plain = await startMailServer('none');
    expect(await deliver({ port: plain.settings.port, tls: 'starttls' })).toMatchObject({ state: 'retry' });
    expect(plain.mails).toEqual([]);
    await plain.down();
  });
  test('nor to a server whose certificate nobody vouches for', async () => {
    const { ca, ...others } = server.settings;
    expect(ca).toContain('CERTIFICATE');
    const sender = openEmail(others);
    expect(await sender.deliver(message, to)).toMatchObject({ state: 'retry' });
    await sender.close();
    expect(server.mails).toEqual([]);
  });
  test('an address that the server refuses for good is noted as refused', async () => {
    server.refuseRecipients(1, 550);
    expect(await deliver()).toEqual({ state: 'refused', reason: 'address_refused' });
  });
  test('a server that asks to come again (greylisting) is asked again', async () => {
    server.refuseRecipients(1, 451);
    expect(await deliver()).toEqual({ state: 'retry', reason: 'asked_to_wait' });
    expect(server.mails).toEqual([]);
  });
  test('no server', async () => {
    await server.down();
    expect(await deliver()).toEqual({ state: 'retry', reason: 'unreachable' });
    await server.up();
  });
  test('an address never becomes a second one, nor a header of its own', async () => {
    const before = server.mails.length;
    await deliver({}, {}, 'a@agency.example, b@agency.example');
    await deliver({}, { subject: 'x\r\nBcc: evil@agency.example' });
    expect(server.recipients.filter((address) => /^b@|^evil@/.test(address))).toEqual([]);
    for (const mail of server.mails.slice(before)) expect(mail).not.toMatch(/^Bcc:/m);
  });
});

describe('what is sent', () => {
  test.each(['starttls', 'implicit', 'none'] as const)('over %s', async (tls) => {
    const other = await startMailServer(tls);
    const sender = openEmail(other.settings);
    expect(await sender.deliver(message, to)).toEqual({ state: 'sent' });
    await sender.close();
    expect(other.mails).toHaveLength(1);
    await other.down();
  });
  test('carries an identifier that stays the same, and says that nobody wrote it', async () => {
    const before = server.mails.length;
    await deliver();
    const mail = server.mails[before]!;
    expect(mail).toContain(`Message-ID: <${message.id}@sojourn.example>`);
    expect(mail).toContain('Auto-Submitted: auto-generated');
    expect(server.recipients.at(-1)).toBe(to.email);
  });
  test('cut after its text was given, it is tried again under the same identifier', async () => {
    const before = server.mails.length;
    server.cutAfterData(1);
    expect(await deliver()).toEqual({ state: 'retry', reason: 'unreachable' });
    expect(await deliver()).toEqual({ state: 'sent' });
    const ids = server.mails.slice(before).map((mail) => /^Message-ID: .*$/im.exec(mail)?.[0]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the environment', () => {
  test('is read whole or refused in one sentence', () => {
    expect(mailFromEnvironment({})).toBeUndefined();
    const from = { SOJOURN_MAIL_FROM: 'a@b.example' };
    expect(mailFromEnvironment({ ...from, SOJOURN_SMTP_URL: 'smtp://u:p%40@mail.example' })).toEqual({
      host: 'mail.example',
      port: 587,
      tls: 'starttls',
      user: 'u',
      password: 'p@',
      sender: 'a@b.example',
    });
    expect(mailFromEnvironment({ ...from, SOJOURN_SMTP_URL: 'smtps://mail.example' })).toMatchObject({
      port: 465,
      tls: 'implicit',
    });
    expect(() => mailFromEnvironment({ ...from, SOJOURN_SMTP_URL: 'mail.example' })).toThrow(
      'SOJOURN_SMTP_URL',
    );
    expect(() => mailFromEnvironment({ SOJOURN_SMTP_URL: 'smtp://mail.example' })).toThrow(
      'SOJOURN_MAIL_FROM',
    );
  });
});
