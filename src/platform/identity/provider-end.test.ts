import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/http/testing.ts';
import { endPersonSessions } from './contract/person-sessions.ts';
import * as identity from './contract.ts';
import { type Browser, setUpProvider } from './testing/provider/installation.ts';
import { identityServer } from './testing/server.ts';

/** Signing out here and at the provider (OpenID Connect RP-Initiated Logout 1.0), against a real one. */
let server: Awaited<ReturnType<typeof identityServer>>;
let agency: Awaited<ReturnType<typeof setUpProvider>>;
let admin: Caller;
let ada: Caller;

beforeAll(async () => {
  server = await identityServer();
  const hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  ada = await server.persona('Ada', [{ role: 'auditor', officeId: hq }]);
  agency = await setUpProvider(server, admin);
  await agency.change({ endsThere: true });
  await agency.link(ada, 'ada');
});
afterAll(async () => {
  await agency?.op.stop();
  await server?.close();
});

async function signOut(browser: Browser): Promise<string | null> {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie: `sojourn_session=${browser.cookies.get('sojourn_session')}` },
  });
  return identity.signOut.schema.response.parse(await answer.json()).elsewhere;
}
async function signedIn(jar = new Map<string, string>()) {
  const browser = agency.newBrowser();
  expect(await agency.signIn('ada', browser, {}, jar)).toBe('/');
  return { browser, jar };
}
const kept = () =>
  server.database.ownerQuery<{ hint: string }>(
    'select id_token_sealed::text hint from identity.session where id_token_sealed is not null',
  );

test('who signs out here is sent to the provider, ends the session there, and comes back', async () => {
  const { browser, jar } = await signedIn();
  const elsewhere = (await signOut(browser))!;
  const url = new URL(elsewhere);
  expect(url.origin).toBe(agency.op.issuer);
  expect(url.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
  expect(url.searchParams.get('client_id')).toBe(agency.client.clientId);
  expect(await agency.op.signOut(jar, elsewhere)).toBe(`${server.url}/`);
  // The provider asks who is there again: its session is gone, so that nobody comes in without a word.
  const next = await agency.begin(agency.signInPath, agency.newBrowser());
  await expect(agency.op.walk(next, '', jar)).resolves.toContain('error=access_denied');
});

test('as long as nobody signed out, the provider lets the same browser in without a word', async () => {
  const { jar } = await signedIn();
  const browser = agency.newBrowser();
  const next = await agency.begin(agency.signInPath, browser);
  expect(await agency.arrive(await agency.op.walk(next, '', jar), browser)).toBe('/');
});

test('the token is sealed, bound to its session, and gone with it in whatever way that ends', async () => {
  await server.database.ownerQuery(
    'update identity.session set revoked_at = now() where link_id is not null',
  );
  expect(await kept()).toEqual([]);
  await signedIn();
  const [row] = await kept();
  expect(Buffer.from(row!.hint.slice(2), 'hex').toString('latin1')).not.toContain('eyJ');
  await admin.call(endPersonSessions, { params: { accountId: ada.accountId! } });
  expect(await kept()).toEqual([]);
  await signedIn();
  await server.database.ownerQuery(`update identity.session set expires_at = now() - interval '1 second'`);
  const another = await server.persona('Bea', []);
  await server.database.ownerQuery(
    `update identity.session set expires_at = now() + interval '1 hour' where account_id = any($1)`,
    [[another.accountId, admin.accountId]],
  );
  await signedIn();
  expect(await kept()).toHaveLength(1);
});

test('where the provider is not set so, is gone, or did not open the session, only the session here ends', async () => {
  const { browser: changed } = await signedIn();
  await agency.change({ endsThere: false });
  expect(await signOut(changed)).toBeNull();
  const before = (await kept()).length;
  const { browser: plain } = await signedIn();
  expect(await kept()).toHaveLength(before);
  expect(await signOut(plain)).toBeNull();
  await agency.change({ endsThere: true });
  const { browser: off } = await signedIn();
  await agency.change({ endsThere: true, active: false });
  expect(await signOut(off)).toBeNull();
  await agency.change({ endsThere: true });
  const { browser: foreign } = await signedIn();
  await server.database.ownerQuery(
    `update identity.session set id_token_sealed = set_byte(id_token_sealed, 40, get_byte(id_token_sealed, 40) # 255) where id_token_sealed is not null`,
  );
  expect(await signOut(foreign)).toBeNull();
  const password = await server.persona('Plain', []);
  expect(await password.call(identity.signOut, {})).toEqual({ elsewhere: null });
});
