import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { findClamd, PATTERN, startClamd } from '#platform/files/testing/clamd.ts';
import { startS3 } from '#platform/files/testing/s3-server.ts';
import { type MailServer, startMailServer } from '#platform/notify/testing/mail-server.ts';
import { type Link, openLink } from './testing/faults/link.ts';
import { letter, type Started, startSetUp } from './testing/faults/started.ts';

/** A really started server whose store of files, scanner and mail server go away and come back. */
const LONG = 180_000;
const clamd = findClamd();
let dataDir: string;
let database: TestDatabase;
let mail: MailServer;
let links: { s3: Link; scanner: Link; smtp: Link };
let server: Started;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-services-'));
  database = await testDatabase({ empty: true });
  const s3 = await startS3();
  const scanner = clamd ? await startClamd(clamd) : undefined;
  mail = await startMailServer('none');
  const { port } = mail.settings;
  links = {
    s3: await openLink({ host: '127.0.0.1', port: Number(new URL(s3.settings.endpoint).port) }),
    scanner: await openLink({ path: scanner?.path ?? '/nonexistent' }),
    smtp: await openLink({ host: '127.0.0.1', port }),
  };
  closing.push(...Object.values(links).map(({ close }) => close), s3.close, () => mail.down());
  if (scanner) closing.push(scanner.close);
  server = await startSetUp({
    SOJOURN_DATA: dataDir,
    DATABASE_URL: database.ownerUrl,
    SOJOURN_LOG: 'error',
    SOJOURN_S3_ENDPOINT: `http://127.0.0.1:${links.s3.port}`,
    SOJOURN_S3_BUCKET: s3.settings.bucket,
    SOJOURN_S3_KEY_ID: s3.settings.accessKeyId,
    SOJOURN_S3_SECRET: s3.settings.secretAccessKey,
    SOJOURN_SMTP_URL: `smtp://sojourn:right@127.0.0.1:${links.smtp.port}?tls=none`,
    SOJOURN_MAIL_FROM: 'notices@agency.example',
    ...(scanner ? { SOJOURN_CLAMAV: `127.0.0.1:${links.scanner.port}` } : {}),
  });
}, LONG);
afterAll(async () => {
  await server?.stop();
  for (const close of closing) await close().catch(() => {});
  await database?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const idOf = (address: string): string => address.split('/').at(-1)!;
const becomes = (record: string, id: string, state: string) =>
  expect
    .poll(async () => (await server.file(record, id))?.state, { timeout: 120_000, interval: 500 })
    .toBe(state);
const content = (id: string) => server.ask('GET', `/api/files/attachments/${id}/content`);

test(
  'the store of files gone: what is sent is refused and told why, what is read too; both go on after it',
  async () => {
    const record = (await server.task('a store that is away')).body.id;
    const bytes = letter(300_000);
    const address = await server.begin(record, 'letter.txt', bytes);
    await links.s3.down();
    expect(await server.send(address, bytes)).toMatchObject({ status: 503, code: 'files.store_unavailable' });
    expect(await server.offset(address)).toBe(0);
    expect((await server.task('without a store')).status).toBe(200);
    await links.s3.up();
    expect((await server.send(address, bytes)).status).toBe(204);
    await becomes(record, idOf(address), 'ready');
    await links.s3.down();
    expect(await content(idOf(address))).toMatchObject({ status: 503, code: 'files.store_unavailable' });
    await links.s3.up();
    expect((await content(idOf(address))).body.text).toBe(bytes.toString());
    expect(server.alive()).toBe(true);
  },
  LONG,
);

test.skipIf(!clamd)(
  'the scanner gone, then the store: nothing unseen is opened, and it is looked into later',
  async () => {
    const record = (await server.task('a scanner that is away')).body.id;
    const bytes = letter(2000);
    await links.scanner.down();
    const address = await server.begin(record, 'unseen.txt', bytes);
    expect((await server.send(address, bytes)).status).toBe(204);
    await pause(1500);
    expect((await server.file(record, idOf(address)))?.state).toBe('checking');
    expect(await content(idOf(address))).toMatchObject({ status: 409, code: 'files.being_checked' });
    await links.s3.down();
    await links.scanner.up();
    await pause(3000);
    expect((await server.file(record, idOf(address)))?.state).toBe('checking');
    await links.s3.up();
    await becomes(record, idOf(address), 'ready');
    expect((await content(idOf(address))).body.text).toBe(bytes.toString());
  },
  LONG,
);

test.skipIf(!clamd)(
  'the mail server gone: what is to be told waits, is never said to be sent, and goes once it is back',
  async () => {
    await links.smtp.down();
    const tried = await server.ask('POST', '/api/administration/notices/mail/test');
    expect(tried.body).toMatchObject({ state: 'retry', reason: 'unreachable' });
    const record = (await server.task('an infected letter')).body.id;
    const bytes = Buffer.from(`a letter with ${PATTERN}`);
    const address = await server.begin(record, 'letter.txt', bytes);
    await server.send(address, bytes);
    await becomes(record, idOf(address), 'refused');
    const health = async () =>
      (await server.ask('GET', '/api/administration/notices/health')).body.channels.find(
        (one: { channel: string }) => one.channel === 'email',
      );
    await expect
      .poll(async () => (await health()).failures, { timeout: 90_000, interval: 500 })
      .toEqual([{ reason: 'unreachable', count: 1, waits: true }]);
    expect(await health()).toMatchObject({ waiting: 1, sentLastDay: 0 });
    expect(mail.mails).toEqual([]);
    await links.smtp.up();
    // The next try comes a minute later at the earliest, with whatever minute the sender then looks.
    await expect.poll(async () => (await health()).sentLastDay, { timeout: 200_000, interval: 500 }).toBe(1);
    expect(mail.recipients).toEqual(['ada.norel@agency.example']);
    expect(mail.mails[0]).not.toContain('letter.txt');
    expect(await health()).toMatchObject({ waiting: 0, failures: [] });
    expect(server.alive()).toBe(true);
  },
  300_000,
);
