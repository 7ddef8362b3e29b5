import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, PERSONA_PASSWORD, refusal } from '#platform/http/testing.ts';
import { changePersonState, invitePerson } from './contract/people.ts';
import * as contract from './contract/provider.ts';
import * as identity from './contract.ts';
import { basic, setUpProvider } from './testing/provider/installation.ts';
import { forgetProof, identityServer } from './testing/server.ts';

/** Against a real provider in a process of its own, over HTTP. */
let server: Awaited<ReturnType<typeof identityServer>>;
let agency: Awaited<ReturnType<typeof setUpProvider>>;
let hq: string;
let admin: Caller;
let ada: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  ada = await server.persona('Ada', [{ role: 'auditor', officeId: hq }]);
  agency = await setUpProvider(server, admin);
  expect(await agency.link(ada, 'ada')).toBe('/profile');
});
afterAll(async () => {
  await agency?.op.stop();
  await server?.close();
});
beforeEach(async () => {
  await agency.op.control({});
});

const meOf = async (browser: ReturnType<typeof agency.newBrowser>): Promise<identity.Me> => {
  const cookie = `sojourn_session=${browser.cookies.get('sojourn_session')}`;
  return identity.me.parse(await (await fetch(`${server.url}/api/me`, { headers: { cookie } })).json());
};
const linksOf = (who: Caller) =>
  server.database.ownerQuery<{ subject: string; proof: string }>(
    'select subject, proof from identity.provider_link where account_id = $1',
    [who.accountId],
  );

describe('who sets up providers', () => {
  test('administrators at the top alone, with a fresh proof', async () => {
    const body = { ...basic, issuer: agency.op.issuer, clientId: 'x' };
    const south = await server.office('SOUTH', hq);
    const southern = await server.persona('Southern', [{ role: 'administrator', officeId: south }]);
    expect(await refusal(ada.call(contract.listProviders, {}))).toBe('403 http.forbidden');
    expect(await refusal(ada.call(contract.createProvider, { body }))).toBe('403 http.forbidden');
    expect(await refusal(southern.call(contract.createProvider, { body }))).toBe('403 http.forbidden');
    expect((await southern.call(contract.listProviders, {})).items).toEqual([]);
    await forgetProof(server, admin);
    expect(await refusal(admin.call(contract.createProvider, { body }))).toBe('403 identity.step_up_needed');
    await server.database.ownerQuery('update identity.session set proved_at = now()');
  });

  test('an address without a provider, in the clear, or linking without domains is refused', async () => {
    const issuer = 'http://localhost:9';
    const tryTo = (more: object) =>
      refusal(admin.call(contract.createProvider, { body: { ...basic, clientId: 'x', issuer, ...more } }));
    expect(await tryTo({})).toBe('422 identity.provider_unreachable');
    expect(await tryTo({ issuer: 'http://provider.example' })).toBe('400 http.invalid');
    expect(await tryTo({ issuer: agency.op.issuer, linkByEmail: true })).toBe(
      '422 identity.provider_needs_domains',
    );
  });

  test('the secret is sealed, and neither a screen nor the log shows it', async () => {
    const { clientSecret } = agency.client;
    const rows = await server.database.ownerQuery<{ text: string }>(
      `select p::text text from identity.provider p union all select body from audit.entry`,
    );
    expect(rows.some(({ text }) => text.includes(clientSecret))).toBe(false);
    const hex = Buffer.from(clientSecret).toString('hex');
    expect(rows.some(({ text }) => text.includes(hex))).toBe(false);
    expect(JSON.stringify(await admin.call(contract.listProviders, {}))).not.toContain(clientSecret);
    expect((await server.stranger.call(contract.listSignInProviders, {})).items).toEqual([
      { id: agency.provider.id, label: 'Agency' },
    ]);
  });
});

