import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropSignInRule, listRoles, saveSignInRule } from '#platform/access/contract.ts';
import { type Caller, PERSONA_PASSWORD, refusal, type TestServer } from '#platform/http/testing.ts';
import * as people from './contract/people.ts';
import * as overseen from './contract/person-sessions.ts';
import { confirmRecovery, requestRecovery } from './contract/recovery.ts';
import { listSessions, revokeOtherSessions } from './contract/session.ts';
import { createToken } from './contract/token.ts';
import * as contract from './contract.ts';
import { identityServer } from './testing/server.ts';

let server: TestServer;
let hq: string;
let south: string;
let admin: Caller;
let officer: Caller;
let southAdmin: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  south = await server.office('SOUTH', hq);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  southAdmin = await server.persona('Southern', [{ role: 'administrator', officeId: south }]);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: south }]);
});
afterAll(() => server?.close());

/** Moves the clock of all sessions of a person: minutes since the last call, hours since the sign-in. */
const age = (who: Caller, idleMinutes: number, hours = 0) =>
  server.database.ownerQuery(
    `update identity.session set last_seen_at = now() - $2 * interval '1 minute',
       created_at = now() - $3 * interval '1 hour', expires_at = now() + interval '30 days' where account_id = $1`,
    [who.accountId, idleMinutes, hours],
  );
const asked = (who: Caller) => refusal(who.call(listSessions, {}).then(() => 'open'));
const OPEN = 'no refusal: "open"';
const ENDED = '401 http.signed_out';
const rule = (idleMinutes: number, sessionHours: number) => ({
  idleMinutes,
  sessionHours,
  secondFactorRequired: false,
});

test('only who writes roles at the top sets how long a sign-in lasts', async () => {
  const set = { params: { roleId: 'enumerator' }, body: rule(30, 8) };
  expect(await refusal(officer.call(saveSignInRule, set))).toBe('403 http.forbidden');
  expect(await refusal(southAdmin.call(saveSignInRule, set))).toBe('403 http.forbidden');
  expect(await refusal(admin.call(saveSignInRule, { ...set, params: { roleId: 'nobody' } }))).toBe(
    '404 http.not_found',
  );
  expect(await refusal(admin.call(saveSignInRule, { ...set, body: rule(4, 8) }))).toBe('400 http.invalid');
  expect(await refusal(admin.call(saveSignInRule, { ...set, body: rule(30, 721) }))).toBe('400 http.invalid');
  expect(await refusal(admin.call(dropSignInRule, { params: { roleId: 'enumerator' } }))).toBe(
    '404 http.not_found',
  );
});

test('an untouched session ends, by the rule of the role, whatever the browser does', async () => {
  const person = await server.persona('Idle', [{ role: 'displacement-officer', officeId: hq }]);
  await age(person, 59);
  expect(await asked(person)).toBe(OPEN);
  await age(person, 60);
  expect(await asked(person)).toBe(ENDED);
  expect((await person.call(contract.getMe, {})).session).toBeNull();
});

test('a session in use ends all the same after its hours', async () => {
  const person = await server.persona('Tireless', [{ role: 'displacement-officer', officeId: hq }]);
  await age(person, 0, 23.9);
  expect(await asked(person)).toBe(OPEN);
  await age(person, 0, 24);
  expect(await asked(person)).toBe(ENDED);
});

test('the strictest role held today counts, and an ended one no longer', async () => {
  const person = await server.persona('Both', [
    { role: 'enumerator', officeId: hq },
    { role: 'auditor', officeId: hq },
  ]);
  const idle = async () => (await person.call(contract.getMe, {})).session?.idleMinutes;
  expect(await idle()).toBe(30);
  await server.database.ownerQuery(
    `update access.role_grant set revoked_at = now() where account_id = $1 and role_id = 'auditor'`,
    [person.accountId],
  );
  expect(await idle()).toBe(720);
  await server.database.ownerQuery(
    'update access.role_grant set starts_on = current_date - 9, ends_on = current_date - 1 where account_id = $1',
    [person.accountId],
  );
  expect(await idle()).toBe(60);
});

test('a rule made stricter ends open sessions at their next call; dropped, the default holds again', async () => {
  const person = await server.persona('Field', [{ role: 'enumerator', officeId: hq }]);
  await age(person, 40, 9);
  const saved = await admin.call(saveSignInRule, { params: { roleId: 'enumerator' }, body: rule(30, 8) });
  expect(saved.signIn).toEqual({ ...rule(30, 8), own: true });
  expect(await asked(person)).toBe(ENDED);
  const dropped = await admin.call(dropSignInRule, { params: { roleId: 'enumerator' } });
  expect(dropped.signIn).toEqual({ ...rule(720, 168), own: false });
  expect(await asked(person)).toBe(OPEN);
  const { items } = await officer.call(listRoles, {});
  expect(items.find((r) => r.id === 'auditor')?.signIn).toEqual({ ...rule(30, 12), own: false });
});

test('a session tells its end, and never lasts longer than the rule at its beginning', async () => {
  const answer = await server.stranger.fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'officer@example.org', password: PERSONA_PASSWORD }),
  });
  const me = contract.me.parse(await answer.json());
  const hours = (Date.parse(me.session!.endsAt) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThanOrEqual(24);
  expect(Number(/Max-Age=(\d+)/.exec(answer.headers.get('set-cookie')!)?.[1])).toBeGreaterThan(86_000);
});

