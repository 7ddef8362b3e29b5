import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type JWK, SignJWT } from 'jose';

/** A provider in a process of its own, and a browser of a few lines that walks through its pages. */
export interface TestProvider {
  issuer: string;
  /** Sets what it vouches for and how it lies; everything not named is as usual again. */
  control(wanted: Record<string, unknown>): Promise<void>;
  /** Registers this installation; answers client and secret. */
  register(uris: {
    redirectUri: string;
    logoutUri: string;
    signedOutUri: string;
  }): Promise<{ clientId: string; clientSecret: string }>;
  /** Walks from the address that the product gave to the address that the provider sends back to. */
  walk(url: string, login: string, jar?: Jar): Promise<string>;
  /** A token signed by the provider's key. */
  sign(claims: Record<string, unknown>, typ?: string): Promise<string>;
  /**
   * Signs out at the provider, which then tells whoever it signed in at; where it sends the browser back to.
   * @param url that the product gave; without one the person goes there by themselves
   */
  signOut(jar: Jar, url?: string): Promise<string | null>;
  stop(): Promise<void>;
}

/** Cookies of one browser at the provider. */
export type Jar = Map<string, string>;

async function follow(issuer: string, url: string, jar: Jar, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, {
    ...init,
    redirect: 'manual',
    headers: { ...(init.headers as object), cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') },
  });
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const location = answer.headers.get('location');
  if (!location) return answer;
  const next = new URL(location, url);
  return next.origin === issuer ? follow(issuer, next.href, jar) : answer;
}

async function walkTo(issuer: string, url: string, login: string, jar: Jar): Promise<string> {
  let answer = await follow(issuer, url, jar);
  if (answer.status === 200) {
    answer = await follow(issuer, answer.url, jar, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ login }).toString(),
    });
  }
  const location = answer.headers.get('location');
  if (!location) throw new Error(`The provider did not send back: ${answer.status} ${await answer.text()}`);
  return location;
}

export async function startProvider(port = 0): Promise<TestProvider> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const line = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (part) => {
      out += part;
      const found = out.split('\n').find((text) => text.startsWith('{"issuer"'));
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The provider did not start: ${said}`)));
  });
  const { issuer, key, kid } = JSON.parse(line) as { issuer: string; key: JWK; kid: string };
  let signing = { key, kid };
  const post = (path: string, body: object) =>
    fetch(issuer + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    issuer,
    async control(wanted) {
      signing = (await (await post('/control', wanted)).json()) as typeof signing;
    },
    async register({ redirectUri, logoutUri, signedOutUri }) {
      const answer = await post('/reg', {
        redirect_uris: [redirectUri],
        backchannel_logout_uri: logoutUri,
        post_logout_redirect_uris: [signedOutUri],
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      });
      const made = (await answer.json()) as { client_id?: string; client_secret: string };
      if (!made.client_id) throw new Error(`Not registered: ${JSON.stringify(made)}`);
      return { clientId: made.client_id, clientSecret: made.client_secret };
    },
    walk: (url, login, jar = new Map()) => walkTo(issuer, url, login, jar),
    sign: (claims, typ = 'logout+jwt') =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: signing.kid, typ }).sign(signing.key),
    async signOut(jar, url = `${issuer}/session/end`) {
      const page = await (await follow(issuer, url, jar)).text();
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const answer = await follow(issuer, `${issuer}/session/end/confirm`, jar, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
      });
      return answer.headers.get('location');
    },
    async stop() {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
