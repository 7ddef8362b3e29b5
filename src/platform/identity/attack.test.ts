import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, PERSONA_PASSWORD, refusal, sessionSet } from '#platform/http/testing.ts';
import * as people from './contract/people.ts';
import * as proof from './contract/proof.ts';
import { listSessions } from './contract/session.ts';
import { createToken } from './contract/token.ts';
import * as contract from './contract.ts';
import { enrolApp } from './testing/authenticator-app.ts';
import { forgetProof, identityServer } from './testing/server.ts';

/** What somebody tries who has a cookie, a code or a link of somebody else, or many hands at once. */
let server: Awaited<ReturnType<typeof identityServer>>;
let admin: Caller;

beforeAll(async () => {
  server = await identityServer({ trustProxy: true });
  const hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
});
afterAll(() => server?.close());

const emailOf = (name: string) => `${name.toLowerCase()}@example.org`;

/** A sign-in with whatever cookies a browser brings along; the session's cookie that it gets. */
async function signIn(name: string, more: object = {}, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email: emailOf(name), password: PERSONA_PASSWORD, ...more }),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { said: code ? `${answer.status} ${code}` : 'in', session: sessionSet(answer) };
}
const whoIs = async (session: string | null | undefined) => {
  const answer = await fetch(`${server.url}/api/me`, { headers: { cookie: `sojourn_session=${session}` } });
  return contract.me.parse(await answer.json()).account?.name ?? null;
};

const count = (said: readonly string[], what: string) => said.filter((one) => one === what).length;

test('a session that was planted in a browser is not the one that its person gets, and ends', async () => {
  const thief = await server.persona('Thief', []);
  await server.persona('Victim', []);
  const { session } = await signIn('Victim', {}, { cookie: `sojourn_session=${thief.cookie}` });
  expect(session).not.toBe(thief.cookie);
  expect(await whoIs(session)).toBe('Victim');
  expect(await whoIs(thief.cookie)).toBeNull();
});

test('signing in anew ends the session before; a wrong password does not', async () => {
  await server.persona('Returning', []);
  const first = (await signIn('Returning')).session;
  const cookie = `sojourn_session=${first}`;
  expect((await signIn('Returning', { password: 'wrong' }, { cookie })).said).toBe(
    '401 identity.wrong_credentials',
  );
  expect(await whoIs(first)).toBe('Returning');
  const second = (await signIn('Returning', {}, { cookie })).session;
  expect(await whoIs(second)).toBe('Returning');
  expect(await whoIs(first)).toBeNull();
});

test('a proof gives the session another token; the one before is dead at once, in every way of proving', async () => {
  const person = await server.persona('Renewed', []);
  const held: string[] = [person.cookie!];
  const changed = async (act: () => Promise<unknown>) => {
    await act();
    expect(held).not.toContain(person.cookie);
    for (const dead of held) expect(await whoIs(dead)).toBeNull();
    expect(await whoIs(person.cookie)).toBe('Renewed');
    held.push(person.cookie!);
  };
  await changed(() => person.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } }));
  const next = 'six mangoes on a shelf';
  await changed(() => person.call(contract.changePassword, { body: { current: PERSONA_PASSWORD, next } }));
  let code = async () => '';
  await changed(async () => {
    code = await enrolApp(server, person);
  });
  await changed(async () => person.call(proof.stepUp, { body: { code: await code() } }));
  expect((await person.call(listSessions, {})).items).toHaveLength(1);
});

test('what proves nothing leaves the token as it is', async () => {
  const person = await server.persona('Steady', []);
  const before = person.cookie;
  await refusal(person.call(proof.stepUp, { body: { password: 'wrong' } }));
  await refusal(person.call(contract.changePassword, { body: { current: 'wrong', next: 'x'.repeat(20) } }));
  expect(await whoIs(before)).toBe('Steady');
});

test('of proofs at once one renews the session, and whoever copied the cookie keeps nothing', async () => {
  const person = await server.persona('Racing', []);
  const headers = { 'content-type': 'application/json', cookie: `sojourn_session=${person.cookie}` };
  const prove = async () => {
    const body = JSON.stringify({ password: PERSONA_PASSWORD });
    const answer = await fetch(`${server.url}/api/session/proof`, { method: 'POST', headers, body });
    return { status: answer.status, session: sessionSet(answer) };
  };
  const all = await Promise.all(Array.from({ length: 6 }, prove));
  const won = all.filter(({ status }) => status === 204);
  expect(won).toHaveLength(1);
  expect(all.filter(({ status, session }) => status === 401 && !session)).toHaveLength(5);
  expect(await whoIs(won[0]!.session)).toBe('Racing');
  expect(await whoIs(person.cookie)).toBeNull();
});

