import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract/record.ts';
import { accessModule } from './module.ts';
import * as casework from './testing/casework/contract.ts';
import { caseworkModule } from './testing/casework/module.ts';
import { addGround, caseworkSlice } from './testing/casework/world.ts';

/** A hidden record is not there: not in a status, a size, a count, a search, an order, an export, an error or a clash. */
let server: TestServer;
let ground: Awaited<ReturnType<typeof addGround>>;
let owner: Caller;
let boss: Caller;
let other: Caller;
let accused: Caller;
let receiver: Caller;
let rescuer: Caller;
let reviewer: Caller;
let made: { id: string; reference: string };
const record = () => ({ entity: 'casework.case', entityId: made.id });

const newCase = (more: object = {}) => ({
  body: {
    officeId: ground.offices.north,
    operationId: ground.operations.north,
    ownCode: 'A-1',
    risk: 'high' as const,
    personName: 'Quillon Farouche',
    location: 'House by the bridge',
    narrative: 'What happened',
    ...more,
  },
});
const reason = { purpose: 'supervision', note: 'Monthly review of the file' };
const reveal = (caller: Caller, more: object = {}) =>
  caller.call(casework.revealCase, {
    params: { caseId: made.id },
    body: { field: 'narrative', ...reason, ...more },
  });

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  server = await testServer(({ vault }) => [accessModule(() => []), caseworkModule(vault)], { database });
  ground = await addGround(server);
  const { ownerQuery } = database;
  await ownerQuery(`insert into access.role (id, name, permissions) values
    ('reviewer', '{}', '{access.break_glass.review,audit.entry.read}')`);
  const { north, south, hq } = ground.offices;
  owner = await server.persona('Owner', [{ role: 'worker', officeId: north }]);
  boss = await server.persona('Boss', [{ role: 'supervisor', officeId: north }]);
  other = await server.persona('Other', [{ role: 'worker', officeId: north }]);
  accused = await server.persona('Accused', [
    { role: 'worker', officeId: north },
    { role: 'supervisor', officeId: hq },
    { role: 'emergency', officeId: hq },
    { role: 'reviewer', officeId: hq },
    { role: 'counter', officeId: hq },
    { role: 'administrator', officeId: hq },
  ]);
  receiver = await server.persona('Receiver', [{ role: 'receiver', officeId: south }]);
  rescuer = await server.persona('Rescuer', [{ role: 'emergency', officeId: hq }]);
  reviewer = await server.persona('Reviewer', [{ role: 'reviewer', officeId: hq }]);
  made = await owner.call(casework.createCase, newCase());
  const give = (account: Caller, relation: string, by = owner) =>
    by.call(contract.giveRelation, {
      params: record(),
      body: { accountId: account.accountId!, relation },
    });
  // The opener owns; a worker does not assign, so the record is given on by a supervisor who was made one.
  expect(await refusal(give(boss, 'supervisor'))).toBe('404 http.not_found');
  await ownerQuery(
    `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id)
     values ('casework.case', $1, $2, 'supervisor', $3, $4)`,
    [made.id, boss.accountId, north, ground.operations.north],
  );
  await give(accused, 'supervisor', boss);
  await boss.call(contract.exclude, {
    params: record(),
    body: { accountId: accused.accountId!, kind: 'accused', reason: 'Named in the report' },
  });
});
afterAll(async () => {
  await server?.close();
  await server?.database.close();
});

/** What an answer shows from outside: status, size and shape, with the changing parts taken out. */
async function shapeOf(caller: Caller, path: string, init: RequestInit = {}): Promise<string> {
  const answer = await caller.fetch(path, {
    ...init,
    ...(init.body ? { headers: { 'content-type': 'application/json' } } : {}),
  });
  const text = await answer.text();
  return JSON.stringify([answer.status, text.length, text, answer.headers.get('content-type')]);
}

const json = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });
/** Every route of the slice and of relations that takes an identifier. */
const paths = (caseId: string, relationId: string): [string, RequestInit?][] => [
  [`/api/casework/cases/${caseId}`],
  [`/api/casework/cases/${caseId}`, { method: 'PATCH', body: '{"risk":"low"}' }],
  [`/api/casework/cases/${caseId}/reveals`, json({ field: 'narrative', ...reason })],
  [
    `/api/casework/cases/${caseId}/referrals`,
    json({
      toOfficeId: ground.offices.south,
      service: 'Health',
      fields: [],
      startsOn: '2026-01-01',
      endsOn: '2030-01-01',
    }),
  ],
  [`/api/records/casework.case/${caseId}/relations`],
  [`/api/records/casework.case/${caseId}/people`],
  [`/api/records/casework.case/${caseId}/people?q=own`],
  [
    `/api/records/casework.case/${caseId}/relations`,
    json({ accountId: ground.offices.hq, relation: 'consulted' }),
  ],
  [
    `/api/records/casework.case/${caseId}/exclusions`,
    json({ accountId: ground.offices.hq, kind: 'accused', reason: 'x' }),
  ],
  [`/api/relations/${relationId}/end`, json({})],
];

