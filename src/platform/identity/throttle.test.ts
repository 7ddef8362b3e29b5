import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERSONA_PASSWORD, type TestServer } from '#platform/http/testing.ts';
import { identityServer } from './testing/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await identityServer({ trustProxy: true });
  for (const name of ['Ada', 'Bea', 'Cleo', 'Dina']) await server.persona(name, []);
});
afterAll(() => server?.close());

interface From {
  address: string;
  cookie?: string;
}

/** What a sign-in from there answers: its status and code, and the cookie by which the device is known afterwards. */
async function attempt(name: string, password: string, from: From): Promise<[string, string | undefined]> {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from.address,
      ...(from.cookie ? { cookie: from.cookie } : {}),
    },
    body: JSON.stringify({ email: `${name}@example.org`, password }),
  });
  const { code } = (await answer.json()) as { code?: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .find((pair) => pair.startsWith('sojourn_device='));
  return [code ? `${answer.status} ${code}` : 'in', cookie];
}
const opens = async (name: string, from: From) => (await attempt(name, PERSONA_PASSWORD, from))[0];
const WAIT = '429 identity.wait';
const WAIT_ADDRESS = '429 identity.wait_address';
const WRONG = '401 identity.wrong_credentials';

test('many addresses and one account: it waits, except on a device that its person used before', async () => {
  const home = {
    address: '192.0.2.1',
    cookie: (await attempt('ada', PERSONA_PASSWORD, { address: '192.0.2.1' }))[1]!,
  };
  for (let i = 1; i <= 10; i++)
    expect((await attempt('ada', `guess ${i}`, { address: `198.51.100.${i}` }))[0]).toBe(WRONG);
  expect(await opens('ada', { address: '203.0.113.1' })).toBe(WAIT);
  expect(await opens('ada', { address: '192.0.2.1' })).toBe(WAIT);
  expect(await opens('ada', home)).toBe('in');
  expect(await opens('ada', { ...home, address: '203.0.113.2' })).toBe('in');
  expect(await opens('bea', { address: '198.51.100.1' })).toBe('in');
});

test('one address and many accounts: it waits, except on devices known there, and nobody elsewhere', async () => {
  const office = '192.0.2.50';
  const [, cookie] = await attempt('bea', PERSONA_PASSWORD, { address: office });
  for (let i = 0; i < 99; i++) await attempt(`nobody${i}`, 'guess', { address: office });
  expect(await opens('cleo', { address: office })).toBe('in');
  await attempt('nobody99', 'guess', { address: office });
  expect(await opens('cleo', { address: office })).toBe(WAIT_ADDRESS);
  expect((await attempt('nobody0', 'guess', { address: office }))[0]).toBe(WAIT_ADDRESS);
  expect(await opens('bea', { address: office, cookie: cookie! })).toBe('in');
  expect(await opens('cleo', { address: office, cookie: cookie! })).toBe(WAIT_ADDRESS);
  expect(await opens('cleo', { address: office, cookie: 'sojourn_device=invented' })).toBe(WAIT_ADDRESS);
  expect(await opens('cleo', { address: '192.0.2.51' })).toBe('in');
});

test('a known device may not guess either, and its failures burden nobody else', async () => {
  const address = '192.0.2.80';
  const [, cookie] = await attempt('dina', PERSONA_PASSWORD, { address });
  const known = { address, cookie: cookie! };
  for (let i = 0; i < 10; i++) expect((await attempt('dina', `x${i}`, known))[0]).toBe(WRONG);
  expect(await opens('dina', known)).toBe(WAIT);
  expect(await opens('dina', { address })).toBe('in');
});

test('of the newer addresses a whole network of one customer counts as one', async () => {
  for (let i = 0; i < 100; i++) await attempt(`noone${i}`, 'guess', { address: `2001:db8:0:7::${i + 1}` });
  expect(await opens('cleo', { address: '2001:db8:0:7:ffff::1' })).toBe(WAIT_ADDRESS);
  expect(await opens('cleo', { address: '2001:db8:0:8::1' })).toBe('in');
});
