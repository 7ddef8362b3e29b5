import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer } from '#platform/http/testing.ts';
import * as peopleContract from '#platform/identity/contract/people.ts';
import { requestRecovery } from '#platform/identity/contract/recovery.ts';
import { confirmTotp, removeTotp, startTotp } from '#platform/identity/contract/second-factor.ts';
import { listSessions, revokeSession } from '#platform/identity/contract/session.ts';
import { createToken, revokeToken } from '#platform/identity/contract/token.ts';
import * as identity from '#platform/identity/contract.ts';
import { identityServer } from '#platform/identity/testing/server.ts';
import * as contract from './contract.ts';

/** What an administrator of one office may try in order to reach beyond it. */
let server: TestServer;
let hq: string;
let south: string;
let north: string;
let top: Caller;
let southern: Caller;
let northern: Caller;

beforeAll(async () => {
  server = await identityServer();
  hq = await server.office('HQ');
  south = await server.office('SOUTH', hq);
  north = await server.office('NORTH', hq);
  top = await server.persona('Top', [{ role: 'administrator', officeId: hq }]);
  southern = await server.persona('Southern', [{ role: 'administrator', officeId: south }]);
  northern = await server.persona('Northern', [{ role: 'administrator', officeId: north }]);
});
afterAll(() => server?.close());

const params = (caller: Caller) => ({ params: { accountId: caller.accountId! } });
const lost = (caller: Caller) => ({ ...params(caller), body: { reason: 'Lost phone' } });
const grant = (caller: Caller, officeId: string, roleId = 'auditor') => ({
  body: { accountId: caller.accountId!, officeId, roleId },
});

test('nobody draws an account of elsewhere into the own office by granting it a role', async () => {
  expect(await refusal(southern.call(contract.createGrant, grant(top, south)))).toBe(
    '422 access.account_unknown',
  );
  expect(await refusal(southern.call(contract.createGrant, grant(northern, south)))).toBe(
    '422 access.account_unknown',
  );
  const actor = {
    accountId: southern.accountId,
    kind: 'person',
    permissions: null,
    requestId: 'test',
  } as const;
  const insert = (caller: Caller) =>
    server.database.db.withActor(actor, (tx) =>
      rawQuery(tx, 'insert into access.role_grant (account_id, role_id, office_id) values ($1, $2, $3)', [
        caller.accountId,
        'auditor',
        south,
      ]),
    );
  await expect(insert(northern)).rejects.toMatchObject({ code: '42501' });
  await expect(insert(southern)).rejects.toMatchObject({ code: '42501' });
});

test('an account that reaches beyond an office is not recovered, disabled or signed out from there', async () => {
  const visitor = await server.persona('Visitor', [
    { role: 'administrator', officeId: hq },
    { role: 'auditor', officeId: south },
  ]);
  expect((await southern.call(peopleContract.getPerson, params(visitor))).name).toBe('Visitor');
  expect(await refusal(southern.call(requestRecovery, lost(visitor)))).toBe('403 identity.works_elsewhere');
  const disable = { ...params(visitor), body: { state: 'disabled' as const } };
  expect(await refusal(southern.call(peopleContract.changePersonState, disable))).toBe(
    '403 identity.works_elsewhere',
  );
  expect((await visitor.call(identity.getMe, {})).account?.name).toBe('Visitor');
  const links = await server.database.ownerQuery('select from identity.one_time_link where account_id = $1', [
    visitor.accountId,
  ]);
  expect(links).toEqual([]);
  expect((await top.call(requestRecovery, lost(visitor))).recovery.state).toBe('open');
});

test('the database refuses the same to whatever code asks', async () => {
  const { insertLink, setAccountState } = await import('#platform/identity/store.ts');
  const actor = { accountId: southern.accountId, kind: 'person', permissions: null, requestId: 't' } as const;
  const link = {
    accountId: top.accountId!,
    purpose: 'recovery' as const,
    token: Buffer.alloc(32, 1),
    createdBy: southern.accountId!,
    expiresAt: new Date(Date.now() + 60_000),
    requestId: null,
  };
  await expect(server.database.db.withActor(actor, (tx) => insertLink(tx, link))).rejects.toThrow(
    /row-level security/,
  );
  expect(
    await server.database.db.withActor(actor, (tx) => setAccountState(tx, top.accountId!, 'disabled')),
  ).toBe(false);
});

test('who was invited belongs to the inviter until a role says where', async () => {
  const { person } = await northern.call(peopleContract.invitePerson, {
    body: { name: 'Newcomer', email: 'newcomer@example.org', language: 'en' },
  });
  const newcomer = { params: { accountId: person.id } };
  expect(await refusal(southern.call(peopleContract.createInvitationLink, newcomer))).toBe(
    '403 identity.works_elsewhere',
  );
  expect((await northern.call(peopleContract.createInvitationLink, newcomer)).link).toContain('#');
  expect((await top.call(peopleContract.createInvitationLink, newcomer)).link).toContain('#');
});

test('roles are written at the top only, and not by who holds them', async () => {
  const save = (caller: Caller, roleId: string) =>
    caller.call(contract.saveRole, {
      params: { roleId },
      body: { name: { en: 'Clerk' }, permissions: ['access.role.write'] },
    });
  expect(await refusal(save(southern, 'clerk'))).toBe('403 http.forbidden');
  await save(top, 'clerk');
  const clerk = await server.persona('Clerk', [{ role: 'clerk', officeId: hq }]);
  expect(await refusal(save(clerk, 'clerk'))).toBe('409 access.role_of_self');
  expect(await refusal(save(southern, 'clerk'))).toBe('403 http.forbidden');
});

test('an office stays in the reach of those above it', async () => {
  const move = (parentId: string | null) =>
    southern.call(contract.updateOffice, { params: { officeId: south }, body: { parentId } as never });
  expect(await refusal(move(null))).toMatch(/^4/);
  expect(await refusal(move(north))).toBe('403 http.forbidden');
  const renamed = await southern.call(contract.updateOffice, {
    params: { officeId: south },
    body: { name: 'South and coast' },
  });
  expect(renamed).toMatchObject({ name: 'South and coast', path: [hq, south] });
});

test('a token changes nothing of the account that it stands for', async () => {
  const { secret, token } = await southern.call(createToken, {
    body: { name: 'reads', permissions: ['identity.account.read'], days: 1 },
  });
  const { items } = await southern.call(listSessions, {});
  const send = async (method: string, path: string, body: object = {}) => {
    const answer = await fetch(server.url + path, {
      method,
      ...(method === 'DELETE'
        ? { headers: { authorization: `Bearer ${secret}` } }
        : {
            headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
  };
  const routes: [typeof startTotp | typeof createToken, object?][] = [
    [startTotp],
    [confirmTotp as never, { code: '123456' }],
    [removeTotp as never, { password: 'x' }],
    [identity.changePassword as never, { current: 'x', next: 'twelve letters' }],
    [identity.updateProfile as never, { name: 'Taken' }],
    [createToken, { name: 'more', permissions: ['identity.account.read'], days: 1 }],
    [revokeToken as never],
    [revokeSession as never],
  ];
  for (const [route, body] of routes) {
    const path = route.url.replace(':tokenId', token.id).replace(':sessionId', items[0]!.id);
    expect(await send(route.method, path, body), route.id).toBe('403 identity.in_person_only');
  }
});
