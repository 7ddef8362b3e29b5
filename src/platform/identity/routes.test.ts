import type { CallError } from '@sojourn/route-contract';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGrant } from '#platform/access/contract.ts';
import { type Caller, PERSONA_PASSWORD, refusal, type TestServer } from '#platform/http/testing.ts';
import * as people from './contract/people.ts';
import { confirmTotp, startTotp } from './contract/second-factor.ts';
import { listSessions, revokeSession } from './contract/session.ts';
import { createToken, revokeToken } from './contract/token.ts';
import * as contract from './contract.ts';
import { enrolApp } from './testing/authenticator-app.ts';
import { identityServer } from './testing/server.ts';

let server: TestServer;
let hq: string;
let admin: Caller;
let otherAdmin: Caller;
let officer: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  const south = await server.office('SOUTH', hq);
  const north = await server.office('NORTH', hq);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: south }]);
  otherAdmin = await server.persona('Other', [{ role: 'administrator', officeId: north }]);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: south }]);
});
afterAll(() => server?.close());

const bodyOf = (email: string, password: string, code?: string) => ({
  body: { email, password, ...(code ? { code } : {}) },
});

test('a stranger learns nothing but that nobody is signed in', async () => {
  const me = await server.stranger.call(contract.getMe, {});
  expect(me.account).toBeNull();
  expect(me.permissions).toEqual([]);
  expect(await refusal(server.stranger.call(listSessions, {}))).toBe('401 http.signed_out');
  expect(await refusal(server.stranger.call(people.listPeople, { querystring: {} }))).toBe(
    '401 http.signed_out',
  );
});

test('an unknown address and a wrong password are refused in the same words', async () => {
  const unknown = refusal(server.stranger.call(contract.signIn, bodyOf('nobody@example.org', 'x')));
  const wrong = refusal(server.stranger.call(contract.signIn, bodyOf('officer@example.org', 'x')));
  expect(await unknown).toBe('401 identity.wrong_credentials');
  expect(await wrong).toBe('401 identity.wrong_credentials');
});

test('ten wrong passwords make the account wait, and no other account of the same line', async () => {
  await server.persona('Guessed', []);
  for (let i = 0; i < 10; i++)
    await refusal(server.stranger.call(contract.signIn, bodyOf('guessed@example.org', `x${i}`)));
  expect(
    await refusal(server.stranger.call(contract.signIn, bodyOf('guessed@example.org', PERSONA_PASSWORD))),
  ).toBe('429 identity.wait');
  const me = await server.stranger.call(contract.signIn, bodyOf('officer@example.org', PERSONA_PASSWORD));
  expect(me.account?.name).toBe('Officer');
});

test('a write that another site started is refused', async () => {
  const answer = await officer.fetch('/api/me', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    body: JSON.stringify({ theme: 'dark' }),
  });
  expect(answer.status).toBe(403);
  expect((await answer.json()).code).toBe('http.foreign_origin');
});

test('a page that shows another account than the session has is refused, and learns who is there', async () => {
  const asPageOf = (path: string, account: string | null, method = 'GET') =>
    officer.fetch(path, { method, headers: { 'sojourn-account': account ?? '' } });
  const foreign = await asPageOf('/api/me/sessions', admin.accountId);
  expect([foreign.status, (await foreign.json()).code]).toEqual([401, 'http.signed_out']);
  expect((await asPageOf('/api/session', admin.accountId, 'DELETE')).status).toBe(401);
  const me = await asPageOf('/api/me', admin.accountId);
  expect((await me.json()).account.name).toBe('Officer');
  expect((await asPageOf('/api/me/sessions', officer.accountId)).status).toBe(200);
});

test('bad fields are named with their paths', async () => {
  const error = (await admin
    .call(people.invitePerson, { body: { name: ' ', email: 'no', language: 'en' } })
    .catch((e: unknown) => e)) as CallError;
  expect(error.status).toBe(400);
  expect(error.problem.errors?.map((e) => e.path)).toEqual(['body.name', 'body.email']);
});

test('an administrator sees and changes people of the own offices only', async () => {
  const seen = await otherAdmin.call(people.listPeople, { querystring: {} });
  expect(seen.items.map((p) => p.name)).not.toContain('Officer');
  const params = { accountId: officer.accountId! };
  expect(await refusal(otherAdmin.call(people.getPerson, { params }))).toBe('404 http.not_found');
  expect(await refusal(otherAdmin.call(people.createInvitationLink, { params }))).toBe('404 http.not_found');
  expect(await refusal(officer.call(people.listPeople, { querystring: {} }))).toBe('403 http.forbidden');
});

test('invited, accepted by a one-time link, granted, disabled: each bites at once', async () => {
  const { person, invitation } = await admin.call(people.invitePerson, {
    body: { name: 'Nadia', email: 'Nadia@Example.org', language: 'fr' },
  });
  expect(person).toMatchObject({ email: 'nadia@example.org', state: 'invited' });
  const token = invitation.link.split('#')[1]!;
  expect(await server.stranger.call(contract.readLink, { body: { token } })).toMatchObject({
    purpose: 'invitation',
    name: 'Nadia',
  });
  const me = await server.stranger.call(contract.useLink, { body: { token, password: 'twelve letters' } });
  expect(me.account?.language).toBe('fr');
  expect(
    await refusal(server.stranger.call(contract.useLink, { body: { token, password: 'another twelve' } })),
  ).toBe('410 identity.link_ended');

  const south = (
    await server.database.ownerQuery<{ id: string }>(`select id from access.office where code = 'SOUTH'`)
  )[0]!.id;
  await admin.call(createGrant, { body: { accountId: person.id, roleId: 'administrator', officeId: south } });
  const again = await server.stranger.call(contract.signIn, bodyOf('nadia@example.org', 'twelve letters'));
  expect(again.permissions).toContain('identity.account.write');

  await admin.call(people.changePersonState, {
    params: { accountId: person.id },
    body: { state: 'disabled' },
  });
  expect(
    await refusal(server.stranger.call(contract.signIn, bodyOf('nadia@example.org', 'twelve letters'))),
  ).toBe('401 identity.wrong_credentials');
  expect(
    await refusal(
      admin.call(people.changePersonState, {
        params: { accountId: admin.accountId! },
        body: { state: 'disabled' },
      }),
    ),
  ).toBe('409 identity.state_of_self');
});

