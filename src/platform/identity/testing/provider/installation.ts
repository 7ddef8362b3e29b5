import { expect } from 'vitest';
import type { Caller } from '#platform/http/testing.ts';
import * as contract from '../../contract/provider.ts';
import type { identityServer } from '../server.ts';
import { type Jar, startProvider, type TestProvider } from './provider.ts';

type Server = Awaited<ReturnType<typeof identityServer>>;

/** A browser before this installation: its cookies of the flow, and those that came back. */
export interface Browser {
  cookies: Jar;
}

const cookieHeader = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

function keep(answer: Response, jar: Jar): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
}

export const basic = {
  label: 'Agency',
  scopes: ['email'],
  emailDomains: [] as string[],
  linkByEmail: false,
  factorAcr: [] as string[],
  factorAmr: [] as string[],
  endsThere: false,
};

/** A provider that knows this installation, and an installation that knows the provider. */
export async function setUpProvider(server: Server, admin: Caller) {
  const op: TestProvider = await startProvider();
  const created = await admin.call(contract.createProvider, {
    body: { ...basic, issuer: op.issuer, clientId: 'to be registered' },
  });
  const client = await op.register(created);
  const params = { providerId: created.id };
  const change = (more: Partial<typeof basic> & { active?: boolean } = {}) =>
    admin.call(contract.updateProvider, {
      params,
      body: { ...basic, active: true, ...client, ...more },
    });
  await change();

  /** Posts as a browser does; answers the address at the provider. */
  async function begin(path: string, browser: Browser, body: object = {}): Promise<string> {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookieHeader(browser.cookies) },
      body: JSON.stringify(body),
    });
    keep(answer, browser.cookies);
    const said = (await answer.json()) as { url?: string; code?: string };
    if (!said.url) throw new Error(`${answer.status} ${said.code}`);
    return said.url;
  }
  /** Follows the provider's answer; where the browser is sent, as `/path` or the code of the refusal. */
  async function arrive(callback: string, browser: Browser): Promise<string> {
    const answer = await fetch(callback, {
      redirect: 'manual',
      headers: { cookie: cookieHeader(browser.cookies) },
    });
    keep(answer, browser.cookies);
    expect(answer.status).toBe(303);
    return (answer.headers.get('location') ?? '').replace('/sign-in/refused#', '');
  }
  const newBrowser = (cookies: Record<string, string> = {}): Browser => ({
    cookies: new Map(Object.entries(cookies)),
  });
  const signInPath = `/api/session/providers/${created.id}`;
  return {
    op,
    client,
    provider: created,
    params,
    change,
    begin,
    arrive,
    newBrowser,
    signInPath,
    /** A whole sign-in of a new browser; where it ended. */
    async signIn(login: string, browser = newBrowser(), body: object = {}, jar?: Jar) {
      const url = await begin(signInPath, browser, body);
      return arrive(await op.walk(url, login, jar), browser);
    },
    /** Links the account of a persona, as its person would on the profile. */
    async link(who: Caller, login: string) {
      const browser = newBrowser({ sojourn_session: who.cookie! });
      const url = await begin(`/api/me/providers/${created.id}`, browser);
      return arrive(await op.walk(url, login), browser);
    },
  };
}
