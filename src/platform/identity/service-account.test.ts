import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGrant, listGrants, listOperations, revokeGrant } from '#platform/access/contract.ts';
import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer } from '#platform/http/testing.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { changePersonState, createInvitationLink, getLeaving, listPeople } from './contract/people.ts';
import { requestRecovery } from './contract/recovery.ts';
import * as contract from './contract/service-account.ts';
import { createToken } from './contract/token.ts';
import { getMe } from './contract.ts';
import { jobs } from './jobs.ts';
import { leavingServices } from './service/service-account.ts';
import { identityServer } from './testing/server.ts';

let server: TestServer;
let hq: string;
let south: string;
let north: string;
let coast: string;
let hills: string;
let top: Caller;
let southern: Caller;
let northern: Caller;
let keeper: Caller;

beforeAll(async () => {
  server = await identityServer({ identity: { leaving: () => [leavingServices] } });
  hq = await server.office('HQ');
  south = await server.office('SOUTH', hq);
  north = await server.office('NORTH', hq);
  coast = await server.operation('COAST', south);
  hills = await server.operation('HILLS', south);
  const administrator = (name: string, officeId: string) =>
    server.persona(name, [{ role: 'administrator', officeId }]);
  top = await administrator('Top', hq);
  southern = await administrator('Southern', south);
  northern = await administrator('Northern', north);
  keeper = await server.persona('Keeper', [{ role: 'auditor', officeId: south, operationId: coast }]);
});
afterAll(() => server?.close());

const open = (caller: Caller, name: string, officeId: string, keeperId = top.accountId!) =>
  caller.call(contract.createServiceAccount, { body: { name, officeId, keeperId } });
const grantTo = (caller: Caller, accountId: string, officeId: string, roleId = 'administrator') =>
  caller.call(createGrant, { body: { accountId, roleId, officeId } });
const body = (more: object = {}) => ({
  name: 'Nightly',
  permissions: ['access.grant.read'],
  days: 90,
  ...more,
});
const tokenOf = (caller: Caller, accountId: string, more: object = {}) =>
  caller.call(contract.createServiceToken, { params: { accountId }, body: body(more) });
const as = (secret: string, path: string) =>
  fetch(server.url + path, { headers: { authorization: `Bearer ${secret}` } });
const statusOf = async (secret: string, path = '/api/operations') => (await as(secret, path)).status;
const raw = <T>(caller: Caller, sql: string, values: unknown[], operations?: string[]) =>
  server.database.db.withActor(
    {
      accountId: caller.accountId,
      kind: 'person',
      permissions: null,
      requestId: 't',
      operations: operations ?? null,
    },
    (tx: Tx) => rawQuery<T>(tx, sql, values),
  );
const insertToken = (caller: Caller, accountId: string, permissions: string[]) =>
  raw(
    caller,
    `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
     values ($1, 'raw', $2, $3, now() + interval '1 day')`,
    [accountId, Buffer.from(Math.random().toString()), permissions],
  );

test('is opened only in an office that its maker administers, with a keeper who works here', async () => {
  expect(await refusal(open(keeper, 'No right', south))).toBe('403 http.forbidden');
  expect(await refusal(open(southern, 'Elsewhere', north, southern.accountId!))).toBe(
    '422 identity.office_elsewhere',
  );
  expect(await refusal(open(southern, 'Unknown keeper', south, northern.accountId!))).toBe(
    '422 identity.no_such_keeper',
  );
  const made = await open(southern, 'Power BI', south, southern.accountId!);
  expect(made).toMatchObject({ name: 'Power BI', state: 'active', officeId: south, tokens: 0 });
  expect((await southern.call(listPeople, { querystring: {} })).items.map((p) => p.name)).not.toContain(
    'Power BI',
  );
});

