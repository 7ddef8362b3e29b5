import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGrant, listRoles, saveFactorRule, saveSignInRule } from '#platform/access/contract.ts';
import { type Caller, PERSONA_PASSWORD, refusal } from '#platform/http/testing.ts';
import * as people from './contract/people.ts';
import * as proof from './contract/proof.ts';
import { listSessions } from './contract/session.ts';
import { createToken } from './contract/token.ts';
import * as contract from './contract.ts';
import { enrolApp } from './testing/authenticator-app.ts';
import { forgetProof, identityServer } from './testing/server.ts';

let server: Awaited<ReturnType<typeof identityServer>>;
let hq: string;
let admin: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
});
afterAll(() => server?.close());

const enrol = (who: Caller) => enrolApp(server, who);
const requireFactor = (roleId: string, secondFactorRequired: boolean) =>
  admin.call(saveSignInRule, {
    params: { roleId },
    body: { idleMinutes: 60, sessionHours: 24, secondFactorRequired },
  });
const forget = (who: Caller) => forgetProof(server, who);
const signIn = (name: string, code?: string) =>
  server.stranger.call(contract.signIn, {
    body: { email: `${name}@example.org`, password: PERSONA_PASSWORD, ...(code ? { code } : {}) },
  });
const newToken = { body: { name: 't', permissions: ['identity.account.read'], days: 1 } };

test('who owes a second factor does nothing else, in whatever route and in the database itself', async () => {
  const person = await server.persona('Owing', [{ role: 'auditor', officeId: hq }]);
  const { secret } = await person.call(createToken, newToken);
  await requireFactor('auditor', true);
  const open = [];
  for (const { route } of server.modules.flatMap((m) => m.routes)) {
    if (route.config.permission === 'public' || route.config.beforeSecondFactor) continue;
    const answer = await person.fetch(route.url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000'), {
      method: route.method,
      ...(route.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' }),
    });
    const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
    if (code !== 'identity.second_factor_due') open.push(route.id);
  }
  expect(open).toEqual([]);
  const bearer = await fetch(`${server.url}/api/people`, { headers: { authorization: `Bearer ${secret}` } });
  expect(bearer.status).toBe(401);

  const me = await person.call(contract.getMe, {});
  expect(me).toMatchObject({ secondFactorDue: true, permissions: [], operations: [] });
  expect((await signIn('owing')).secondFactorDue).toBe(true);

  await enrol(person);
  expect(await person.call(contract.getMe, {})).toMatchObject({
    secondFactorDue: false,
    permissions: expect.arrayContaining(['identity.account.read']),
  });
  await person.call(people.listPeople, { querystring: {} });
  await requireFactor('auditor', false);
});

test('a sensitive act needs a proof of the last ten minutes; the password where there is no second factor', async () => {
  const person = await server.persona('Plain', [{ role: 'administrator', officeId: hq }]);
  const other = await server.persona('Other', []);
  await forget(person);
  const grant = { body: { accountId: other.accountId!, roleId: 'auditor', officeId: hq } };
  expect(await refusal(person.call(createGrant, grant))).toBe('403 identity.step_up_needed');
  expect(await refusal(person.call(createToken, newToken))).toBe('403 identity.step_up_needed');
  const disable = { params: { accountId: other.accountId! }, body: { state: 'disabled' as const } };
  expect(await refusal(person.call(people.changePersonState, disable))).toBe('403 identity.step_up_needed');
  await person.call(people.listPeople, { querystring: {} });

  expect(await refusal(server.stranger.call(proof.stepUp, { body: {} }))).toBe('401 http.signed_out');
  expect(await refusal(person.call(proof.stepUp, { body: {} }))).toBe('422 identity.wrong_password');
  expect(await refusal(person.call(proof.stepUp, { body: { password: 'x' } }))).toBe(
    '422 identity.wrong_password',
  );
  await person.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } });
  expect((await person.call(createGrant, grant)).roleId).toBe('auditor');
});