test('a record of others, of another office or that one is shut out of answers as one that does not exist', async () => {
  const [relation] = await server.database.ownerQuery<{ id: string }>(
    'select id from access.assignment where entity_id = $1 limit 1',
    [made.id],
  );
  for (const caller of [other, accused, receiver, rescuer, reviewer]) {
    const real = paths(made.id, relation!.id);
    const none = paths(crypto.randomUUID(), crypto.randomUUID());
    for (const [i, [path, init]] of real.entries())
      expect(await shapeOf(caller, path, init), path).toBe(await shapeOf(caller, none[i]![0], none[i]![1]));
  }
});

describe('the excluded', () => {
  test('learn nothing from lists, counts, figures, search, order, exports and the log', async () => {
    const list = (querystring: object) => accused.call(casework.listCases, { querystring });
    for (const q of [{}, { q: made.reference }, { q: 'Quillon' }, { sort: 'reference' }, { state: 'open' }])
      expect((await list(q)).items).toEqual([]);
    expect((await accused.call(casework.countCases, {})).items).toEqual([]);
    expect((await accused.call(casework.listFigures, {})).items).toEqual([]);
    expect(await (await accused.fetch('/api/casework/cases.csv')).text()).toBe('reference,state');
    const actor: Actor = { accountId: accused.accountId, kind: 'person', permissions: null, requestId: 't' };
    const rows = await server.database.db.withActor(actor, (tx) =>
      rawQuery(tx, `select from audit.entry where entity_id = $1`, [made.id]),
    );
    expect(rows).toEqual([]);
    const shut = await server.database.db.withActor(actor, (tx) =>
      rawQuery(tx, 'select from access.exclusion'),
    );
    expect(shut).toEqual([]);
  });

  test('open nothing in an emergency, nor let themselves in again', async () => {
    const open = (caller: Caller, entityId = made.id) =>
      refusal(
        caller.call(contract.breakGlass, {
          params: { entity: 'casework.case', entityId },
          body: { reason: 'Somebody may be in danger', hours: 1 },
        }),
      );
    expect(await open(accused)).toBe('404 http.not_found');
    expect(await open(accused, crypto.randomUUID())).toBe('404 http.not_found');
    const [exclusion] = await server.database.ownerQuery<{ id: string }>('select id from access.exclusion');
    const end = (caller: Caller) =>
      refusal(
        caller.call(contract.endExclusion, {
          params: { exclusionId: exclusion!.id },
          body: { reason: 'No longer' },
        }),
      );
    expect(await end(accused)).toBe('404 http.not_found');
    expect(await end(other)).toBe('404 http.not_found');
  });
});

test('a code that somebody else used is free: no clash tells of a hidden record', async () => {
  expect((await other.call(casework.createCase, newCase())).id).toBeTruthy();
  expect((await accused.call(casework.createCase, newCase())).id).toBeTruthy();
});

test('a sealed value needs relation, permission and a purpose of today, and leaves its entry', async () => {
  const shown = await owner.call(casework.getCase, { params: { caseId: made.id } });
  expect(shown.narrative).toEqual({ hidden: 'sealed' });
  expect(shown.personName).toEqual({ value: 'Quillon Farouche' });
  expect(await refusal(reveal(owner, { purpose: 'curiosity' }))).toBe('422 access.purpose_unknown');
  expect(await refusal(reveal(owner, { note: '' }))).toBe('400 http.invalid');
  expect(await refusal(reveal(other))).toBe('404 http.not_found');
  expect(await reveal(owner)).toEqual({ value: 'What happened', shownSeconds: 60 });
  const [entry] = await server.database.ownerQuery<{ body: string }>(
    `select body from audit.entry where entity_id = $1 and action = 'casework.case_revealed'`,
    [made.id],
  );
  expect(JSON.parse(entry!.body)).toMatchObject({
    actor: owner.accountId,
    after: { fields: ['narrative'], purpose: 'supervision' },
    reason: reason.note,
  });
});

