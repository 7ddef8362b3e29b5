import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { identityModule } from '#platform/identity/module.ts';
import { identityConfig } from '#platform/identity/testing/server.ts';
import * as contract from './contract.ts';
import { accessModule } from './module.ts';

let server: TestServer;
let hq: string;
let south: string;
let north: string;
let operation: string;
let admin: Caller;
let officer: Caller;
let top: Caller;

beforeAll(async () => {
  server = await testServer((given) => [
    accessModule(() => ['access.grant.read', 'displacement.figure.read']),
    identityModule(identityConfig(given)),
  ]);
  hq = await server.office('HQ');
  south = await server.office('SOUTH', hq);
  north = await server.office('NORTH', hq);
  operation = await server.operation('OP', south);
  top = await server.persona('Top', [{ role: 'administrator', officeId: hq }]);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: south }]);
  officer = await server.persona('Officer', []);
});
afterAll(() => server?.close());

const grantOf = (accountId: string, officeId: string, more: object = {}) => ({
  body: { accountId, officeId, roleId: 'displacement-officer', ...more },
});

test('nobody grants themselves, nobody grants outside the own offices', async () => {
  expect(await refusal(admin.call(contract.createGrant, grantOf(admin.accountId!, south)))).toBe(
    '409 access.grant_to_self',
  );
  expect(await refusal(admin.call(contract.createGrant, grantOf(officer.accountId!, north)))).toBe(
    '403 http.forbidden',
  );
  expect(await refusal(admin.call(contract.createGrant, grantOf(officer.accountId!, hq)))).toBe(
    '403 http.forbidden',
  );
  expect(await refusal(officer.call(contract.createGrant, grantOf(admin.accountId!, south)))).toBe(
    '403 http.forbidden',
  );
});

test('the database refuses a grant to oneself even when the code does not', async () => {
  const actor = { accountId: admin.accountId, kind: 'person', permissions: null, requestId: 't' } as const;
  const { insertGrant } = await import('./store.ts');
  const values = {
    accountId: admin.accountId!,
    roleId: 'auditor',
    officeId: south,
    operationId: null,
    endsOn: null,
    reason: '',
    grantedBy: null,
  };
  await expect(server.database.db.withActor(actor, (tx) => insertGrant(tx, values))).rejects.toThrow(
    /row-level security/,
  );
});

test('a grant for an operation must fit its office and its days', async () => {
  expect(
    await refusal(
      top.call(contract.createGrant, grantOf(officer.accountId!, north, { operationId: operation })),
    ),
  ).toBe('422 access.operation_elsewhere');
  expect(
    await refusal(
      admin.call(
        contract.createGrant,
        grantOf(officer.accountId!, south, { startsOn: '2026-05-02', endsOn: '2026-05-01' }),
      ),
    ),
  ).toBe('422 access.grant_ends_before_start');
  expect(
    await refusal(
      admin.call(contract.createGrant, grantOf(officer.accountId!, south, { roleId: 'no-such-role' })),
    ),
  ).toBe('422 access.role_unknown');
});

test('granted, explained, revoked', async () => {
  const grant = await admin.call(
    contract.createGrant,
    grantOf(officer.accountId!, south, { operationId: operation }),
  );
  expect(grant).toMatchObject({ inForce: true, grantedByName: 'Admin' });
  expect((await officer.call(contract.listOperations, {})).items.map((o) => o.code)).toEqual(['OP']);
  const ask = () =>
    admin.call(contract.explainAccess, {
      querystring: {
        accountId: officer.accountId!,
        permission: 'displacement.figure.read',
        officeId: south,
        operationId: operation,
      },
    });
  // The role has this permission only where the displacement module is part of the server.
  expect((await ask()).steps[0]?.rule).toBe('role_lacks_permission');
  const ended = await admin.call(contract.revokeGrant, {
    params: { grantId: grant.id },
    body: { reason: 'Left the post' },
  });
  expect(ended.inForce).toBe(false);
  expect((await ask()).steps[0]?.rule).toBe('revoked');
  expect((await officer.call(contract.listOperations, {})).items).toEqual([]);
  expect(await refusal(admin.call(contract.revokeGrant, { params: { grantId: grant.id }, body: {} }))).toBe(
    '409 access.grant_ended',
  );
});

test('offices form a tree that cannot close on itself; moving one moves all below it', async () => {
  const east = await top.call(contract.createOffice, {
    body: { parentId: north, code: 'EAST', name: 'East' },
  });
  const inner = await top.call(contract.createOffice, {
    body: { parentId: east.id, code: 'INNER', name: 'Inner' },
  });
  expect(
    await refusal(
      top.call(contract.updateOffice, { params: { officeId: east.id }, body: { parentId: inner.id } }),
    ),
  ).toBe('422 access.office_below_itself');
  expect(
    await refusal(top.call(contract.createOffice, { body: { parentId: hq, code: 'EAST', name: 'Again' } })),
  ).toBe('409 access.office_code_taken');
  await top.call(contract.updateOffice, { params: { officeId: east.id }, body: { parentId: south } });
  const { items } = await top.call(contract.listOffices, {});
  expect(items.find((o) => o.code === 'INNER')?.path).toEqual([hq, south, east.id, inner.id]);
  expect(
    await refusal(admin.call(contract.createOffice, { body: { parentId: hq, code: 'X1', name: 'X' } })),
  ).toBe('403 http.forbidden');
  expect(
    await refusal(
      admin.call(contract.updateOffice, { params: { officeId: north }, body: { name: 'Mine now' } }),
    ),
  ).toBe('404 http.not_found');
});

test('built-in roles stay; an own role knows only permissions that exist', async () => {
  const save = (roleId: string, permissions: string[]) =>
    top.call(contract.saveRole, { params: { roleId }, body: { name: { en: 'Helper' }, permissions } });
  expect(await refusal(save('administrator', []))).toBe('409 access.role_built_in');
  expect(await refusal(save('helper', ['no.such.permission']))).toBe('422 access.permission_unknown');
  expect((await save('helper', ['access.grant.read', 'access.grant.read'])).permissions).toEqual([
    'access.grant.read',
  ]);
});

test('grants are listed page by page within scope', async () => {
  const first = await top.call(contract.listGrants, { querystring: { limit: 2 } });
  expect(first.items).toHaveLength(2);
  const second = await top.call(contract.listGrants, {
    querystring: { limit: 2, cursor: first.nextCursor! },
  });
  expect(second.items.map((g) => g.id)).not.toContain(first.items[0]!.id);
  const scoped = await admin.call(contract.listGrants, { querystring: {} });
  expect(scoped.items.every((g) => g.officeId === south)).toBe(true);
});