test('cannot sign in: no password, no link, no recovery, no session, by whatever way', async () => {
  const { id } = await open(top, 'No door', south);
  const params = { accountId: id };
  expect(await refusal(top.call(createInvitationLink, { params }))).toBe('404 http.not_found');
  expect(await refusal(top.call(requestRecovery, { params, body: { reason: 'x' } }))).toBe(
    '404 http.not_found',
  );
  await expect(
    raw(
      top,
      `insert into identity.recovery_request (account_id, requested_by, reason, expires_at) values ($1, $2, 'x', now() + interval '1 hour')`,
      [id, top.accountId],
    ),
  ).rejects.toThrow(/row-level security/);
  const [session] = await raw<{ id: string | null }>(
    top,
    `select identity.open_session($1, '\\x01'::bytea, '', '192.0.2.1', null) id`,
    [id],
  );
  expect(session?.id).toBeNull();
  await server.database.ownerQuery(
    `insert into identity.one_time_link (account_id, purpose, token_hash, expires_at)
     values ($1, 'invitation', '\\x0202', now() + interval '1 hour')`,
    [id],
  );
  const [used] = await raw<{ account: string | null }>(
    top,
    `select identity.use_link('\\x0202'::bytea, 'hash') account`,
    [],
  );
  expect(used?.account).toBeNull();
});

test('another office neither sees it nor makes tokens for it', async () => {
  const { id } = await open(southern, 'Southern one', south, southern.accountId!);
  const params = { accountId: id };
  expect(await refusal(northern.call(contract.getServiceAccount, { params }))).toBe('404 http.not_found');
  expect(await refusal(tokenOf(northern, id))).toBe('404 http.not_found');
  expect(await refusal(grantTo(northern, id, north))).toBe('422 access.account_unknown');
  await expect(insertToken(northern, id, ['access.grant.read'])).rejects.toThrow(/row-level security/);
  // One that also works elsewhere is out of the reach of an administrator of one of its offices.
  await grantTo(top, id, north);
  expect(await refusal(tokenOf(southern, id))).toBe('403 identity.works_elsewhere');
  await expect(insertToken(southern, id, ['access.grant.read'])).rejects.toThrow(/row-level security/);
});

test('gets no role and no token beyond what its maker holds there', async () => {
  const { id } = await open(southern, 'Ambitious', south, southern.accountId!);
  expect(await refusal(grantTo(southern, id, south, 'displacement-officer'))).toMatch(/no refusal|422/);
  await server.database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('secret-reader', '{"en":"Secrets"}', '{secret.read}')`,
  );
  expect(await refusal(grantTo(southern, id, south, 'secret-reader'))).toBe('422 access.more_than_held');
  await expect(
    raw(
      southern,
      `insert into access.role_grant (account_id, role_id, office_id) values ($1, 'secret-reader', $2)`,
      [id, south],
    ),
  ).rejects.toThrow(/row-level security/);
  await grantTo(southern, id, south);
  expect(await refusal(tokenOf(southern, id, { permissions: ['secret.read'] }))).toBe(
    '422 identity.permission_not_held',
  );
  await expect(insertToken(southern, id, ['secret.read'])).rejects.toThrow(/row-level security/);
  // A role given by somebody above does not come out through a token of somebody who lacks it.
  await server.database.ownerQuery(
    `insert into access.role_grant (account_id, role_id, office_id) values ($1, 'secret-reader', $2)`,
    [id, south],
  );
  await server.database.ownerQuery(
    `insert into access.role_grant (account_id, role_id, office_id, operation_id) values ($1, 'secret-reader', $2, $3)`,
    [southern.accountId, south, coast],
  );
  const secretToken = (operations: string[] | null) =>
    tokenOf(southern, id, { permissions: ['secret.read'], operations });
  expect(await refusal(secretToken(null))).toBe('403 identity.token_beyond_maker');
  expect(await refusal(secretToken([hills]))).toBe('403 identity.token_beyond_maker');
  expect((await secretToken([coast])).token.operations).toEqual([coast]);
});

test('what is granted to it stands in the log as done to a service account, whose screen opens', async () => {
  const { id } = await open(southern, 'Logged', south, southern.accountId!);
  const grant = await grantTo(southern, id, south);
  await southern.call(revokeGrant, { params: { grantId: grant.id }, body: { reason: '' } });
  const logged = await server.database.ownerQuery<{ action: string; entity: string }>(
    `select action, entity from audit.entry where entity_id = $1 and action like 'access.%' order by id`,
    [id],
  );
  expect(logged).toEqual([
    { action: 'access.granted', entity: 'identity.service_account' },
    { action: 'access.grant_revoked', entity: 'identity.service_account' },
  ]);
});

test('its token acts in its place, makes no token, and ends with time, address and account', async () => {
  const { id } = await open(southern, 'Worker', south, southern.accountId!);
  await grantTo(southern, id, south);
  const { secret, token } = await tokenOf(southern, id, {
    permissions: ['access.grant.read', 'identity.account.write'],
  });
  expect(await statusOf(secret, '/api/grants')).toBe(200);
  expect(await statusOf(secret, '/api/people')).toBe(403);
  const made = await fetch(`${server.url}/api/service-accounts/${id}/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body()),
  });
  expect(made.status).toBe(403);
  await expect(
    server.database.db.withActor({ accountId: id, kind: 'token', permissions: null, requestId: 't' }, (tx) =>
      rawQuery(
        tx,
        `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
         values ($1, 'self', '\\x03', '{access.grant.read}', now() + interval '9 years')`,
        [id],
      ),
    ),
  ).rejects.toThrow(/row-level security/);
  expect(await refusal(tokenOf(southern, id, { days: 367 }))).toMatch(/^400/);

  const far = await tokenOf(southern, id, { addresses: ['192.0.2.0/24', '2001:db8::/32'] });
  expect(await statusOf(far.secret)).toBe(401);
  const near = await tokenOf(southern, id, { addresses: ['192.0.2.7', '127.0.0.0/8'] });
  expect(near.token.addresses).toEqual(['192.0.2.7', '127.0.0.0/8']);
  expect(await statusOf(near.secret)).toBe(200);
  expect(await refusal(tokenOf(southern, id, { addresses: ['home'] }))).toMatch(/^400/);

  await server.database.ownerQuery(
    `update identity.api_token set expires_at = now() - interval '1 second' where id = $1`,
    [token.id],
  );
  expect(await statusOf(secret)).toBe(401);
  const seen = await southern.call(contract.getServiceAccount, { params: { accountId: id } });
  expect(seen.tokens.find((one) => one.id === near.token.id)?.lastUsedAt).not.toBeNull();

  const state = (value: 'active' | 'disabled') =>
    southern.call(contract.changeServiceState, { params: { accountId: id }, body: { state: value } });
  await state('disabled');
  expect(await statusOf(near.secret)).toBe(401);
  await state('active');
  expect(await statusOf(near.secret)).toBe(401);
});

