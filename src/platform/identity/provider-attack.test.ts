import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, refusal, sessionSet } from '#platform/http/testing.ts';
import * as contract from './contract/provider.ts';
import * as identity from './contract.ts';
import { basic, setUpProvider } from './testing/provider/installation.ts';
import { identityServer } from './testing/server.ts';

/** A provider that lies, a server of the house behind it, and what is done to browsers on their way. */
let server: Awaited<ReturnType<typeof identityServer>>;
let admin: Caller;

interface Peer {
  server: Server;
  port: number;
  asked: string[];
}
async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Peer> {
  const asked: string[] = [];
  const peer = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  return { server: peer, port: (peer.address() as { port: number }).port, asked };
}

/** What nobody outside may make the server ask. */
let house: Peer;
/** Is where the deployment lets a provider be; publishes whatever it likes. */
let liar: Peer;
let lies: Record<string, unknown> = {};
let redirect = '';
let idToken = '';
let minutes = 0;
let key: Awaited<ReturnType<typeof generateKeyPair>>;

const json = (response: ServerResponse, value: unknown) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
};
const issuerOf = (peer: Peer, path = '') => `http://localhost:${peer.port}${path}`;
const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  id_token_signing_alg_values_supported: ['RS256'],
});

beforeAll(async () => {
  key = await generateKeyPair('RS256');
  house = await listen((_, response) => json(response, { keys: [] }));
  liar = await listen((request, response) => {
    const path = request.url ?? '';
    const issuer = issuerOf(liar, path.split('/.well-known')[0]);
    if (path.endsWith('/token'))
      json(response, { access_token: 'x', token_type: 'bearer', id_token: idToken });
    else if (path.endsWith('/jwks'))
      exportJWK(key.publicKey).then((jwk) => json(response, { keys: [{ ...jwk, kid: 'x', alg: 'RS256' }] }));
    else if (redirect) response.writeHead(302, { location: redirect }).end();
    else json(response, { ...metadata(issuer), ...lies });
  });
  // The one host of the house that may be asked; the other is `127.0.0.1`.
  server = await identityServer({
    identity: { providerHosts: ['localhost'] },
    // Limits of a minute are not what is tried here.
    now: () => new Date(Date.now() + minutes * 60_000),
  });
  const hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
});
afterAll(async () => {
  liar?.server.close();
  house?.server.close();
  await server?.close();
});
beforeEach(() => {
  minutes += 1;
  lies = {};
  redirect = '';
  house.asked.length = 0;
});

let count = 0;
/** Adds a provider under an address of its own: what one published is kept for ten minutes. */
const add = (issuer = issuerOf(liar, `/${count++}`)) =>
  admin.call(contract.createProvider, {
    body: { ...basic, emailDomains: ['agency.example'], issuer, clientId: 'client' },
  });
