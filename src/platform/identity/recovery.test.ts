import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal } from '#platform/http/testing.ts';
import { changePersonState } from './contract/people.ts';
import * as recovery from './contract/recovery.ts';
import { listSessions } from './contract/session.ts';
import { createToken } from './contract/token.ts';
import * as contract from './contract.ts';
import { forgetProof, identityServer } from './testing/server.ts';

let server: Awaited<ReturnType<typeof identityServer>>;
let hq: string;
let south: string;
let top: Caller;
let southern: Caller;
let second: Caller;
let northern: Caller;
let lost: Caller;
let count = 0;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  south = await server.office('SOUTH', hq);
  const north = await server.office('NORTH', hq);
  const administrator = (name: string, officeId: string) =>
    server.persona(name, [{ role: 'administrator', officeId }]);
  top = await administrator('Top', hq);
  southern = await administrator('Southern', south);
  second = await administrator('Second', south);
  northern = await administrator('Northern', north);
});
afterAll(() => server?.close());
beforeEach(async () => {
  lost = await server.persona(`Lost${++count}`, [{ role: 'auditor', officeId: south }]);
});

const asking = (who: Caller) => ({
  params: { accountId: who.accountId! },
  body: { reason: 'Phone in the river' },
});
const ask = async (by: Caller) => (await by.call(recovery.requestRecovery, asking(lost))).recovery;
const confirm = (by: Caller, id: string) => by.call(recovery.confirmRecovery, { params: { recoveryId: id } });
const withdraw = (by: Caller, id: string) =>
  by.call(recovery.withdrawRecovery, { params: { recoveryId: id }, body: { reason: 'Found it' } });
const lapse = (id: string) =>
  server.database.ownerQuery(
    `update identity.recovery_request set requested_at = now() - interval '25 hours', expires_at = now() - interval '1 hour'
     where id = $1`,
    [id],
  );
const links = () =>
  server.database.ownerQuery('select from identity.one_time_link where account_id = $1', [lost.accountId]);

test('who may not recover the account neither asks nor confirms nor sees the request', async () => {
  expect(await refusal(server.stranger.call(recovery.requestRecovery, asking(lost)))).toBe(
    '401 http.signed_out',
  );
  expect(await refusal(lost.call(recovery.requestRecovery, asking(lost)))).toBe('403 http.forbidden');
  expect(await refusal(northern.call(recovery.requestRecovery, asking(lost)))).toBe('404 http.not_found');
  expect(await refusal(southern.call(recovery.requestRecovery, asking(southern)))).toBe(
    '409 identity.recovery_of_self',
  );
  const { id } = await ask(southern);
  expect(await refusal(confirm(northern, id))).toBe('404 http.not_found');
  expect(await refusal(withdraw(northern, id))).toBe('404 http.not_found');
  const seen = await northern.call(recovery.listRecoveries, { querystring: {} });
  expect(seen.items.map((r) => r.id)).not.toContain(id);
  expect(await links()).toEqual([]);
});

test('one administrator alone gets no link, neither by asking nor by confirming', async () => {
  const answer = await southern.call(recovery.requestRecovery, asking(lost));
  expect(answer.link).toBeNull();
  expect(answer.recovery.state).toBe('open');
  expect(await refusal(confirm(southern, answer.recovery.id))).toBe('409 identity.recovery_own_request');
  expect(await refusal(southern.call(recovery.requestRecovery, asking(lost)))).toBe(
    '409 identity.recovery_open',
  );
  expect(await links()).toEqual([]);
});

test('asking and confirming need a fresh proof', async () => {
  const { id } = await ask(southern);
  await forgetProof(server, second);
  expect(await refusal(confirm(second, id))).toBe('403 identity.step_up_needed');
  expect(await refusal(second.call(recovery.requestRecovery, asking(lost)))).toBe(
    '403 identity.step_up_needed',
  );
  await server.database.ownerQuery('update identity.session set proved_at = now()');
});

test('what waited too long, was withdrawn, or whose asker left is not confirmed', async () => {
  const late = await ask(southern);
  await lapse(late.id);
  expect(await refusal(confirm(second, late.id))).toBe('409 identity.recovery_expired');
  const taken = await ask(southern);
  expect((await withdraw(second, taken.id)).state).toBe('withdrawn');
  expect(await refusal(confirm(top, taken.id))).toBe('409 identity.recovery_ended');
  expect(await refusal(withdraw(top, taken.id))).toBe('409 identity.recovery_ended');
  const gone = await server.persona(`Gone${count}`, [{ role: 'administrator', officeId: south }]);
  const orphan = await ask(gone);
  await top.call(changePersonState, { params: { accountId: gone.accountId! }, body: { state: 'disabled' } });
  expect(await refusal(confirm(second, orphan.id))).toBe('409 identity.recovery_requester_gone');
  const states = await southern.call(recovery.listRecoveries, {
    querystring: { accountId: lost.accountId! },
  });
  expect(states.items.map((r) => r.state)).toEqual(['open', 'withdrawn', 'expired']);
  expect(await links()).toEqual([]);
});