test('with a second factor the password proves nothing, and a code proves once', async () => {
  const person = await server.persona('Careful', [{ role: 'administrator', officeId: hq }]);
  const code = await enrol(person);
  await person.call(createToken, newToken);
  await forget(person);
  expect(await refusal(person.call(createToken, newToken))).toBe('403 identity.step_up_needed');
  expect(await refusal(person.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } }))).toBe(
    '422 identity.wrong_code',
  );
  const once = await code();
  await person.call(proof.stepUp, { body: { code: once } });
  expect(await refusal(person.call(proof.stepUp, { body: { code: once } }))).toBe('422 identity.code_used');
  await person.call(createToken, newToken);
});

test('guessing the proof makes the account wait', async () => {
  const person = await server.persona('Guessed', []);
  for (let i = 0; i < 10; i++) await refusal(person.call(proof.stepUp, { body: { password: `x${i}` } }));
  expect(await refusal(person.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } }))).toBe(
    '429 identity.wait',
  );
});

test('a recovery code works once in place of the app, and new codes end the old', async () => {
  const person = await server.persona('Loser', []);
  expect(await refusal(person.call(proof.makeRecoveryCodes, {}))).toBe('409 identity.second_factor_missing');
  await enrol(person);
  const { codes } = await person.call(proof.makeRecoveryCodes, {});
  expect(new Set(codes).size).toBe(10);
  expect(codes[0]).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/);
  const stored = await server.database.ownerQuery<{ text: string }>(
    'select c::text as text from identity.recovery_code c',
  );
  expect(stored.some(({ text }) => codes.some((code) => text.includes(code.replaceAll('-', ''))))).toBe(
    false,
  );
  expect(await refusal(signIn('loser', 'aaaa-bbbb-cccc-dddd'))).toBe('401 identity.wrong_code');
  const me = await signIn('loser', ` ${codes[0]!.toUpperCase().replaceAll('-', ' ')}`);
  expect(me.recoveryCodesLeft).toBe(9);
  expect(await refusal(signIn('loser', codes[0]))).toBe('401 identity.wrong_code');
  await forget(person);
  expect(await refusal(person.call(proof.makeRecoveryCodes, {}))).toBe('403 identity.step_up_needed');
  await person.call(proof.stepUp, { body: { code: codes[1]! } });
  await person.call(proof.makeRecoveryCodes, {});
  expect(await refusal(signIn('loser', codes[2]))).toBe('401 identity.wrong_code');
});

test('proofs and codes stand in the log, without the codes', async () => {
  const rows = await server.database.ownerQuery<{ body: string }>(
    `select body from audit.entry where action in ('identity.stepped_up', 'identity.recovery_codes_made') order by id`,
  );
  expect(rows.map(({ body }) => JSON.parse(body).after)).toEqual([
    { by: 'password' },
    { by: 'app' },
    { codes: 10 },
    { by: 'recovery_code' },
    { codes: 10 },
  ]);
});

test('an agency may require a second factor of everybody, at the top alone', async () => {
  const person = await server.persona('Anyone', []);
  await server.database.ownerQuery(`insert into access.agency (name) values ('Agency')`);
  const south = await server.office('SOUTH', hq);
  const southern = await server.persona('Southern', [{ role: 'administrator', officeId: south }]);
  const top = await server.persona('Top', [{ role: 'administrator', officeId: hq }]);
  const rule = (who: Caller, secondFactorForAll: boolean) =>
    who.call(saveFactorRule, { body: { secondFactorForAll } });
  expect(await refusal(rule(person, true))).toBe('403 http.forbidden');
  expect(await refusal(rule(southern, true))).toBe('403 http.forbidden');
  await forget(top);
  expect(await refusal(rule(top, true))).toBe('403 identity.step_up_needed');
  await top.call(proof.stepUp, { body: { password: PERSONA_PASSWORD } });

  await rule(top, true);
  for (const who of [person, southern, top])
    expect(await refusal(who.call(listSessions, {}))).toBe('403 identity.second_factor_due');
  expect((await signIn('anyone')).secondFactorDue).toBe(true);
  await enrol(top);
  expect((await top.call(listRoles, {})).secondFactorForAll).toBe(true);
  await rule(top, false);
  expect((await person.call(listSessions, {})).items.length).toBeGreaterThan(0);
  const log = await server.database.ownerQuery<{ body: string }>(
    `select body from audit.entry where action = 'access.factor_rule_saved' order by id`,
  );
  expect(log.map(({ body }) => JSON.parse(body).after)).toEqual([
    { secondFactorForAll: true },
    { secondFactorForAll: false },
  ]);
});
