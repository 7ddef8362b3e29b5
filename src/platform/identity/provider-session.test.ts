import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveSignInRule } from '#platform/access/contract.ts';
import { rawQuery } from '#platform/db/tx.ts';
import { createHttp } from '#platform/http/server.ts';
import { type Caller, PERSONA_PASSWORD, sessionSet } from '#platform/http/testing.ts';
import { createLiveHub } from '#platform/live/hub.ts';
import { liveModule } from '#platform/live/module.ts';
import { openPage } from '#platform/live/testing/page.ts';
import { authenticate } from './authenticate.ts';
import * as identity from './contract.ts';
import { enrolApp } from './testing/authenticator-app.ts';
import { type Browser, setUpProvider } from './testing/provider/installation.ts';
import { forgetProof, identityServer } from './testing/server.ts';

/** What a sign-in elsewhere counts for, and how it ends when the provider says so. */
let server: Awaited<ReturnType<typeof identityServer>>;
let agency: Awaited<ReturnType<typeof setUpProvider>>;
let hq: string;
let admin: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  agency = await setUpProvider(server, admin);
  await agency.change({ factorAcr: ['mfa'], factorAmr: ['otp', 'hwk'] });
});
afterAll(async () => {
  await agency?.op.stop();
  await server?.close();
});
beforeEach(() => agency.op.control({}));

const sessionOf = (browser: Browser) => `sojourn_session=${browser.cookies.get('sojourn_session')}`;
async function ask(browser: Browser, path: string, method = 'GET', body?: object): Promise<string> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { cookie: sessionOf(browser), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const renewed = sessionSet(answer);
  if (renewed) browser.cookies.set('sojourn_session', renewed);
  if (answer.ok) return 'open';
  return ((await answer.json()) as { code: string }).code;
}
const me = async (browser: Browser) =>
  identity.me.parse(
    await (await fetch(`${server.url}/api/me`, { headers: { cookie: sessionOf(browser) } })).json(),
  );
/** A person with a link, and a browser in which they signed in by it. */
async function linked(name: string, role?: string, claims?: object) {
  const person = await server.persona(name, role ? [{ role, officeId: hq }] : []);
  expect(await agency.link(person, name)).toBe('/profile');
  await agency.op.control(claims ? { token: claims } : {});
  const browser = agency.newBrowser();
  expect(await agency.signIn(name, browser)).toBe('/');
  return { person, browser };
}
const requireFactor = (secondFactorRequired: boolean) =>
  admin.call(saveSignInRule, {
    params: { roleId: 'auditor' },
    body: { idleMinutes: 60, sessionHours: 24, secondFactorRequired },
  });
const newToken = { name: 't', permissions: ['identity.account.read'], days: 1 };

describe('the second factor', () => {
  test('one factor elsewhere does nothing where the account has a second one here, until it is shown', async () => {
    const person = await server.persona('ada', [{ role: 'auditor', officeId: hq }]);
    expect(await agency.link(person, 'ada')).toBe('/profile');
    const code = await enrolApp(server, person);
    const browser = agency.newBrowser();
    await agency.signIn('ada', browser);
    expect(await me(browser)).toMatchObject({
      secondFactorDue: true,
      hasSecondFactor: true,
      permissions: [],
    });
    expect(await ask(browser, '/api/people')).toBe('identity.second_factor_due');
    expect(await ask(browser, '/api/me/passkeys/options', 'POST')).toBe('identity.step_up_needed');
    expect(await ask(browser, '/api/me/second-factor', 'POST')).toBe('identity.step_up_needed');
    expect(await ask(browser, '/api/session/proof', 'POST', { password: PERSONA_PASSWORD })).toBe(
      'identity.wrong_code',
    );
    expect(await ask(browser, '/api/session/proof', 'POST', { code: await code() })).toBe('open');
    expect(await ask(browser, '/api/people')).toBe('open');
  });

  test.each([
    ['acr', { acr: 'mfa' }],
    ['amr', { amr: ['pwd', 'hwk'] }],
  ])('both factors elsewhere, by %s, are enough where the provider is set so', async (_, claims) => {
    const { browser } = await linked(`bea${_}`, 'auditor', claims);
    await requireFactor(true);
    expect(await ask(browser, '/api/people')).toBe('open');
    await requireFactor(false);
  });

  test('other values, or values of another kind, are one factor', async () => {
    const { browser } = await linked('cleo', 'auditor', { acr: 'password', amr: ['pwd'] });
    await requireFactor(true);
    expect(await ask(browser, '/api/people')).toBe('identity.second_factor_due');
    await agency.op.control({ token: { amr: 'otp', acr: ['mfa'] } });
    const other = agency.newBrowser();
    expect(await agency.signIn('cleo', other)).toBe('/');
    expect(await ask(other, '/api/people')).toBe('identity.second_factor_due');
    await requireFactor(false);
  });

  test('a sensitive act is confirmed at the provider, by the same person, just now', async () => {
    const { person, browser } = await linked('dina', 'auditor');
    await linked('other');
    await forgetProof(server, person);
    expect(await ask(browser, '/api/me/tokens', 'POST', newToken)).toBe('identity.step_up_needed');
    const path = `/api/session/proof/providers/${agency.provider.id}`;
    const prove = async (login: string, claims: object = {}) => {
      const url = await agency.begin(path, browser);
      expect(new URL(url).searchParams.get('max_age')).toBe('0');
      await agency.op.control({ token: claims });
      return agency.arrive(await agency.op.walk(url, login), browser);
    };
    expect(await prove('other')).toBe('provider_other');
    expect(await prove('dina', { auth_time: Math.floor(Date.now() / 1000) - 300 })).toBe(
      'provider_untrusted',
    );
    expect(await ask(browser, '/api/me/tokens', 'POST', newToken)).toBe('identity.step_up_needed');
    const held = sessionOf(browser);
    expect(await prove('dina')).toBe('/sign-in/done');
    expect(sessionOf(browser)).not.toBe(held);
    const old = await fetch(`${server.url}/api/me/sessions`, { headers: { cookie: held } });
    expect(old.status).toBe(401);
    expect(await ask(browser, '/api/me/tokens', 'POST', newToken)).toBe('open');
    await server.database.ownerQuery('update identity.session set proved_at = now()');
    await enrolApp(server, person);
    expect(await prove('dina')).toBe('provider_weak');
    expect(await prove('dina', { acr: 'mfa' })).toBe('/sign-in/done');
  });
});