describe('what the answer of a provider must be', () => {
  /** An answer that nobody has used yet. */
  const answer = async (browser = agency.newBrowser()) => {
    const url = await agency.begin(agency.signInPath, browser);
    return { browser, callback: await agency.op.walk(url, 'ada') };
  };
  const twisted = async (change: (url: URL) => void) => {
    const { browser, callback } = await answer();
    const url = new URL(callback);
    change(url);
    return agency.arrive(url.href, browser);
  };

  test('the plain case opens a session', async () => {
    const browser = agency.newBrowser();
    expect(await agency.signIn('ada', browser, { returnTo: '/people?x=1' })).toBe('/people?x=1');
    expect((await meOf(browser)).account?.name).toBe('Ada');
  });

  test('another state, none, or the state of another browser is refused', async () => {
    expect(await twisted((url) => url.searchParams.set('state', 'x'.repeat(43)))).toBe('provider_ended');
    expect(await twisted((url) => url.searchParams.delete('state'))).toBe('provider_ended');
    const { callback } = await answer();
    expect(await agency.arrive(callback, agency.newBrowser())).toBe('provider_ended');
    const other = await answer();
    expect(await agency.arrive(callback, other.browser)).toBe('provider_ended');
  });

  test('an answer opens once, whoever sends it again', async () => {
    const { browser, callback } = await answer();
    expect(await agency.arrive(callback, browser)).toBe('/');
    expect(await agency.arrive(callback, browser)).toBe('provider_ended');
    const { callback: used } = await answer(browser);
    const again = await answer(browser);
    const replay = new URL(again.callback);
    replay.searchParams.set('code', new URL(used).searchParams.get('code')!);
    expect(await agency.arrive(used, browser)).toBe('/');
    expect(await agency.arrive(replay.href, browser)).toBe('provider_untrusted');
  });

  test('an attempt of more than ten minutes ago has ended', async () => {
    const { browser, callback } = await answer();
    await server.database.ownerQuery(
      `update identity.provider_attempt set created_at = now() - interval '11 minutes'`,
    );
    expect(await agency.arrive(callback, browser)).toBe('provider_ended');
  });

  test('mix-up: an answer that names another issuer, none, or comes to another provider is refused', async () => {
    expect(await twisted((url) => url.searchParams.set('iss', 'https://other.example'))).toBe(
      'provider_untrusted',
    );
    expect(await twisted((url) => url.searchParams.delete('iss'))).toBe('provider_untrusted');
    const second = await admin.call(contract.createProvider, {
      body: { ...basic, label: 'Second', issuer: agency.op.issuer, clientId: 'second' },
    });
    expect(
      await twisted((url) => {
        url.pathname = url.pathname.replace(agency.provider.id, second.id);
      }),
    ).toBe('provider_ended');
    await admin.call(contract.deleteProvider, { params: { providerId: second.id } });
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  test.each([
    ['another nonce', { token: { nonce: 'other' } }],
    ['another audience', { token: { aud: 'another client' } }],
    ['one audience among others, without who it was made for', { token: { aud: ['another', 'client'] } }],
    ['another issuer', { token: { iss: 'https://other.example' } }],
    ['a token of the past', { token: { exp: past, iat: past - 60 } }],
    ['a broken signature', { breakSignature: true }],
  ])('%s is refused', async (_, lie) => {
    await agency.op.control(lie);
    expect(await agency.signIn('ada')).toBe('provider_untrusted');
  });

  test('clocks may be apart by half a minute', async () => {
    const now = Math.floor(Date.now() / 1000);
    await agency.op.control({ token: { exp: now - 10, iat: now - 60 } });
    expect(await agency.signIn('ada')).toBe('/');
  });

  test('a provider may change its keys at any moment', async () => {
    await agency.op.control({ rotate: 'second' });
    expect(await agency.signIn('ada')).toBe('/');
    await agency.op.control({ rotate: 'third' });
    expect(await agency.signIn('ada')).toBe('/');
  });

  test('who says no at the provider comes back with a sentence', async () => {
    const browser = agency.newBrowser();
    const url = await agency.begin(agency.signInPath, browser);
    expect(await agency.arrive(await agency.op.walk(url, ''), browser)).toBe('provider_denied');
  });

  test('an address to return to stays on this installation', async () => {
    for (const returnTo of ['//evil.example', 'https://evil.example', '/\\evil.example', 'x'])
      await expect(agency.begin(agency.signInPath, agency.newBrowser(), { returnTo })).rejects.toThrow('400');
  });
});

describe('whose account it is', () => {
  test('an unknown subject opens nothing and makes no account, whatever its address', async () => {
    const count = () => server.database.ownerQuery('select from identity.account');
    const before = (await count()).length;
    await agency.op.control({ claims: { email: 'ada@example.org' } });
    expect(await agency.signIn('stranger')).toBe('provider_unlinked');
    expect((await count()).length).toBe(before);
  });

  test('linking needs a signed-in session with a fresh proof, the same at its end', async () => {
    const bea = await server.persona('Bea', []);
    await forgetProof(server, bea);
    await expect(agency.link(bea, 'bea')).rejects.toThrow('403 identity.step_up_needed');
    await server.database.ownerQuery('update identity.session set proved_at = now()');
    const browser = agency.newBrowser({ sojourn_session: bea.cookie! });
    const url = await agency.begin(`/api/me/providers/${agency.provider.id}`, browser);
    const callback = await agency.op.walk(url, 'bea');
    browser.cookies.set('sojourn_session', ada.cookie!);
    expect(await agency.arrive(callback, browser)).toBe('provider_ended');
    expect(await agency.link(bea, 'ada')).toBe('provider_taken');
    expect(await linksOf(bea)).toEqual([]);
    expect(await agency.link(bea, 'bea')).toBe('/profile');
    expect(await linksOf(bea)).toEqual([{ subject: 'bea', proof: 'session' }]);
    const told = await server.database.ownerQuery('select from notify.notice where account_id = $1', [
      bea.accountId,
    ]);
    expect(told).toHaveLength(1);
  });

  test('domains hold when somebody is linked: an unverified address or another domain is refused', async () => {
    const cleo = await server.persona('Cleo', []);
    await agency.change({ emailDomains: ['agency.example'] });
    await agency.op.control({ claims: { email_verified: false } });
    expect(await agency.link(cleo, 'cleo')).toBe('provider_address');
    await agency.op.control({ claims: { email: 'cleo@elsewhere.example' } });
    expect(await agency.link(cleo, 'cleo')).toBe('provider_address');
    await agency.op.control({});
    expect(await agency.link(cleo, 'cleo')).toBe('/profile');
    await agency.change();
  });

  test('by address only where the provider may, verified, in a named domain, and never twice', async () => {
    const dina = await server.persona('Dina', []);
    const claims = { email: 'dina@example.org' };
    await agency.change({ emailDomains: ['example.org'], linkByEmail: true });
    await agency.op.control({ claims: { ...claims, email_verified: false } });
    expect(await agency.signIn('dina')).toBe('provider_unlinked');
    await agency.op.control({ claims: { email: 'dina@other.example' } });
    expect(await agency.signIn('dina')).toBe('provider_address');
    await agency.op.control({ claims });
    expect(await agency.signIn('dina')).toBe('/');
    expect(await linksOf(dina)).toEqual([{ subject: 'dina', proof: 'email' }]);
    expect(await agency.signIn('another dina')).toBe('provider_unlinked');
    await agency.change();
  });

  test('an invitation is accepted without a password, once, and not by who is linked already', async () => {
    const { person, invitation } = await admin.call(invitePerson, {
      body: { name: 'Edda', email: 'edda@example.org', language: 'en' },
    });
    const body = { invitation: invitation.link.split('#')[1]! };
    expect(await agency.signIn('ada', undefined, body)).toBe('provider_taken');
    const browser = agency.newBrowser();
    expect(await agency.signIn('edda', browser, body)).toBe('/');
    expect((await meOf(browser)).account?.id).toBe(person.id);
    expect(await agency.signIn('edda 2', undefined, body)).toBe('link_ended');
    await server.database.ownerQuery('update identity.session set proved_at = now()');
    const cookie = { cookie: `sojourn_session=${browser.cookies.get('sojourn_session')}` };
    const cut = await fetch(`${server.url}/api/me/providers/${agency.provider.id}`, {
      method: 'DELETE',
      headers: cookie,
    });
    expect(((await cut.json()) as { code: string }).code).toBe('identity.provider_only_way');
  });

  test('a disabled account stays out, its link is dead when it is enabled again', async () => {
    const fay = await server.persona('Fay', []);
    expect(await agency.link(fay, 'fay')).toBe('/profile');
    const params = { accountId: fay.accountId! };
    await admin.call(changePersonState, { params, body: { state: 'disabled' } });
    expect(await agency.signIn('fay')).toBe('provider_unlinked');
    await admin.call(changePersonState, { params, body: { state: 'active' } });
    expect(await agency.signIn('fay')).toBe('provider_unlinked');
  });

  test('a provider that is switched off opens nothing, for an answer under way neither', async () => {
    const browser = agency.newBrowser();
    const url = await agency.begin(agency.signInPath, browser);
    const callback = await agency.op.walk(url, 'ada');
    await agency.change({ active: false });
    expect(await agency.arrive(callback, browser)).toBe('provider_ended');
    await expect(agency.begin(agency.signInPath, agency.newBrowser())).rejects.toThrow('404');
    await agency.change();
  });

  test('while the provider is down, a clear refusal; the password works', async () => {
    await agency.op.control({ tokenStatus: 503 });
    expect(await agency.signIn('ada')).toBe('provider_down');
    const other = await setUpProvider(server, admin);
    await other.op.stop();
    const url = other.begin(other.signInPath, other.newBrowser());
    // Known for ten minutes, so that the browser is sent there; else the sentence comes at once.
    expect(await url).toContain(other.op.issuer);
    await admin.call(contract.deleteProvider, { params: other.params });
    const body = { email: 'ada@example.org', password: PERSONA_PASSWORD };
    expect((await server.stranger.call(identity.signIn, { body })).account?.name).toBe('Ada');
  });
});
