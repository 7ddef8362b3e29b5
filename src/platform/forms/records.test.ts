import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevice } from './contract/device.ts';
import {
  type AnswerCondition,
  commentRecord,
  countRecords,
  getRecord,
  listPoints,
  listRecords,
  reviewRecord,
} from './contract/record.ts';
import { siteXml } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
let world: World;
let formId: string;

const sites = [
  {
    name: 'Élan du Nord',
    kind: 'camp',
    households: '12',
    distance: '0.5',
    opened: '2026-01-15',
    needs: 'water',
    gps: '18.1 -72.1',
  },
  {
    name: 'Kalimba',
    kind: 'centre',
    households: '120',
    distance: '-2.25',
    opened: '2026-02-28',
    needs: 'water food',
    gps: '18.2 -72.2',
  },
  {
    name: 'Gros Morne',
    kind: 'camp',
    households: '1200',
    opened: '2025-12-31',
    needs: 'food other',
    gps: '19.0 -72.3',
  },
  { name: 'مخيّم السلام', kind: 'camp', households: '0', distance: '1e3', opened: '2026-03-01' },
  { name: 'Élan du Sud', kind: 'centre', households: 'unknown', needs: 'other', gps: '-10 150' },
];

beforeAll(async () => {
  world = await createWorld();
  ({ formId } = await world.publish());
  const { serverUrl } = await world.call(OFFICER, createDevice, {
    body: { operationId: world.operations[0], name: 'Phone' },
  });
  for (const site of sites) {
    const answer = await fetch(`${serverUrl}/submission`, {
      method: 'POST',
      headers: { 'x-openrosa-version': '1.0' },
      body: submissionBody(siteXml({ ...site, id: `uuid:${site.name}` })),
    });
    expect(answer.status).toBe(201);
  }
});
afterAll(() => world?.close());

const list = (querystring: object, role = OFFICER) =>
  world.call(role, listRecords, { params: { formId }, querystring });
const names = async (querystring: object): Promise<unknown[]> =>
  (await list(querystring)).items.map((item) => item.data['site/name']);
const where = (...conditions: object[]) => ({ filter: JSON.stringify(conditions as AnswerCondition[]) });
const site = (name: string, op: string, rest: object = {}) => ({ path: `site/${name}`, op, ...rest });

describe('filters', () => {
  test.each([
    ['one of', [site('kind', 'is', { values: ['centre'] })], ['Élan du Sud', 'Kalimba']],
    ['a number', [site('households', 'is', { values: ['120'] })], ['Kalimba']],
    ['zero', [site('households', 'is', { values: ['0'] })], ['مخيّم السلام']],
    ['text given for a number', [site('households', 'is', { values: ['unknown'] })], ['Élan du Sud']],
    ['a range', [site('households', 'between', { from: 12, to: 120 })], ['Kalimba', 'Élan du Nord']],
    ['an open range', [site('households', 'between', { from: 121 })], ['Gros Morne']],
    ['a range below zero', [site('distance', 'between', { to: -2 })], ['Kalimba']],
    ['a narrow range', [site('distance', 'between', { from: 0.49, to: 0.51 })], ['Élan du Nord']],
    [
      'days',
      [site('opened', 'between', { from: '2026-01-15', to: '2026-02-28' })],
      ['Kalimba', 'Élan du Nord'],
    ],
    [
      'days across a year',
      [site('opened', 'between', { from: '2025-12-01', to: '2026-01-31' })],
      ['Gros Morne', 'Élan du Nord'],
    ],
    ['a day', [site('opened', 'is', { values: ['2026-03-01'] })], ['مخيّم السلام']],
    [
      'any of several selected',
      [site('needs', 'is', { values: ['food', 'other'] })],
      ['Élan du Sud', 'Gros Morne', 'Kalimba'],
    ],
    ['all of several selected', [site('needs', 'has', { values: ['water', 'food'] })], ['Kalimba']],
    ['empty', [site('needs', 'empty')], ['مخيّم السلام']],
    ['answered', [site('distance', 'answered')], ['مخيّم السلام', 'Kalimba', 'Élan du Nord']],
    ['answered, of a required question', [site('name', 'answered')], sites.map((s) => s.name).reverse()],
    [
      'two conditions',
      [site('kind', 'is', { values: ['camp'] }), site('households', 'between', { from: 1 })],
      ['Gros Morne', 'Élan du Nord'],
    ],
    ['nothing', [site('name', 'is', { values: ['Nowhere'] })], []],
  ])('%s', async (_, conditions, expected) => {
    expect(await names(where(...conditions))).toEqual(expected);
    const { count, exact } = await world.call(OFFICER, countRecords, {
      params: { formId },
      querystring: where(...conditions),
    });
    expect([count, exact]).toEqual([expected.length, true]);
  });

  test.each([
    ['an unknown question', where(site('nothing', 'empty'))],
    ['a question of a repeat', where({ path: 'origin/place', op: 'is', values: ['x'] })],
    ['a range of texts', where(site('name', 'between', { from: 'a' }))],
    ['a range that is none', where(site('households', 'between', { from: 'many' }))],
    ['no JSON', { filter: '[{' }],
    ['an unknown operator', where(site('name', 'like', { values: ['x'] }))],
    ['an unknown column to sort by', { sort: 'origin/place' }],
    ['a box upside down', { bbox: '0,10,1,-10' }],
  ])('%s is refused with a sentence', async (_, querystring) => {
    await expect(list(querystring)).rejects.toMatchObject({
      status: 422,
      problem: { detail: expect.stringMatching(/\.$/) },
    });
  });

  test('a cursor of somebody else', async () => {
    await expect(list({ cursor: 'abc' })).rejects.toMatchObject({ status: 400 });
  });
});