test('the setting alone opens nothing sealed, and a purpose ends with its transaction', async () => {
  const actor: Actor = { accountId: owner.accountId, kind: 'person', permissions: null, requestId: 't' };
  await reveal(owner);
  const rows = await server.database.db.withActor(actor, async (tx) => {
    await rawQuery(tx, `select set_config('app.purpose', 'supervision', true)`);
    return rawQuery(tx, 'select from casework.case_sealed');
  });
  expect(rows).toEqual([]);
  const state = server.database.db.withActor(actor, (tx) =>
    rawQuery(tx, `select access.state_purpose('casework.case', $1, '{narrative}', 'supervision', '{}')`, [
      made.id,
    ]),
  );
  await expect(state).rejects.toThrow(/must tell/);
});

describe('an emergency', () => {
  const open = (hours: number) =>
    rescuer.call(contract.breakGlass, {
      params: record(),
      body: { reason: 'A threat was received by telephone', hours },
    });

  test('opens one record for reading, tells those responsible, marks the log, and is reviewed by another', async () => {
    expect(await refusal(open(5))).toBe('422 access.opening_too_long');
    const opening = await open(2);
    expect(await refusal(open(1))).toBe('409 access.opening_open_already');
    const told = await server.database.ownerQuery<{ account_id: string }>(
      `select account_id from notify.notice where kind = 'access.glass_broken'`,
    );
    const ids = told.map(({ account_id }) => account_id);
    expect(ids.sort()).toEqual([owner, boss, reviewer].map(({ accountId }) => accountId!).sort());
    expect((await rescuer.call(contract.listOwnOpenings, {})).items).toHaveLength(1);
    const entry = await server.database.ownerQuery<{ body: string }>(
      `select body from audit.entry where entity_id = $1 and action = 'access.glass_broken'`,
      [made.id],
    );
    expect(JSON.parse(entry[0]!.body).roles).toContain('break-glass');
    const review = (caller: Caller) =>
      caller.call(contract.reviewOpening, {
        params: { openingId: opening.id },
        body: { outcome: 'justified', comment: 'Confirmed with the duty officer' },
      });
    expect((await accused.call(contract.listOpenings, { querystring: {} })).items).toEqual([]);
    expect(await refusal(review(accused))).toBe('404 http.not_found');
    expect(await refusal(review(rescuer))).toBe('403 http.forbidden');
    expect(
      (await reviewer.call(contract.listOpenings, { querystring: { state: 'waiting' } })).items,
    ).toHaveLength(1);
    expect((await review(reviewer)).outcome).toBe('justified');
    expect(await refusal(review(reviewer))).toBe('409 access.opening_reviewed_already');
  });

  test('ends early when its person says so', async () => {
    const [mine] = (await rescuer.call(contract.listOwnOpenings, {})).items;
    await rescuer.call(contract.closeOpening, { params: { openingId: mine!.id } });
    const actor: Actor = { accountId: rescuer.accountId, kind: 'person', permissions: null, requestId: 't' };
    const rows = await server.database.db.withActor(actor, (tx) => rawQuery(tx, 'select from casework.case'));
    expect(rows).toEqual([]);
  });
});

test('a referral shows what was consented to, once accepted, as long as it holds', async () => {
  const refer = (startsOn: string, endsOn: string) =>
    owner.call(casework.createReferral, {
      params: { caseId: made.id },
      body: { toOfficeId: ground.offices.south, service: 'Health', fields: ['location'], startsOn, endsOn },
    });
  const over = await refer('2020-01-01', '2020-02-01');
  const sent = await refer('2020-01-01', '2100-01-01');
  const get = (id: string) => receiver.call(casework.getReferral, { params: { referralId: id } });
  expect(await refusal(get(over.id))).toBe('404 http.not_found');
  expect((await get(sent.id)).fields).toEqual({});
  await receiver.call(casework.acceptReferral, { params: { referralId: sent.id } });
  expect((await get(sent.id)).fields).toEqual({ location: 'House by the bridge' });
  await server.database.ownerQuery(`update casework.referral set state = 'done' where id = $1`, [sent.id]);
  expect(await refusal(get(sent.id))).toBe('404 http.not_found');
});

test('relations follow a record to the place where it moves', async () => {
  const mine = await other.call(casework.createCase, newCase({ ownCode: 'B-2' }));
  await server.database.ownerQuery(
    'update casework.case set office_id = $2, operation_id = $3 where id = $1',
    [mine.id, ground.offices.south, ground.operations.south],
  );
  expect(await refusal(other.call(casework.getCase, { params: { caseId: mine.id } }))).toBe(
    '404 http.not_found',
  );
});
