import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';
import { run } from './testing/faults/started.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const S3 = {
  SOJOURN_S3_ENDPOINT: 'https://s3.example.org/',
  SOJOURN_S3_BUCKET: 'files',
  SOJOURN_S3_KEY_ID: 'id',
  SOJOURN_S3_SECRET: 'secret',
};
const backupsIn = (bucket: string) =>
  Object.fromEntries(
    Object.entries({ ...S3, SOJOURN_S3_BUCKET: bucket, SOJOURN_S3_ENDPOINT: 'https://s3.example.org' }).map(
      ([name, value]) => [name.replace('SOJOURN_', 'SOJOURN_BACKUP_'), value],
    ),
  );
const MAIL = { SOJOURN_SMTP_URL: 'smtp://mail.example.org', SOJOURN_MAIL_FROM: 'a@example.org' };

const broken: [name: string, value: string, rest?: Record<string, string>][] = [
  ...['65536', '-1', '80.5', 'http', ' ', '0x50'].map((value): [string, string] => ['SOJOURN_PORT', value]),
  ...[
    'example.org',
    'ftp://example.org',
    'https://example.org/sojourn',
    'https://a:b@example.org',
    '://',
  ].map((value): [string, string] => ['SOJOURN_URL', value]),
  ['SOJOURN_TRUST_PROXY', 'yes'],
  ['SOJOURN_LOG', 'verbose'],
  ['SOJOURN_PUSH_ORIGINS', 'https://push.example.org, push.example.net'],
  ['SOJOURN_PROVIDER_HOSTS', 'https://sso.example.org/'],
  ['SOJOURN_FILES_MAX_MB', 'many'],
  ['SOJOURN_FILES_MAX_MB', '0'],
  ['SOJOURN_FILES_KEEP_REMOVED_DAYS', '1.5'],
  ['SOJOURN_CLAMAV', 'clamav'],
  ['SOJOURN_CLAMAV', 'clamav:99999'],
  ['SOJOURN_S3_ENDPOINT', 's3.example.org', S3],
  ['SOJOURN_S3_BUCKET', 'No Bucket', S3],
  ['SOJOURN_S3_SECRET', '', S3],
  ['SOJOURN_S3_BUCKET', 'files', { SOJOURN_S3_ENDPOINT: '' }],
  ['SOJOURN_BACKUP_S3_KEY_ID', 'id'],
  ['SOJOURN_BACKUP_S3_BUCKET', 'files', { ...S3, ...backupsIn('files') }],
  ['SOJOURN_SMTP_URL', 'mail.example.org', MAIL],
  ['SOJOURN_SMTP_URL', 'smtp://u:50%@mail.example.org', MAIL],
  ['SOJOURN_SMTP_URL', 'smtp://mail.example.org?tls=off', MAIL],
  ['SOJOURN_MAIL_FROM', 'nobody', MAIL],
  ['SOJOURN_SMTP_CA', '/nowhere/ca.pem', MAIL],
];

test.each(broken)('%s=%s is refused in one sentence that names it', (name, value, rest = {}) => {
  const read = () => readConfig({ ...rest, [name]: value }, folder, false);
  expect(read).toThrow(ConfigProblem);
  expect(read).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
});

test('what is right is read, and nothing is needed', () => {
  expect(readConfig({}, '/product', false)).toMatchObject({
    dataDir: '/product/.data/sojourn',
    publicUrl: 'http://localhost:4080',
    trustProxy: false,
    logLevel: 'info',
    backupBucket: undefined,
  });
  const env = {
    ...S3,
    ...backupsIn('copies'),
    ...MAIL,
    SOJOURN_URL: 'https://sojourn.example.org/',
    SOJOURN_TRUST_PROXY: '1',
    SOJOURN_CLAMAV: '[::1]:3310',
    SOJOURN_PUSH_ORIGINS: 'https://push.example.org https://push.example.net:8443',
    SOJOURN_PROVIDER_HOSTS: 'SSO.example.org',
  };
  expect(readConfig(env, '/product', true)).toMatchObject({
    publicUrl: 'https://sojourn.example.org',
    trustProxy: true,
    logLevel: 'warn',
    files: { s3: { endpoint: 'https://s3.example.org' }, clamav: { host: '::1', port: 3310 } },
    backupBucket: { bucket: 'copies' },
    pushOrigins: ['https://push.example.org', 'https://push.example.net:8443'],
    providerHosts: ['sso.example.org'],
  });
});

test('what only a start can find out is told in one line, and the command ends', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, 'short');
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => taken.once('listening', ready));
  const port = String((taken.address() as AddressInfo).port);
  const away = 'postgres://owner:secret-word@127.0.0.1:9/sojourn';
  const cases: [Record<string, string>, RegExp][] = [
    [{ SOJOURN_PORT: port }, /Port \d+ is in use.*SOJOURN_PORT/],
    [{ SOJOURN_HOST: 'no-such-host.invalid', SOJOURN_PORT: '4291' }, /SOJOURN_HOST/],
    [{ SOJOURN_DATA: file }, /SOJOURN_DATA/],
    [{ SOJOURN_DATA: join(file, 'inside') }, /SOJOURN_DATA/],
    [{ DATABASE_URL: 'sojourn' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'mysql://a:b@localhost/x' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'postgres://a:5%@localhost/x' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'postgres://owner@127.0.0.1:9/sojourn' }, /DATABASE_URL/],
    [{ DATABASE_URL: away }, /DATABASE_URL.*ECONNREFUSED/],
    [{ SOJOURN_BACKUP_KEY: 'short' }, /SOJOURN_BACKUP_KEY/],
    [{ SOJOURN_BACKUP_KEY_FILE: '/nowhere/key' }, /SOJOURN_BACKUP_KEY_FILE/],
    [{ SOJOURN_LOG: 'loud' }, /SOJOURN_LOG/],
  ];
  const one = async ([env, sentence]: (typeof cases)[number]): Promise<void> => {
    const { ended, output, stop } = await run({ SOJOURN_DATA: join(folder, 'data'), ...env });
    const code = await Promise.race([ended, stop()]);
    expect([output().trim().split('\n').length, output().trim(), code]).toEqual([
      1,
      expect.stringMatching(sentence),
      1,
    ]);
    expect(output()).not.toContain('secret-word');
  };
  try {
    for (let i = 0; i < cases.length; i += 3) await Promise.all(cases.slice(i, i + 3).map(one));
  } finally {
    taken.close();
  }
}, 120_000);

test('keys that cannot be used are told before anything is sealed with them', async () => {
  const start = async (env: Record<string, string>) => {
    const { ended, output } = await run({ SOJOURN_DATA: join(folder, 'keys'), ...env });
    expect(await ended).toBe(1);
    return output().trim();
  };
  expect(await start({ SOJOURN_KEY: 'no key' })).toMatch(/^SOJOURN_KEY .*$/);
  expect(await start({ SOJOURN_PASSPHRASE_FD: 'nine' })).toMatch(/^[^\n]*SOJOURN_PASSPHRASE_FD[^\n]*$/);
}, 120_000);