test('a limit to operations holds through the API and in the database', async () => {
  const { id } = await open(southern, 'Limited', south, southern.accountId!);
  await grantTo(southern, id, south);
  const permissions = ['access.grant.read', 'access.operation.write'];
  const { secret } = await tokenOf(southern, id, { permissions, operations: [coast] });
  const codes = async (key: string) =>
    ((await (await as(key, '/api/operations')).json()) as { items: { code: string }[] }).items.map(
      ({ code }) => code,
    );
  expect(await codes(secret)).toEqual(['COAST']);
  // No office as a whole is in its reach.
  expect(await (await as(secret, '/api/grants')).json()).toMatchObject({
    items: (await southern.call(listGrants, { querystring: { accountId: id } })).items.map((g) => ({
      id: g.id,
    })),
  });
  const own = await southern.call(createToken, { body: body({ permissions, operations: [hills] }) });
  expect(await codes(own.secret)).toEqual(['HILLS']);
  const none = await southern.call(createToken, {
    body: body({ operations: [await server.operation('FAR', north)] }),
  });
  expect(await codes(none.secret)).toEqual([]);
  expect(await statusOf(none.secret, '/api/grants')).toBe(403);

  const scope = `select access.scope_operations('access.operation.write') operations,
    access.scope_offices('access.operation.write') offices, access.my_operations() mine`;
  const [limited] = await raw<object>(southern, scope, [], [coast]);
  expect(limited).toEqual({ operations: [coast], offices: [], mine: [coast] });
  const [nothing] = await raw<object>(southern, scope, [], []);
  expect(nothing).toEqual({ operations: [], offices: [], mine: [] });
  const renamed = (operations: string[]) =>
    raw(southern, `update access.operation set name = 'x' where id = $1 returning id`, [coast], operations);
  expect(await renamed([hills])).toEqual([]);
  expect((await southern.call(listOperations, {})).items.map((o) => o.code)).toEqual(
    expect.arrayContaining(['COAST', 'HILLS']),
  );
});