test('the database refuses the same to whatever code asks', async () => {
  const { insertLink } = await import('./store.ts');
  const { noteConfirmed } = await import('./store/recovery.ts');
  const as = (who: Caller) =>
    ({ accountId: who.accountId, kind: 'person', permissions: null, requestId: 't' }) as const;
  const { id } = await ask(southern);
  const link = (by: Caller, requestId: string | null, purpose: 'recovery' | 'invitation') =>
    server.database.db.withActor(as(by), (tx) =>
      insertLink(tx, {
        accountId: lost.accountId!,
        purpose,
        token: Buffer.from(`${Math.random()}`.padEnd(32)),
        createdBy: by.accountId,
        expiresAt: new Date(Date.now() + 60_000),
        requestId,
      }),
    );
  const DENIED = { code: '42501' };
  await expect(link(southern, null, 'invitation')).rejects.toMatchObject(DENIED);
  await expect(link(southern, null, 'recovery')).rejects.toMatchObject(DENIED);
  await expect(link(second, id, 'recovery')).rejects.toMatchObject(DENIED);
  const confirmed = (by: Caller) =>
    server.database.db.withActor(as(by), (tx) => noteConfirmed(tx, id, by.accountId!, new Date()));
  await expect(confirmed(southern)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23514)$/) });
  const alone = server.database.db.withActor(as(southern), (tx) =>
    rawQuery(tx, 'update identity.recovery_request set alone = true where id = $1', [id]),
  );
  await expect(alone).rejects.toMatchObject(DENIED);
});

test('two administrators: the second gets the link once, and everyone concerned is told', async () => {
  const body = { name: 'made by a thief', permissions: ['identity.account.read'], days: 1 };
  const { secret } = await lost.call(createToken, { body });
  const byToken = async () =>
    (await fetch(`${server.url}/api/people`, { headers: { authorization: `Bearer ${secret}` } })).status;
  const { id } = await ask(southern);
  const { link, recovery: done } = await confirm(second, id);
  expect(await byToken()).toBe(200);
  expect(done).toMatchObject({ state: 'confirmed', endedByName: 'Second', reason: 'Phone in the river' });
  expect(await refusal(confirm(top, id))).toBe('409 identity.recovery_ended');
  const token = link.link.split('#')[1]!;
  await server.stranger.call(contract.useLink, { body: { token, password: 'a new long password' } });
  expect(await refusal(lost.call(listSessions, {}))).toBe('401 http.signed_out');
  expect(await byToken()).toBe(401);
  const told = await server.database.ownerQuery<{ name: string; kind: string }>(
    `select a.name, n.kind from notify.notice n join identity.account a on a.id = n.account_id
     where n.entity_id = $1 or a.id::text = $1 order by n.kind, a.name`,
    [lost.accountId],
  );
  expect(told.map((n) => `${n.name} ${n.kind}`)).toEqual([
    `Lost${count} identity.own_recovery_confirmed`,
    `Lost${count} identity.own_recovery_requested`,
    'Southern identity.recovery_confirmed',
    'Top identity.recovery_confirmed',
    'Second identity.recovery_requested',
    'Top identity.recovery_requested',
  ]);
  const log = await server.database.ownerQuery<{ action: string }>(
    `select action from audit.entry where entity_id = $1 and action like 'identity.recovery%' order by id`,
    [lost.accountId],
  );
  expect(log.map((e) => e.action)).toEqual(['identity.recovery_requested', 'identity.recovery_confirmed']);
});

test('the rule: only at the top, loosened a day later, tightened at once', async () => {
  const one = { body: { administrators: 1, hours: 24 } };
  expect(await refusal(southern.call(recovery.saveRecoveryRule, one))).toBe('403 http.forbidden');
  expect(await refusal(lost.call(recovery.saveRecoveryRule, one))).toBe('403 http.forbidden');
  const announced = await top.call(recovery.saveRecoveryRule, one);
  expect(announced.current.administrators).toBe(2);
  expect(Date.parse(announced.announced!.since) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
  expect((await southern.call(recovery.requestRecovery, asking(lost))).link).toBeNull();
  await server.database.ownerQuery('delete from identity.recovery_request');
  await server.database.ownerQuery(
    `update identity.recovery_rule set since = now() - interval '1 second' where administrators = 1`,
  );
  const alone = await southern.call(recovery.requestRecovery, asking(lost));
  expect(alone.recovery.state).toBe('confirmed');
  expect(alone.link?.link).toContain('#');
  const two = { body: { administrators: 2, hours: 4 } };
  expect((await top.call(recovery.saveRecoveryRule, two)).current).toMatchObject(two.body);
});

test('from the server itself: an hour, told to all, in the log', async () => {
  const { recoverFromServer } = await import('./service/server-recovery.ts');
  const { attachDatabase } = await import('#platform/db/open.ts');
  const owner = attachDatabase(server.database.ownerUrl, 'owner');
  try {
    expect(await recoverFromServer(owner, 'nobody@example.org', new Date())).toBeUndefined();
    const made = await recoverFromServer(owner, ` LOST${count}@example.org`, new Date());
    const body = { token: made!.secret, password: 'from the server room' };
    expect((await server.stranger.call(contract.useLink, { body })).account?.name).toBe(`Lost${count}`);
  } finally {
    await owner.close();
  }
  const told = await server.database.ownerQuery<{ name: string }>(
    `select a.name from notify.notice n join identity.account a on a.id = n.account_id
     where n.kind = 'identity.recovered_from_server' order by a.name`,
  );
  expect(told.map((n) => n.name)).toEqual([`Lost${count}`, 'Second', 'Southern', 'Top']);
});