test('words are found from their beginning, without accents, in any writing', async () => {
  expect(await names({ q: 'elan' })).toEqual(['Élan du Sud', 'Élan du Nord']);
  expect(await names({ q: 'du  NOR' })).toEqual(['Élan du Nord']);
  expect(await names({ q: 'السلا' })).toEqual(['مخيّم السلام']);
  expect(await names({ q: 'alimba' })).toEqual([]);
  expect(await names({ q: `'); drop table forms.record; --` })).toEqual([]);
  expect(await names({ q: '***' })).toEqual([]);
});

test('pages follow each other without gap or repetition, by time and by an answer', async () => {
  for (const query of [
    {},
    { order: 'asc' },
    { sort: 'site/households' },
    { sort: 'updatedAt' },
    { sort: 'instanceName', order: 'asc' },
  ]) {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        ...query,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  }
  expect(await names({ sort: 'site/distance', order: 'asc' })).toEqual([
    'Kalimba',
    'Élan du Nord',
    'مخيّم السلام',
    expect.anything(),
    expect.anything(),
  ]);
});

test('the map shows points, inside a box only those inside', async () => {
  const all = await world.call(OFFICER, listPoints, { params: { formId }, querystring: {} });
  expect(all).toMatchObject({ total: 4, clustered: false });
  expect(all.features.every((f) => f.properties.recordId)).toBe(true);
  const inside = await world.call(OFFICER, listPoints, {
    params: { formId },
    querystring: { bbox: '-73,18,-72,18.5' },
  });
  expect(inside.features.map((f) => f.geometry.coordinates)).toEqual(
    expect.arrayContaining([
      [-72.1, 18.1],
      [-72.2, 18.2],
    ]),
  );
  expect(inside.total).toBe(2);
  const around = await world.call(OFFICER, listPoints, {
    params: { formId },
    querystring: { bbox: '140,-20,-170,0' },
  });
  expect(around.total).toBe(1);
});