describe('the provider says that somebody is out', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
  const now = () => Math.floor(Date.now() / 1000);
  const claims = (more: object) => ({
    iss: agency.op.issuer,
    aud: agency.client.clientId,
    iat: now(),
    exp: now() + 120,
    jti: `${Math.random()}`,
    events: { [EVENT]: {} },
    ...more,
  });
  const send = async (token: string) => {
    const answer = await fetch(`${server.url}${agency.signInPath}/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    });
    expect(answer.headers.get('cache-control')).toContain('no-store');
    return answer.status;
  };
  const tell = async (more: object, typ?: string) => send(await agency.op.sign(claims(more), typ));

  test('what is no logout token of this provider for this client ends nothing', async () => {
    const { browser } = await linked('eve');
    const sub = 'eve';
    for (const more of [
      { sub, iss: 'https://other.example' },
      { sub, aud: 'another' },
      { sub, events: {} },
      { sub, nonce: 'x' },
      { sub, iat: now() - 3600, exp: now() - 3000 },
      { sub, iat: now() - 3600 },
      { sub, jti: undefined },
      {},
    ])
      expect(await tell(more), JSON.stringify(more)).toBe(400);
    expect(await tell({ sub }, 'at+jwt')).toBe(400);
    expect(await send('not a token')).toBe(400);
    const good = await agency.op.sign(claims({ sub }));
    expect(await send(`${good.slice(0, -20)}AAAAAAAAAA${good.slice(-10)}`)).toBe(400);
    const [, payload] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await send(`${none}.${payload}.`)).toBe(400);
    expect(await ask(browser, '/api/me/sessions')).toBe('open');
  });

  test('a session of the provider ends the one session that it opened; the token is obeyed once', async () => {
    const { person, browser } = await linked('fay', undefined, { sid: 'one' });
    await agency.op.control({ token: { sid: 'two' } });
    const second = agency.newBrowser();
    await agency.signIn('fay', second);
    const token = await agency.op.sign(claims({ sub: 'fay', sid: 'one' }));
    expect(await send(token)).toBe(200);
    expect(await ask(browser, '/api/me/sessions')).toBe('http.signed_out');
    expect(await ask(second, '/api/me/sessions')).toBe('open');
    expect(await send(token)).toBe(400);
    const log = await server.database.ownerQuery<{ body: string }>(
      `select body from audit.entry where action = 'identity.provider_logout' and entity_id = $1`,
      [person.accountId],
    );
    expect(log.map(({ body }) => JSON.parse(body).after.sessionsEnded)).toEqual([1]);
  });

  test('without a session every one of the person ends, by whatever way it was opened', async () => {
    const { person, browser } = await linked('gil');
    const other = await linked('hal');
    expect(await tell({ sub: 'gil' })).toBe(200);
    expect(await ask(browser, '/api/me/sessions')).toBe('http.signed_out');
    expect((await person.call(identity.getMe, {})).account).toBeNull();
    expect(await ask(other.browser, '/api/me/sessions')).toBe('open');
    expect(await tell({ sub: 'nobody' })).toBe(200);
  });

  test('signed out at the provider itself, pages that stand open at another server close within a second', async () => {
    const { db, appUrl } = server.database;
    const hub = createLiveHub();
    await hub.connect({ url: appUrl, db });
    const bindings = liveModule({ live: hub }).routes;
    const second = await createHttp({ db, bindings, constraints: {}, authenticate, beatMs: 0 });
    const url = await second.listen({ host: '127.0.0.1', port: 0 });
    try {
      const person = await server.persona('ida', []);
      expect(await agency.link(person, 'ida')).toBe('/profile');
      const jar = new Map<string, string>();
      const browser = agency.newBrowser();
      const start = await agency.begin(agency.signInPath, browser);
      expect(await agency.arrive(await agency.op.walk(start, 'ida', jar), browser)).toBe('/');
      const headers = { cookie: sessionOf(browser) };
      const page = await openPage({
        ...server.stranger,
        fetch: (path, init) => fetch(url + path, { ...init, headers }),
      });
      expect(page.status).toBe(200);
      await agency.op.signOut(jar);
      await expect.poll(() => ask(browser, '/api/me/sessions'), { timeout: 5000 }).toBe('http.signed_out');
      await page.ended;
    } finally {
      await hub.close();
      await second.close();
    }
    const rows = await db.withActor(
      { accountId: null, kind: 'anonymous', permissions: null, requestId: 't' },
      (tx) => rawQuery(tx, 'select from identity.provider_link'),
    );
    expect(rows).toEqual([]);
  });
});
