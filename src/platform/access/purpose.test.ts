import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract/purpose.ts';
import { accessModule } from './module.ts';

let server: TestServer;
let top: Caller;
let below: Caller;
let nobody: Caller;

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => [])]);
  const hq = await server.office('HQ');
  const south = await server.office('SOUTH', hq);
  top = await server.persona('Top', [{ role: 'administrator', officeId: hq }]);
  below = await server.persona('Below', [{ role: 'administrator', officeId: south }]);
  nobody = await server.persona('Nobody', []);
});
afterAll(() => server?.close());

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const tracing = (more: object = {}) => ({
  body: {
    id: 'family_tracing',
    name: { en: 'Tracing a family', fr: 'Recherche de famille' },
    source: 'Agency instruction 14, paragraph 3',
    ...more,
  },
});
const ids = async (all?: 'true') =>
  (await nobody.call(contract.listPurposes, { querystring: all ? { all } : {} })).items.map(({ id }) => id);
const end = (caller: Caller, purposeId: string, until: string) =>
  caller.call(contract.endPurpose, { params: { purposeId }, body: { until } });
const change = (caller: Caller, purposeId: string) =>
  caller.call(contract.changePurpose, {
    params: { purposeId },
    body: { name: { en: 'Finding a family' }, source: 'Agency instruction 15' },
  });

test('purposes are written at the top office, by nobody else and not into the past', async () => {
  for (const caller of [nobody, below]) {
    expect(await refusal(caller.call(contract.addPurpose, tracing()))).toBe('403 http.forbidden');
    expect(await refusal(change(caller, 'safety'))).toBe('403 http.forbidden');
    expect(await refusal(end(caller, 'safety', day(0)))).toBe('403 http.forbidden');
  }
  expect(await refusal(top.call(contract.addPurpose, tracing({ since: day(-1) })))).toBe(
    '422 access.purpose_backdated',
  );
  expect(await refusal(top.call(contract.addPurpose, tracing({ id: 'Family tracing' })))).toBe(
    '400 http.invalid',
  );
  expect(await refusal(top.call(contract.addPurpose, tracing({ name: { fr: 'x' } })))).toBe(
    '400 http.invalid',
  );
  expect(await refusal(top.call(contract.addPurpose, tracing({ id: 'safety' })))).toBe(
    '409 access.purpose_taken',
  );
  expect(await refusal(change(top, 'no_such'))).toBe('404 http.not_found');
});

test('added, renamed and ended, each with its entry; what has ended stays', async () => {
  const added = await top.call(contract.addPurpose, tracing());
  expect(added).toMatchObject({ since: day(0), until: null, state: 'in_force' });
  expect(await ids()).toContain('family_tracing');
  expect((await change(top, 'family_tracing')).name).toEqual({ en: 'Finding a family' });
  expect(await refusal(end(top, 'family_tracing', day(-2)))).toBe('422 access.purpose_end_backdated');
  // It began today: no last day before that.
  expect(await refusal(end(top, 'family_tracing', day(-1)))).toBe('422 access.grant_ends_before_start');
  expect(await end(top, 'family_tracing', day(0))).toMatchObject({ until: day(0), state: 'in_force' });
  await server.database.ownerQuery(
    `update access.purpose set since = current_date - 9, until = current_date - 1 where id = 'family_tracing'`,
  );
  expect(await ids()).not.toContain('family_tracing');
  expect(await ids('true')).toContain('family_tracing');
  expect(await refusal(change(top, 'family_tracing'))).toBe('409 access.purpose_is_over');
  expect(await refusal(end(top, 'family_tracing', day(30)))).toBe('409 access.purpose_is_over');
  const entries = await server.database.ownerQuery<{ action: string }>(
    `select body::jsonb ->> 'action' as action from audit.entry where body::jsonb ->> 'entityId' = 'family_tracing' order by id`,
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'access.purpose_added',
    'access.purpose_changed',
    'access.purpose_ended',
  ]);
});

test('one that comes later is not offered yet', async () => {
  await top.call(contract.addPurpose, tracing({ id: 'later_on', since: day(3) }));
  expect(await ids()).not.toContain('later_on');
  expect(await ids('true')).toContain('later_on');
});

test('the database refuses what the application would not ask for', async () => {
  const as = (caller: Caller): Actor => ({
    accountId: caller.accountId,
    kind: 'person',
    permissions: null,
    requestId: 't',
  });
  const change = (caller: Caller, sql: string) =>
    server.database.db.withActor(as(caller), (tx) => rawQuery<{ id: string }>(tx, sql, []));
  expect(await change(below, `update access.purpose set source = 'x' returning id`)).toEqual([]);
  const ended = `update access.purpose set until = null where id = 'family_tracing' returning id`;
  expect(await change(top, ended)).toEqual([]);
  for (const [caller, sql] of [
    [top, `update access.purpose set since = current_date - 30 where id = 'safety'`],
    [top, `update access.purpose set until = current_date - 5 where id = 'later_on'`],
    [top, `delete from access.purpose`],
    [
      top,
      `insert into access.purpose (id, name, since, source) values ('old', '{}', current_date - 1, 'xxx')`,
    ],
    [below, `insert into access.purpose (id, name, since, source) values ('own', '{}', current_date, 'xxx')`],
  ] as const)
    await expect(change(caller, sql), sql).rejects.toThrow(/permission denied|row-level security|check/);
});