async function begin(providerId: string) {
  const answer = await fetch(`${server.url}/api/session/providers/${providerId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { url = '', code } = (await answer.json()) as { url?: string; code?: string };
  return { code, cookie, url };
}

describe('what a provider makes the server ask', () => {
  test.each([
    'https://127.0.0.1',
    'https://127.1',
    'https://[::1]',
    'https://[::ffff:169.254.169.254]',
    'https://169.254.169.254/latest',
    'https://10.0.0.1',
    'https://192.168.1.1:8443',
    'https://0x7f000001',
    'http://127.0.0.1:1',
  ])('an address of the own network is no provider: %s', async (issuer) => {
    expect(await refusal(add(issuer))).toBe('422 identity.provider_inner');
  });

  test('a redirect of its configuration is not followed, wherever it leads', async () => {
    for (const to of [`http://127.0.0.1:${house.port}/`, `http://localhost:${house.port}/`]) {
      redirect = to;
      expect(await refusal(add())).toBe('422 identity.provider_unreachable');
    }
    expect(house.asked).toEqual([]);
  });

  test.each(['token_endpoint', 'jwks_uri', 'userinfo_endpoint'])(
    '%s of another host of the house',
    async (name) => {
      lies = { [name]: `http://127.0.0.1:${house.port}/inside` };
      const provider = await add();
      const { url, cookie } = await begin(provider.id);
      const asked = new URL(url).searchParams;
      idToken = await new SignJWT({ nonce: asked.get('nonce') })
        .setProtectedHeader({ alg: 'RS256', kid: 'x' })
        .setIssuer(provider.issuer)
        .setAudience('client')
        .setSubject('ada')
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key.privateKey);
      const callback = `${provider.redirectUri}?${new URLSearchParams({ state: asked.get('state')!, code: 'c' })}`;
      const answer = await fetch(callback, { redirect: 'manual', headers: { cookie } });
      expect(answer.headers.get('location')).toBe('/sign-in/refused#provider_untrusted');
      expect(sessionSet(answer)).toBeUndefined();
      expect(house.asked).toEqual([]);
    },
  );

  test('a logout token makes it ask nothing else either', async () => {
    lies = { jwks_uri: `http://127.0.0.1:${house.port}/jwks` };
    const provider = await add();
    const token = await new SignJWT({ sub: 'ada', jti: 'j', events: {} })
      .setProtectedHeader({ alg: 'RS256', kid: 'x', typ: 'logout+jwt' })
      .setIssuer(provider.issuer)
      .setAudience('client')
      .setIssuedAt()
      .sign(key.privateKey);
    const answer = await fetch(provider.logoutUri, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    });
    expect(answer.status).toBe(400);
    expect(house.asked).toEqual([]);
  });

  test('a configuration without end is given up', async () => {
    lies = { more: 'x'.repeat(1_500_000) };
    expect(await refusal(add())).toBe('422 identity.provider_unreachable');
  });
});

describe('where browsers are sent', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'a provider sends nobody to %s',
    async (address) => {
      lies = { authorization_endpoint: address };
      const provider = await add();
      expect((await begin(provider.id)).code).toBe('identity.provider_down');
    },
  );

  test('whatever may be returned to is a page of this installation', () => {
    const { returnTo } = contract.startProviderSignIn.schema.body.shape;
    const parts = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '%2f',
      '%5c',
      '%09',
      '\t',
      '\n',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
    );
    const text = fc.oneof(
      fc.array(parts, { maxLength: 8 }).map((all) => `/${all.join('')}`),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (given) => {
        const taken = returnTo.safeParse(given);
        if (taken.success)
          expect(new URL(taken.data, 'https://here.example').origin).toBe('https://here.example');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('sessions that somebody else prepared', () => {
  test('a planted session is neither kept nor linked by a sign-in elsewhere, and ends', async () => {
    const agency = await setUpProvider(server, admin);
    try {
      const [thief, victim] = [await server.persona('Thief', []), await server.persona('Victim', [])];
      await agency.link(victim, 'victim');
      const browser = agency.newBrowser({ sojourn_session: thief.cookie! });
      expect(await agency.signIn('victim', browser)).toBe('/');
      expect(browser.cookies.get('sojourn_session')).not.toBe(thief.cookie);
      expect((await thief.call(identity.getMe, {})).account).toBeNull();
      const links = await server.database.ownerQuery<{ account_id: string }>(
        `select account_id from identity.provider_link where subject = 'victim'`,
      );
      expect(links).toEqual([{ account_id: victim.accountId }]);
    } finally {
      await agency.op.stop();
    }
  });

  test('an answer of one provider opens nothing at another, whatever both call the person', async () => {
    const [first, second] = [await setUpProvider(server, admin), await setUpProvider(server, admin)];
    try {
      const person = await server.persona('Shared', []);
      await first.link(person, 'shared');
      // The same subject, vouched for by somebody else.
      expect(await second.signIn('shared')).toBe('provider_unlinked');
      const browser = first.newBrowser();
      const url = await first.begin(first.signInPath, browser);
      const callback = new URL(await first.op.walk(url, 'shared'));
      const other = new URL(await second.op.walk(await second.begin(second.signInPath, browser), 'shared'));
      // The code and issuer of the one under the state of the other.
      for (const name of ['code', 'iss']) callback.searchParams.set(name, other.searchParams.get(name)!);
      expect(await first.arrive(callback.href, browser)).toBe('provider_untrusted');
      expect(browser.cookies.has('sojourn_session')).toBe(false);
    } finally {
      await first.op.stop();
      await second.op.stop();
    }
  });
});
