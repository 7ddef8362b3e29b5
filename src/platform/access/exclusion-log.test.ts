import { afterAll, beforeAll, expect, test } from 'vitest';
import * as auditContract from '#platform/audit/contract.ts';
import { auditModule } from '#platform/audit/module.ts';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract/record.ts';
import { accessModule } from './module.ts';
import * as casework from './testing/casework/contract.ts';
import { caseworkModule } from './testing/casework/module.ts';
import { addGround, caseworkSlice, ROLES } from './testing/casework/world.ts';

/** Who is shut out of a record stands in its log for those alone who give its relations, and for readers of the log. */
let server: TestServer;
let manager: Caller;
let helper: Caller;
let rescuer: Caller;
let auditor: Caller;
let elsewhere: Caller;
let conflicted: Caller;
let record: { entity: string; entityId: string };

const told = ['access.exclusion_ended', 'access.excluded', 'access.excluded'];

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  server = await testServer(
    ({ vault }) => [accessModule(() => []), caseworkModule(vault), auditModule({ dataDir: '/nonexistent' })],
    { database },
  );
  const { offices, operations } = await addGround(server);
  await database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('manager', '{}', $1), ('log-reader', '{}', '{audit.entry.read}')`,
    [[...ROLES.worker, 'casework.case.assign']],
  );
  const { north, south, hq } = offices;
  manager = await server.persona('Manager', [{ role: 'manager', officeId: north }]);
  helper = await server.persona('Helper', [{ role: 'worker', officeId: north }]);
  rescuer = await server.persona('Rescuer', [{ role: 'emergency', officeId: hq }]);
  auditor = await server.persona('Auditor', [{ role: 'log-reader', officeId: hq }]);
  elsewhere = await server.persona('Elsewhere', [{ role: 'log-reader', officeId: south }]);
  conflicted = await server.persona('Conflicted', [
    { role: 'manager', officeId: north },
    { role: 'log-reader', officeId: hq },
  ]);
  const accused = await server.persona('Accused', [{ role: 'worker', officeId: north }]);
  const { id } = await manager.call(casework.createCase, {
    body: {
      officeId: north,
      operationId: operations.north,
      personName: 'Hidden',
      location: 'x',
      narrative: 'y',
    },
  });
  record = { entity: 'casework.case', entityId: id };
  const give = (caller: Caller, relation: string) =>
    manager.call(contract.giveRelation, {
      params: record,
      body: { accountId: caller.accountId!, relation },
    });
  const shutOut = (caller: Caller, kind: 'conflicted' | 'accused') =>
    manager.call(contract.exclude, {
      params: record,
      body: { accountId: caller.accountId!, kind, reason: 'A relative of the family' },
    });
  await give(helper, 'assigned');
  await give(conflicted, 'owner');
  const begun = await shutOut(conflicted, 'conflicted');
  await shutOut(accused, 'accused');
  await manager.call(contract.endExclusion, {
    params: { exclusionId: begun.id },
    body: { reason: 'The family moved away' },
  });
  await rescuer.call(contract.breakGlass, {
    params: record,
    body: { reason: 'The child is in danger tonight', hours: 1 },
  });
});
afterAll(async () => {
  await server?.close();
  await server?.database.close();
});

const timelineOf = async (caller: Caller) =>
  (await caller.call(auditContract.listTimeline, { querystring: record })).items;
const exclusionsIn = (entries: readonly { action: string }[]) =>
  entries.map(({ action }) => action).filter((action) => action.startsWith('access.exclu'));

test('whoever sees the record but does not assign it reads of no exclusion in its timeline', async () => {
  for (const caller of [helper, rescuer]) {
    const entries = await timelineOf(caller);
    expect(exclusionsIn(entries)).toEqual([]);
    expect(JSON.stringify(entries)).not.toMatch(/relative of|family moved/);
    expect(entries.map(({ action }) => action)).toContain('access.relation_given');
  }
});

test('nobody reads that they were shut out themselves, let in again and reading the log or not', async () => {
  const entries = await timelineOf(conflicted);
  expect(exclusionsIn(entries)).toEqual(['access.excluded']);
  expect(JSON.stringify(entries.filter(({ action }) => action === 'access.excluded'))).not.toContain(
    conflicted.accountId,
  );
  const { items } = await conflicted.call(auditContract.listEntries, {
    querystring: { action: 'access.exclusion_ended' },
  });
  expect(items).toEqual([]);
});

test('a reader of the log of another office finds none, by whatever filter', async () => {
  for (const querystring of [
    {},
    { action: 'access.excluded' },
    { entityId: record.entityId },
    { actorId: manager.accountId! },
  ]) {
    const { items } = await elsewhere.call(auditContract.listEntries, { querystring });
    expect(exclusionsIn(items)).toEqual([]);
  }
});

test('neither statement nor setting of the database opens them to who sees the record', async () => {
  const actor: Actor = { accountId: helper.accountId, kind: 'person', permissions: null, requestId: 't' };
  const rows = await server.database.db.withActor(actor, async (tx) => {
    await rawQuery(
      tx,
      `select set_config('app.audit_entity', $1, true), set_config('app.audit_entity_id', $2, true)`,
      [record.entity, record.entityId],
    );
    return rawQuery<{ action: string }>(tx, 'select action from audit.entry');
  });
  expect(rows.length).toBeGreaterThan(0);
  expect(exclusionsIn(rows)).toEqual([]);
});

test('who assigns the record and who reads the log there find them in the timeline and by search', async () => {
  expect(exclusionsIn(await timelineOf(manager))).toEqual(told);
  expect(exclusionsIn(await timelineOf(auditor))).toEqual(told);
  const { items } = await auditor.call(auditContract.listEntries, {
    querystring: { action: 'access.excluded' },
  });
  expect(exclusionsIn(items)).toEqual(['access.excluded', 'access.excluded']);
});

test('whom an entry speaks of is named to who reads it and works somewhere', async () => {
  const given = (await timelineOf(helper)).filter(({ action }) => action === 'access.relation_given');
  expect(given.map(({ people }) => Object.values(people))).toEqual([['Conflicted'], ['Helper']]);
  const shut = (await timelineOf(manager)).filter(({ action }) => action === 'access.excluded');
  expect(shut.map(({ people }) => Object.values(people))).toEqual([['Accused'], ['Conflicted']]);
});