test('a second factor is asked once confirmed, and a code works once', async () => {
  const person = await server.persona('Careful', []);
  const { secret } = await person.call(startTotp, {});
  const codes = new TOTP({ secret: Secret.fromBase32(secret) });
  expect(await refusal(person.call(confirmTotp, { body: { code: '000000' } }))).toBe(
    '422 identity.wrong_code',
  );
  for (const seconds of [-30, 30]) {
    const code = codes.generate({ timestamp: Date.now() + seconds * 1000 });
    expect(await refusal(person.call(confirmTotp, { body: { code } }))).toBe('422 identity.wrong_code');
  }
  const code = await enrolApp(server, person);
  const signIn = (code?: string) =>
    server.stranger.call(contract.signIn, bodyOf('careful@example.org', PERSONA_PASSWORD, code));
  expect(await refusal(signIn())).toBe('401 identity.code_needed');
  expect(await refusal(signIn('123456'))).toBe('401 identity.wrong_code');
  const once = await code();
  expect((await signIn(once)).hasSecondFactor).toBe(true);
  expect(await refusal(signIn(once))).toBe('401 identity.code_used');
});

test('sessions are listed and end at once; a new password ends the others', async () => {
  const person = await server.persona('Wanderer', []);
  await server.stranger.call(contract.signIn, bodyOf('wanderer@example.org', PERSONA_PASSWORD));
  const { items } = await person.call(listSessions, {});
  expect(items).toHaveLength(2);
  expect(items.filter((s) => s.current)).toHaveLength(1);
  expect(await refusal(officer.call(revokeSession, { params: { sessionId: items[0]!.id } }))).toBe(
    '404 http.not_found',
  );
  expect(
    await refusal(
      person.call(contract.changePassword, { body: { current: 'wrong', next: 'twelve letters' } }),
    ),
  ).toBe('422 identity.wrong_password');
  const short = { body: { current: PERSONA_PASSWORD, next: 'eleven char' } };
  expect(await refusal(person.call(contract.changePassword, short))).toBe('400 http.invalid');
  await person.call(contract.changePassword, { body: { current: PERSONA_PASSWORD, next: 'twelve letters' } });
  expect((await person.call(listSessions, {})).items).toHaveLength(1);
  await person.call(contract.signOut, {});
  expect(await refusal(person.call(listSessions, {}))).toBe('401 http.signed_out');
});

test('an API token does what it was given and nothing else', async () => {
  expect(
    await refusal(
      officer.call(createToken, {
        body: { name: 't', permissions: ['identity.account.read'], days: 1 },
      }),
    ),
  ).toBe('422 identity.permission_not_held');
  const { secret, token } = await admin.call(createToken, {
    body: { name: 't', permissions: ['identity.account.read'], days: 1 },
  });
  const bearer = (path: string, init: RequestInit = {}) =>
    fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    });
  expect((await bearer('/api/people')).status).toBe(200);
  const write = {
    method: 'POST',
    body: JSON.stringify({ name: 'X', email: 'x@example.org', language: 'en' }),
  };
  expect((await bearer('/api/people', write)).status).toBe(403);
  await admin.call(revokeToken, { params: { tokenId: token.id } });
  expect((await bearer('/api/people')).status).toBe(401);
});

test('set-up needs the printed code and works once', async () => {
  const body = {
    setUpCode: 'WRONG',
    agencyName: 'Agency',
    name: 'First',
    email: 'first@example.org',
    password: 'twelve letters',
    language: 'en' as const,
    office: { code: 'MAIN', name: 'Main office' },
    operation: { code: 'OP', name: 'Operation', country: 'QZ' },
  };
  expect(await refusal(server.stranger.call(contract.setUp, { body }))).toBe(
    '403 identity.wrong_set_up_code',
  );
  const me = await server.stranger.call(contract.setUp, { body: { ...body, setUpCode: 'CODE' } });
  expect(me.setUpNeeded).toBe(false);
  expect(me.permissions).toContain('access.grant.write');
  expect(await refusal(server.stranger.call(contract.setUp, { body: { ...body, setUpCode: 'CODE' } }))).toBe(
    '409 identity.already_set_up',
  );
});

test('each of these writes left an audit entry', async () => {
  const rows = await server.database.ownerQuery<{ action: string }>(
    'select distinct action from audit.entry',
  );
  const actions = new Set(rows.map((r) => r.action));
  for (const route of Object.values({ ...contract, ...people })) {
    if (typeof route !== 'object' || !('config' in route) || !route.config.audit) continue;
    if (
      [
        'identity.invitation_link_created',
        'identity.session_revoked',
        'identity.sessions_revoked',
        'identity.account_changed',
        'identity.second_factor_removed',
      ].includes(route.config.audit)
    )
      continue;
    expect(actions, route.id).toContain(route.config.audit);
  }
});