test('is rotated: the new token works, the old one for the hours chosen', async () => {
  const { id } = await open(southern, 'Rotating', south, southern.accountId!);
  await grantTo(southern, id, south);
  const old = await tokenOf(southern, id, { addresses: ['127.0.0.1'] });
  const rotate = (tokenId: string, overlapHours: number) =>
    southern.call(contract.rotateServiceToken, {
      params: { accountId: id, tokenId },
      body: { days: 30, overlapHours },
    });
  const next = await rotate(old.token.id, 24);
  expect(next.token).toMatchObject({ name: 'Nightly', addresses: ['127.0.0.1'] });
  expect([await statusOf(old.secret), await statusOf(next.secret)]).toEqual([200, 200]);
  const { tokens } = await southern.call(contract.getServiceAccount, { params: { accountId: id } });
  const ends = tokens.find((one) => one.id === old.token.id)!.expiresAt;
  expect(Date.parse(ends) - Date.now()).toBeLessThan(24 * 3_600_000 + 60_000);
  await rotate(next.token.id, 0);
  expect(await statusOf(next.secret)).toBe(401);
});

test('keeper and administrators are warned 14 and 3 days before the end, once each', async () => {
  const { id } = await open(top, 'Warned', south, keeper.accountId!);
  await grantTo(top, id, south);
  await tokenOf(southern, id, { days: 15 });
  const warn = jobs[0]!;
  const told = async (days: number) => {
    const now = new Date(Date.now() + days * 86_400_000);
    await warn.run(jobContext({ db: server.database.db, payload: {}, dataDir: '', now }));
    const rows = await server.database.ownerQuery<{ name: string }>(
      `select a.name from notify.notice n join identity.account a on a.id = n.account_id
       where n.kind = 'identity.service_token_ends' and n.entity_id = $1 and n.facts ->> 'days' = $2 order by 1`,
      [id, String(15 - days)],
    );
    return rows.map(({ name }) => name);
  };
  expect(await told(0)).toEqual([]);
  expect(await told(2)).toEqual(['Keeper', 'Southern', 'Top']);
  expect(await told(3)).toEqual([]);
  expect(await told(12)).toEqual(['Keeper', 'Southern', 'Top']);
  expect(await told(13)).toEqual([]);
  await expect(raw(top, 'select * from identity.take_service_warnings(now())', [])).rejects.toMatchObject({
    code: '42501',
  });
  // The keeper sees it, without being in charge.
  const seen = await keeper.call(contract.getServiceAccount, { params: { accountId: id } });
  expect(seen).toMatchObject({ inCharge: false, account: { name: 'Warned' } });
  expect(seen.tokens).toHaveLength(1);
  expect((await keeper.call(getMe, {})).account?.name).toBe('Keeper');
});

test('when its keeper leaves it gets another one, or ends; nobody forgets it', async () => {
  const leaver = await server.persona('Leaver', [{ role: 'auditor', officeId: south }]);
  const { id } = await open(southern, 'Left behind', south, leaver.accountId!);
  const far = await open(top, 'Far', hq, leaver.accountId!);
  await grantTo(southern, id, south);
  const { secret } = await tokenOf(southern, id);
  const params = { accountId: leaver.accountId! };
  expect((await southern.call(getLeaving, { params })).kept).toEqual([{ kind: 'services', count: 1 }]);
  await southern.call(changePersonState, {
    params,
    body: { state: 'disabled', keeperId: southern.accountId! },
  });
  expect(await statusOf(secret)).toBe(200);
  const read = (accountId: string) => top.call(contract.getServiceAccount, { params: { accountId } });
  expect((await read(id)).account.keeper.name).toBe('Southern');
  expect((await read(far.id)).account.keeper).toMatchObject({ name: 'Leaver', active: false });
  for (let run = 0; run < 2; run++)
    await jobs[0]!.run(jobContext({ db: server.database.db, payload: {}, dataDir: '' }));
  const notices = await server.database.ownerQuery<{ account_id: string; entity_id: string }>(
    `select account_id, entity_id from notify.notice where kind = 'identity.service_keeper_left'`,
  );
  expect(notices).toEqual([{ account_id: top.accountId, entity_id: far.id }]);
  const disable = { params: { accountId: southern.accountId! }, body: { state: 'disabled' as const } };
  await top.call(changePersonState, disable);
  expect(await statusOf(secret)).toBe(401);
  expect((await read(id)).account.state).toBe('disabled');

  const enable = () =>
    top.call(contract.changeServiceState, { params: { accountId: id }, body: { state: 'active' } });
  expect(await refusal(enable())).toBe('409 identity.keeper_left');
  const named = await top.call(contract.changeServiceKeeper, {
    params: { accountId: id },
    body: { keeperId: top.accountId! },
  });
  expect(named.keeper.id).toBe(top.accountId);
  expect((await enable()).state).toBe('active');
});
