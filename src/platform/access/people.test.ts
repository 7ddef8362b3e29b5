import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract/record.ts';
import { accessModule } from './module.ts';
import * as casework from './testing/casework/contract.ts';
import { caseworkModule } from './testing/casework/module.ts';
import { addGround, caseworkSlice, ROLES } from './testing/casework/world.ts';

/** What the panel of a record's people asks for: whom it may name, and that those who may not read accounts see names. */
let server: TestServer;
let manager: Caller;
let helper: Caller;
let reviewer: Caller;
let rescuer: Caller;
let record: { entity: string; entityId: string };

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  server = await testServer(({ vault }) => [accessModule(() => []), caseworkModule(vault)], { database });
  const { offices, operations } = await addGround(server);
  await database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('manager', '{}', $1), ('reviewer', '{}', '{access.break_glass.review}')`,
    [[...ROLES.worker, 'casework.case.assign']],
  );
  manager = await server.persona('Manager', [{ role: 'manager', officeId: offices.north }]);
  helper = await server.persona('Helper', [{ role: 'worker', officeId: offices.north }]);
  reviewer = await server.persona('Reviewer', [{ role: 'reviewer', officeId: offices.hq }]);
  rescuer = await server.persona('Rescuer', [{ role: 'emergency', officeId: offices.hq }]);
  await server.persona('Helena', [{ role: 'worker', officeId: offices.south }]);
  const made = await manager.call(casework.createCase, {
    body: {
      officeId: offices.north,
      operationId: operations.north,
      personName: 'Hidden',
      location: 'x',
      narrative: 'y',
    },
  });
  record = { entity: 'casework.case', entityId: made.id };
});
afterAll(async () => {
  await server?.close();
  await server?.database.close();
});

const candidates = async (caller: Caller, q?: string) =>
  (await caller.call(contract.findCandidates, { params: record, querystring: q ? { q } : {} })).items.map(
    ({ name }) => name,
  );

test('who does not assign a record is told of nobody, whether they see it or not', async () => {
  expect(await refusal(candidates(helper))).toBe('404 http.not_found');
  await manager.call(contract.giveRelation, {
    params: record,
    body: { accountId: helper.accountId!, relation: 'assigned' },
  });
  expect(await refusal(candidates(helper))).toBe('404 http.not_found');
});

test('who assigns it finds colleagues by the beginnings of their names, and nobody of elsewhere', async () => {
  expect(await candidates(manager)).toEqual(['Helper', 'Manager', 'Rescuer', 'Reviewer']);
  expect(await candidates(manager, 'hel')).toEqual(['Helper']);
  expect(await candidates(manager, 'elper')).toEqual([]);
});

test('relations and exclusions carry names for those who read no accounts', async () => {
  const { accountId } = await server.persona('Conflicted', []);
  await manager.call(contract.exclude, {
    params: record,
    body: { accountId: accountId!, kind: 'conflicted', reason: 'A relative of the family' },
  });
  const view = await manager.call(contract.listRelations, { params: record });
  expect(view.mayAssign).toBe(true);
  expect(view.items.map((one) => [one.accountName, one.relation, one.givenByName])).toEqual(
    expect.arrayContaining([
      ['Manager', 'owner', 'Manager'],
      ['Helper', 'assigned', 'Manager'],
    ]),
  );
  expect(view.exclusions).toMatchObject([{ accountName: 'Conflicted', givenByName: 'Manager' }]);
  expect((await helper.call(contract.listRelations, { params: record })).exclusions).toEqual([]);
});

test('an opening is read by who reviews it, with names, and by nobody else', async () => {
  const { id } = await rescuer.call(contract.breakGlass, {
    params: record,
    body: { reason: 'The child is in danger tonight', hours: 1 },
  });
  const params = { openingId: id };
  expect(await refusal(manager.call(contract.getOpening, { params }))).toBe('403 http.forbidden');
  expect(await reviewer.call(contract.getOpening, { params })).toMatchObject({
    accountName: 'Rescuer',
    open: true,
  });
  expect(await refusal(reviewer.call(contract.getOpening, { params: { openingId: record.entityId } }))).toBe(
    '404 http.not_found',
  );
  const told = await server.database.ownerQuery(
    `select i.name, n.entity from notify.notice n join identity.account i on i.id = n.account_id
     where n.kind = 'access.glass_broken' order by i.name`,
  );
  // The reviewer is led to the opening, those who work on the record to the record.
  expect(told).toEqual([
    { name: 'Helper', entity: 'casework.case' },
    { name: 'Manager', entity: 'casework.case' },
    { name: 'Reviewer', entity: 'access.opening' },
  ]);
});