test('one sees where one is signed in, and ends all others at once', async () => {
  const person = await server.persona('Wanderer', []);
  const signIn = { body: { email: 'wanderer@example.org', password: PERSONA_PASSWORD } };
  await server.stranger.call(contract.signIn, signIn);
  await server.stranger.call(contract.signIn, signIn);
  const { items } = await person.call(listSessions, {});
  expect(items.map((s) => s.address).sort()).toEqual(['127.0.0.1', '127.0.0.1', null]);
  expect(await refusal(server.stranger.call(revokeOtherSessions, {}))).toBe(ENDED);
  expect(await person.call(revokeOtherSessions, {})).toEqual({ ended: 2 });
  expect((await person.call(listSessions, {})).items.map((s) => s.current)).toEqual([true]);
});

test('an administrator in charge sees and ends sessions and tokens of a person, and nobody else does', async () => {
  const person = await server.persona('Watched', [{ role: 'auditor', officeId: south }]);
  const { token } = await person.call(createToken, {
    body: { name: 't', permissions: ['identity.account.read'], days: 1 },
  });
  const north = await server.office('NORTH', hq);
  const northern = await server.persona('Northern', [{ role: 'administrator', officeId: north }]);
  const both = await server.persona('Straddler', [
    { role: 'auditor', officeId: south },
    { role: 'auditor', officeId: north },
  ]);
  const params = { accountId: person.accountId! };
  expect(await refusal(officer.call(overseen.listPersonSessions, { params }))).toBe('403 http.forbidden');
  expect(await refusal(northern.call(overseen.listPersonSessions, { params }))).toBe('404 http.not_found');
  expect(await refusal(northern.call(overseen.endPersonSessions, { params }))).toBe('404 http.not_found');
  const elsewhere = { params: { accountId: both.accountId! } };
  expect(await refusal(southAdmin.call(overseen.listPersonSessions, elsewhere))).toBe(
    '403 identity.works_elsewhere',
  );
  const seen = await southAdmin.call(overseen.listPersonSessions, { params });
  expect(seen.tokens.map((t) => t.name)).toEqual(['t']);
  const sessionId = seen.sessions[0]!.id;
  await southAdmin.call(overseen.endPersonSession, { params: { ...params, sessionId } });
  expect(await asked(person)).toBe(ENDED);
  await southAdmin.call(overseen.endPersonToken, { params: { ...params, tokenId: token.id } });
  const again = { params: { ...params, sessionId } };
  expect(await refusal(southAdmin.call(overseen.endPersonSession, again))).toBe('404 http.not_found');
  expect(await southAdmin.call(overseen.endPersonSessions, { params })).toEqual({ ended: 0 });
  const log = await server.database.ownerQuery<{ action: string }>(
    'select action from audit.entry where entity_id = $1 and actor_id = $2 order by id',
    [person.accountId, southAdmin.accountId],
  );
  expect(log.map((e) => e.action)).toEqual([
    'identity.sessions_listed',
    'identity.person_session_ended',
    'identity.person_token_ended',
    'identity.person_session_ended',
  ]);
});

test('who leaves is out at the very next call, with sessions, tokens and links, and stays out when enabled again', async () => {
  const person = await server.persona('Leaver', [{ role: 'auditor', officeId: south }]);
  const { secret } = await person.call(createToken, {
    body: { name: 't', permissions: ['identity.account.read'], days: 1 },
  });
  const params = { accountId: person.accountId! };
  const asking = await admin.call(requestRecovery, { params, body: { reason: 'Lost phone' } });
  const confirm = { params: { recoveryId: asking.recovery.id } };
  const { link } = (await southAdmin.call(confirmRecovery, confirm)).link;
  const bearer = async () =>
    (await fetch(`${server.url}/api/people`, { headers: { authorization: `Bearer ${secret}` } })).status;
  const opens = () =>
    refusal(server.stranger.call(contract.readLink, { body: { token: link.split('#')[1]! } }));
  expect([await asked(person), await bearer()]).toEqual([OPEN, 200]);
  for (const state of ['disabled', 'active'] as const) {
    await admin.call(people.changePersonState, { params, body: { state } });
    expect([await asked(person), await bearer(), await opens()], state).toEqual([
      ENDED,
      401,
      '410 identity.link_ended',
    ]);
  }
  const entries = await server.database.ownerQuery<{ body: string }>(
    `select body from audit.entry where action = 'identity.account_state_changed' order by id`,
  );
  expect(JSON.parse(entries[0]!.body).after).toEqual({ state: 'disabled', sessionsEnded: 1, tokensEnded: 1 });
});

test('rules and their end stand in the log', async () => {
  const rows = await server.database.ownerQuery<{ action: string }>(
    `select action from audit.entry where action in
     ('access.sign_in_rule_saved', 'access.sign_in_rule_dropped', 'identity.sessions_revoked') order by id`,
  );
  expect(rows.map((r) => r.action)).toEqual([
    'access.sign_in_rule_saved',
    'access.sign_in_rule_dropped',
    'identity.sessions_revoked',
  ]);
});
