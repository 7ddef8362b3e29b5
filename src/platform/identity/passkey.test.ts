import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveSignInRule } from '#platform/access/contract.ts';
import { type Caller, PERSONA_PASSWORD, refusal, type TestServer } from '#platform/http/testing.ts';
import * as passkey from './contract/passkey.ts';
import { makeRecoveryCodes, stepUp } from './contract/proof.ts';
import * as contract from './contract.ts';
import { Authenticator, type Twist } from './testing/authenticator.ts';
import { forgetProof, identityServer } from './testing/server.ts';

let server: TestServer;
let hq: string;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
});
afterAll(() => server?.close());

/** A person with a device that holds a passkey of theirs. */
async function withPasskey(name: string, role?: string): Promise<[Caller, Authenticator]> {
  const who = await server.persona(name, role ? [{ role, officeId: hq }] : []);
  const device = new Authenticator(server.url);
  const registration = device.create(await who.call(passkey.startPasskey, {}));
  await who.call(passkey.addPasskey, { body: { name: 'Phone', registration } });
  return [who, device];
}
const forget = (who: Caller) => forgetProof(server, who);
async function signIn(device: Authenticator, twist?: Twist) {
  const options = await server.stranger.call(passkey.startPasskeySignIn, {});
  return server.stranger.call(passkey.signInByPasskey, { body: { passkey: device.get(options, twist) } });
}
const WRONG = '401 identity.wrong_passkey';

test('a passkey is added only with a fresh proof, an own challenge, the right origin and an opened lock', async () => {
  const who = await server.persona('Adder', []);
  const other = await server.persona('Bystander', []);
  const device = new Authenticator(server.url);
  const add = (caller: Caller, registration: passkey.Registration) =>
    refusal(caller.call(passkey.addPasskey, { body: { name: 'Phone', registration } }));
  expect(await refusal(server.stranger.call(passkey.startPasskey, {}))).toBe('401 http.signed_out');
  await forget(who);
  expect(await refusal(who.call(passkey.startPasskey, {}))).toBe('403 identity.step_up_needed');
  await who.call(stepUp, { body: { password: PERSONA_PASSWORD } });
  const fresh = () => who.call(passkey.startPasskey, {});
  const refused = '422 identity.wrong_passkey';
  expect(await add(who, device.create({ ...(await fresh()), challenge: 'bm90IG91cnM' }))).toBe(refused);
  expect(await add(other, device.create(await fresh()))).toBe(refused);
  expect(await add(who, device.create(await fresh(), { origin: 'https://elsewhere.example' }))).toBe(refused);
  expect(await add(who, device.create(await fresh(), { unverified: true }))).toBe(refused);
  const late = await fresh();
  await server.database.ownerQuery(
    `update identity.passkey_challenge set created_at = now() - interval '6 minutes'`,
  );
  expect(await add(who, device.create(late))).toBe(refused);

  const right = device.create(await fresh());
  expect(await add(who, right)).toMatch(/^no refusal/);
  expect(await add(who, right)).toBe(refused);
  expect(await add(other, device.create(await other.call(passkey.startPasskey, {})))).toBe(
    '409 identity.passkey_known',
  );
  const { items } = await who.call(passkey.listPasskeys, {});
  expect(items).toMatchObject([{ name: 'Phone', backedUp: false, lastUsedAt: null }]);
  expect((await other.call(passkey.listPasskeys, {})).items).toEqual([]);
});