test('forty guesses at once are told no more than ten times that they are wrong', async () => {
  await server.persona('Target', []);
  const guesses = Array.from({ length: 40 }, (_, i) =>
    signIn('Target', { password: `guess ${i}` }, { 'x-forwarded-for': `198.51.100.${i}` }),
  );
  const said = (await Promise.all(guesses)).map((one) => one.said);
  expect(count(said, '401 identity.wrong_credentials')).toBe(10);
  expect(count(said, '429 identity.wait')).toBe(30);
});

test('the right password among forty guesses at once opens only while the account does not wait', async () => {
  const person = await server.persona('Coded', []);
  const code = await enrolApp(server, person);
  const wrong = Array.from({ length: 40 }, (_, i) =>
    signIn('Coded', { code: String(i).padStart(6, '0') }, { 'x-forwarded-for': `203.0.113.${i}` }),
  );
  const said = (await Promise.all(wrong)).map((one) => one.said);
  expect(count(said, '401 identity.wrong_code')).toBeLessThanOrEqual(10);
  expect((await signIn('Coded', { code: await code() })).said).toBe('429 identity.wait');
});

test('a code of the app, sent eight times at once, opens once', async () => {
  const person = await server.persona('Ticking', []);
  const code = await (await enrolApp(server, person))();
  const said = (await Promise.all(Array.from({ length: 8 }, () => signIn('Ticking', { code })))).map(
    (one) => one.said,
  );
  expect(count(said, 'in')).toBe(1);
  expect(count(said, '401 identity.code_used')).toBe(7);
});

test('a recovery code, sent eight times at once, opens once', async () => {
  const person = await server.persona('Lost', []);
  await enrolApp(server, person);
  const { codes } = await person.call(proof.makeRecoveryCodes, {});
  const all = await Promise.all(Array.from({ length: 8 }, () => signIn('Lost', { code: codes[0] })));
  expect(
    count(
      all.map(({ said }) => said),
      'in',
    ),
  ).toBe(1);
  expect((await person.call(contract.getMe, {})).recoveryCodesLeft).toBe(9);
});

test('a one-time link, used eight times at once, sets one password', async () => {
  const { invitation } = await admin.call(people.invitePerson, {
    body: { name: 'Newcomer', email: emailOf('Newcomer'), language: 'en' },
  });
  const token = invitation.link.split('#')[1]!;
  const passwords = Array.from({ length: 8 }, (_, i) => `seven mangoes on shelf ${i}`);
  const said = await Promise.all(
    passwords.map((password) =>
      server.stranger.call(contract.useLink, { body: { token, password } }).then(
        () => 'in',
        (error: { status: number }) => String(error.status),
      ),
    ),
  );
  expect(count(said, 'in')).toBe(1);
  expect(count(said, '410')).toBe(7);
  const winner = passwords[said.indexOf('in')]!;
  expect((await signIn('Newcomer', { password: winner })).said).toBe('in');
});

test('a proof belongs to its session: another of the same person stays unproved', async () => {
  const person = await server.persona('Twofold', []);
  const other = (await signIn('Twofold')).session;
  await forgetProof(server, person);
  await person.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } });
  const answer = await fetch(`${server.url}/api/me/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `sojourn_session=${other}` },
    body: JSON.stringify({ name: 't', permissions: ['identity.account.read'], days: 1 }),
  });
  expect(((await answer.json()) as { code: string }).code).toBe('identity.step_up_needed');
});

test('a token is no session: it neither proves, nor makes codes, tokens or factors', async () => {
  const { secret } = await admin.call(createToken, {
    body: { name: 't', permissions: ['identity.account.read'], days: 1 },
  });
  const ask = async (path: string, body: object) => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { code?: string }).code;
  };
  const token = { name: 'u', permissions: ['identity.account.read'], days: 1 };
  expect(await ask('/api/session/proof', { password: PERSONA_PASSWORD })).toBe('identity.in_person_only');
  expect(await ask('/api/me/tokens', token)).toBe('identity.in_person_only');
  expect(await ask('/api/me/second-factor', {})).toBe('identity.in_person_only');
  expect(await ask('/api/me/recovery-codes', {})).toBe('identity.in_person_only');
  expect(await refusal(admin.call(contract.getMe, {}))).toMatch(/^no refusal/);
});