test('the review state moves with a comment, is found by filter, and is told in the record', async () => {
  const { items } = await list(where(site('name', 'is', { values: ['Kalimba'] })));
  const recordId = items[0]!.id;
  const params = { recordId };
  await world.call(OFFICER, reviewRecord, {
    params,
    body: { transition: 'flag', comment: 'Check the count.' },
  });
  expect(await names({ reviewState: 'has_issues' })).toEqual(['Kalimba']);
  expect(await names({ reviewState: 'received' })).not.toContain('Kalimba');
  await expect(
    world.call(OFFICER, reviewRecord, { params, body: { transition: 'flag', comment: 'Again.' } }),
  ).rejects.toMatchObject({ problem: { code: 'workflow.not_from_here' } });
  await expect(
    world.call(OFFICER, reviewRecord, { params, body: { transition: 'reject', comment: ' ' } }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { code: 'workflow.input_needed', errors: [{ path: 'body.comment' }] },
  });
  await expect(
    world.call(OFFICER, reviewRecord, { params, body: { transition: 'approve', from: 'received' } }),
  ).rejects.toMatchObject({ problem: { code: 'workflow.state_changed' } });
  const record = await world.call('displacement-assistant', commentRecord, {
    params,
    body: { text: 'Called them.' },
  });
  expect(record.comments).toMatchObject([
    { text: 'Called them.', byName: 'displacement-assistant', stateAfter: null },
    { text: 'Check the count.', stateBefore: 'received', stateAfter: 'has_issues' },
  ]);
  const trail = await world.database.ownerQuery<{ action: string }>(
    'select action from audit.entry where entity_id = $1 order by id',
    [recordId],
  );
  expect(trail.map((t) => t.action)).toEqual([
    'forms.record_received',
    'forms.record_reviewed',
    'forms.record_commented',
  ]);
});

describe('other operations', () => {
  test('see nothing of it: form, list, record, count, points', async () => {
    const other = `${OFFICER}/2`;
    await expect(list({}, other)).rejects.toMatchObject({ status: 404 });
    for (const route of [countRecords, listPoints]) {
      await expect(world.call(other, route, { params: { formId }, querystring: {} })).rejects.toMatchObject({
        status: 404,
      });
    }
    const { items } = await list({});
    await expect(world.call(other, getRecord, { params: { recordId: items[0]!.id } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      world.call(other, reviewRecord, {
        params: { recordId: items[0]!.id },
        body: { transition: 'approve' },
      }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('the functions that search past the policies apply the scope themselves', async () => {
    const [stranger] = await world.database.ownerQuery<{ account_id: string }>(
      `select account_id from access.role_grant where operation_id = $1 limit 1`,
      [world.operations[1]],
    );
    const actor = {
      accountId: stranger!.account_id,
      kind: 'person',
      permissions: null,
      requestId: 'test',
    } as const;
    const { rawQuery } = await import('#platform/db/tx.ts');
    for (const sql of [
      `select * from forms.find_records($1, '{}', false, true, 10)`,
      `select * from forms.gather_points($1, '{}', 0, 10)`,
      `select * from forms.known_instance($1, 'uuid:Kalimba')`,
      `select n from forms.count_found($1, '{}', 10) where n > 0`,
      'select * from forms.record where form_id = $1',
      'select * from forms.submission where form_id = $1',
    ]) {
      expect(await world.database.db.withActor(actor, (tx) => rawQuery(tx, sql, [formId]))).toEqual([]);
    }
  });

  test('who reviews may not change answers, who corrects may', async () => {
    const edit = async (role: string, id: string) =>
      (
        await fetch(`${world.url}/api/forms/${formId}/submissions`, {
          method: 'POST',
          headers: { cookie: await world.cookie(role) },
          body: submissionBody(siteXml({ name: 'Corrected', id, deprecated: 'uuid:Gros Morne' })),
        })
      ).status;
    expect(await edit('displacement-assistant', 'uuid:by-assistant')).toBe(403);
    expect(await edit('enumerator', 'uuid:by-enumerator')).toBe(403);
    expect(await edit(OFFICER, 'uuid:by-officer')).toBe(200);
    expect(await names({ q: 'corrected' })).toEqual(['Corrected']);
  });

  test('an enumerator sends, and reads no list', async () => {
    await expect(list({}, 'enumerator')).rejects.toMatchObject({ status: 403 });
    const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
      method: 'POST',
      headers: { cookie: await world.cookie('enumerator') },
      body: submissionBody(siteXml({ name: 'From a browser' })),
    });
    expect(await answer.json()).toMatchObject({ stored: true, missingFiles: [] });
    expect(await names({ q: 'browser' })).toEqual(['From a browser']);
  });
});