test('a passkey alone signs in, and nothing less does', async () => {
  const [who, device] = await withPasskey('Opener', 'auditor');
  expect(await refusal(signIn(new Authenticator(server.url)))).toBe(WRONG);
  expect(await refusal(signIn(device, { origin: 'https://elsewhere.example' }))).toBe(WRONG);
  expect(await refusal(signIn(device, { unverified: true }))).toBe(WRONG);
  const me = await signIn(device);
  expect(me).toMatchObject({ account: { name: 'Opener' }, hasPasskey: true, hasApp: false });
  expect(me.permissions).toContain('identity.account.read');
  expect(await refusal(signIn(device, { rewind: true }))).toBe(WRONG);

  const options = await server.stranger.call(passkey.startPasskeySignIn, {});
  const once = { body: { passkey: device.get(options) } };
  await server.stranger.call(passkey.signInByPasskey, once);
  expect(await refusal(server.stranger.call(passkey.signInByPasskey, once))).toBe(WRONG);

  await server.database.ownerQuery(`update identity.account set state = 'disabled' where id = $1`, [
    who.accountId,
  ]);
  expect(await refusal(signIn(device))).toBe(WRONG);
});

test('it is a second factor: the password alone no longer opens, a recovery code does', async () => {
  const [who] = await withPasskey('Double');
  const { codes } = await who.call(makeRecoveryCodes, {});
  const byPassword = (password: string, code?: string) =>
    server.stranger.call(contract.signIn, {
      body: { email: 'double@example.org', password, ...(code ? { code } : {}) },
    });
  expect(await refusal(byPassword('x'))).toBe('401 identity.wrong_credentials');
  expect(await refusal(byPassword(PERSONA_PASSWORD))).toBe('401 identity.passkey_needed');
  expect(await refusal(byPassword(PERSONA_PASSWORD, '123456'))).toBe('401 identity.wrong_code');
  expect((await byPassword(PERSONA_PASSWORD, codes[0])).account?.name).toBe('Double');
});

test('it proves who sits there, but only the own one and only in its own session', async () => {
  const [who, device] = await withPasskey('Prover');
  const [other, foreign] = await withPasskey('Foreigner');
  await forget(who);
  const prove = (answer: passkey.Assertion) => who.call(stepUp, { body: { passkey: answer } });
  const own = await who.call(passkey.startPasskeyProof, {});
  expect(own.allowCredentials).toHaveLength(1);
  const refused = '422 identity.wrong_passkey';
  expect(await refusal(prove(foreign.get(own)))).toBe(refused);
  expect(await refusal(prove(device.get(await other.call(passkey.startPasskeyProof, {}))))).toBe(refused);
  const public_ = await server.stranger.call(passkey.startPasskeySignIn, {});
  expect(await refusal(prove(device.get(public_)))).toBe(refused);
  expect(await refusal(who.call(stepUp, { body: { password: PERSONA_PASSWORD } }))).toBe(
    '422 identity.wrong_code',
  );
  await prove(device.get(await who.call(passkey.startPasskeyProof, {})));
  await who.call(makeRecoveryCodes, {});
});

test('it settles what a role requires, and removing it owes a second factor again', async () => {
  const [who] = await withPasskey('Settled', 'director');
  const admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  await admin.call(saveSignInRule, {
    params: { roleId: 'director' },
    body: { idleMinutes: 60, sessionHours: 24, secondFactorRequired: true },
  });
  const [{ id } = { id: '' }] = (await who.call(passkey.listPasskeys, {})).items;
  const remove = { params: { passkeyId: id } };
  expect(await refusal(admin.call(passkey.removePasskey, remove))).toBe('404 http.not_found');
  await who.call(makeRecoveryCodes, {});
  await forget(who);
  expect(await refusal(who.call(passkey.removePasskey, remove))).toBe('403 identity.step_up_needed');
  await server.database.ownerQuery('update identity.session set proved_at = now()');
  await who.call(passkey.removePasskey, remove);
  expect(await who.call(contract.getMe, {})).toMatchObject({ secondFactorDue: true, recoveryCodesLeft: 0 });
  expect(await refusal(who.call(passkey.listPasskeys, {}))).toBe('403 identity.second_factor_due');
});

test('passkeys leave their traces in the log', async () => {
  const rows = await server.database.ownerQuery<{ action: string; n: number }>(
    `select action, count(*)::int n from audit.entry where action like 'identity.passkey%' group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { action: 'identity.passkey_added', n: 6 },
    { action: 'identity.passkey_removed', n: 1 },
  ]);
});
