import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '#platform/http/testing.ts';
import { loggerOptions, withoutSecrets } from './log.ts';
import { createModules } from './modules.ts';

let server: TestServer;
let app: TestServer['app'];
let log = '';

beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _, done) {
      log += chunk;
      done();
    },
  });
  server = await testServer(
    ({ dataDir, url, vault }) =>
      createModules({ dataDir, publicUrl: url, setUpCode: () => 'CODE', demonstration: false, vault }),
    { trustProxy: true, logger: { ...loggerOptions('debug'), stream } },
  );
  app = server.app;
});
afterAll(() => server?.close());

const setUp = {
  setUpCode: 'CODE',
  agencyName: 'Agency',
  name: 'Canary Name',
  email: 'canary.mail@example.org',
  password: 'canary in seven green teapots',
  language: 'en',
  office: { code: 'MAIN', name: 'Main office' },
  operation: { code: 'OP', name: 'Operation', country: 'QZ' },
};

test('the cookie of a session is out of reach of scripts, other sites and plain lines; the one sent along is not kept', async () => {
  const planted = 'planted-by-another-person-0000000000000000';
  const answer = await app.inject({
    method: 'POST',
    url: '/api/set-up',
    headers: { 'x-forwarded-proto': 'https', cookie: `sojourn_session=${planted}` },
    payload: setUp,
  });
  expect(answer.statusCode).toBe(200);
  const [cookie] = answer.cookies;
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
  expect(cookie!.value).not.toBe(planted);
});

test('every kind of answer bars scripts, frames and guessing', async () => {
  for (const url of [
    '/api/me',
    '/api/records/none',
    '/nowhere',
    '/collect/canarykey/formList',
    '/api/offices',
  ]) {
    const { headers } = await app.inject({ url });
    expect(headers, url).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
});

test('the log tells no key, token, name, address or password', async () => {
  const wrong = { email: 'canary.mail@example.org', password: 'canary guess' };
  await app.inject({ method: 'POST', url: '/api/session', payload: wrong });
  for (const url of [
    '/collect/canarykey/formList?deviceID=canarydevice',
    '//collect/canarykey/formList',
    '/Collect/canarykey',
    '/c%6fllect/canarykey/formList',
    '/calendar/canarykey/tasks.ics',
    '/unsubscribe/canarykey',
    '/api/people?q=canaryquery',
  ])
    await app.inject({ url, headers: { authorization: `Bearer canarytoken${'x'.repeat(20)}` } });
  expect(log).toContain('/api/session');
  expect(log.toLowerCase()).not.toContain('canary');
  expect(withoutSecrets('http://host/collect/canarykey/submission')).toBe('http://host/collect/…/submission');
});
