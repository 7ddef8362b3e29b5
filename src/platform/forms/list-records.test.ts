import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type AnswerCondition, listRecords, reviewRecord } from './contract/record.ts';
import { listPage } from './service/list-records.ts';
import { prepareSearch } from './service/search.ts';
import { sortSome } from './service/sort-answers.ts';
import type { Sheets } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
let world: World;
let formId: string;
let actor: Actor;

/** Version 2 asks one question more, and requires one that was free before. */
const form = (version: string): Sheets => ({
  survey: [
    ['type', 'name', 'label', 'required'],
    ['text', 'title', 'Title', ''],
    ['integer', 'people', 'People', version === '2' ? 'true()' : ''],
    ['decimal', 'distance', 'Distance', ''],
    ['date', 'day', 'Day', ''],
    ['select_one kind', 'kind', 'Kind', ''],
    ['select_multiple kind', 'needs', 'Needs', ''],
    ['begin repeat', 'part', 'Part', ''],
    ['text', 'inside', 'Inside', ''],
    ['end repeat', '', '', ''],
    ...(version === '2' ? [['text', 'late', 'Late', '']] : []),
  ],
  choices: [
    ['list_name', 'name', 'label'],
    ...['water', 'food', 'shelter'].map((name) => ['kind', name, name]),
  ],
  settings: [
    ['form_title', 'form_id', 'version', 'instance_name'],
    ['Sorted', 'sorted', version, '$'.concat('{title}')],
  ],
});

const texts = [
  'Zone 9',
  'zone 10',
  'Élan',
  'elan b',
  'abc',
  'ab',
  'مخيم السلام',
  'أمل',
  'بيت ١٢',
  'x',
  '10',
  '9',
];
const choices = ['water', 'food', 'shelter'];

/** Numbers that repeat, so that a failure can be run again. */
function numbers(seed: number): (most: number) => number {
  let a = seed;
  return (most) => {
    a = (Math.imul(a, 1664525) + 1013904223) >>> 0;
    return Math.floor((a / 2 ** 32) * most);
  };
}
const pick = numbers(7);
const maybe = (value: string): string => (pick(4) === 0 ? '' : value);

function xmlOf(ids: { id: string; deprecated?: string }): string {
  const version = 1 + pick(2);
  const title = maybe(texts[pick(texts.length)]!);
  const day = `20${10 + pick(20)}-0${1 + pick(9)}-${10 + pick(18)}`;
  const leaves = {
    title,
    people: pick(20) === 0 ? 'unknown' : maybe(String(pick(40) - 10)),
    distance: maybe((pick(100) / 7).toFixed(2)),
    day: maybe(day),
    kind: maybe(choices[pick(3)]!),
    needs: maybe(choices.filter(() => pick(2) === 0).join(' ')),
    ...(version === 2 ? { late: maybe(texts[pick(texts.length)]!) } : {}),
  };
  const body = Object.entries(leaves).map(([name, value]) =>
    value ? `<${name}>${value}</${name}>` : `<${name}/>`,
  );
  const part = maybe('<part><inside>within</inside></part>');
  const meta = `<instanceID>${ids.id}</instanceID>${ids.deprecated ? `<deprecatedID>${ids.deprecated}</deprecatedID>` : ''}${title ? `<instanceName>${title}</instanceName>` : ''}`;
  return `<data id="sorted" version="${version}">${body.join('')}${part}<meta>${meta}</meta></data>`;
}

const send = async (xml: string): Promise<string> => {
  const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
    method: 'POST',
    headers: { cookie: await world.cookie(OFFICER) },
    body: submissionBody(xml),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { recordId: string }).recordId;
};

beforeAll(async () => {
  world = await createWorld();
  await world.publish(form('1'));
  ({ formId } = await world.publish(form('2')));
  const [officer] = await world.database.ownerQuery<{ id: string }>(
    'select id from identity.account where name = $1',
    [OFFICER],
  );
  actor = { accountId: officer!.id, kind: 'person', permissions: null, requestId: 'test' };
  const instances: string[] = [];
  for (let n = 0; n < 260; n++) {
    const id = `uuid:${randomUUID()}`;
    // Some answers change, before and after they were put into a run, at times to the same value.
    if (n > 40 && pick(6) === 0) {
      const at = pick(instances.length);
      await send(xmlOf({ id, deprecated: instances[at]! }));
      instances[at] = id;
    } else {
      const recordId = await send(xmlOf({ id }));
      instances.push(id);
      if (pick(5) === 0) {
        const transition = (['approve', 'reject', 'flag'] as const)[pick(3)]!;
        const body = { transition, comment: 'Seen.' };
        await world.call(OFFICER, reviewRecord, { params: { recordId }, body });
      }
    }
    if (n % 25 === 24 && n < 240) await sortSome(world.database.db, { least: 1, most: 15 });
  }
}, 120_000);
afterAll(() => world?.close());

interface Row {
  id: string;
  instance_name: string | null;
  review_state: string;
  received: string;
  updated: string;
  data: Record<string, string | number | string[] | undefined>;
}
const allRows = (): Promise<Row[]> =>
  world.database.ownerQuery<Row>(
    `select id, instance_name, review_state, received_at::text as received, updated_at::text as updated, data
     from forms.record where form_id = $1`,
    [formId],
  );

// --- The oracle: plain loops over all records ------------------------------------------------------------------------
function passes({ data }: Row, c: AnswerCondition): boolean {
  const value = data[c.path];
  if (c.op === 'empty') return value === undefined;
  if (c.op === 'answered') return value !== undefined;
  if (value === undefined) return false;
  const all = Array.isArray(value) ? value : [String(value)];
  if (c.op === 'is') return c.values.some((v) => all.includes(v));
  if (c.op === 'has') return Array.isArray(value) && c.values.every((v) => value.includes(v));
  if (typeof value === 'number') return value >= Number(c.from) && value <= Number(c.to);
  return String(value) >= String(c.from) && String(value) <= String(c.to);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
  return collator.compare([a].flat().join(' '), [b].flat().join(' '));
}
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: Row, b: Row): number => text(b.received, a.received) || text(b.id, a.id);

function oracle(rows: Row[], conditions: AnswerCondition[], sort: string, order: 'asc' | 'desc'): string[] {
  const sign = order === 'asc' ? 1 : -1;
  const sortValue = (row: Row) =>
    sort === 'instanceName' ? (row.instance_name ?? undefined) : row.data[sort];
  const found = rows.filter((row) => conditions.every((c) => passes(row, c)));
  found.sort((a, b) => {
    if (sort === 'receivedAt') return sign * (text(a.received, b.received) || text(a.id, b.id));
    if (sort === 'updatedAt') return sign * (text(a.updated, b.updated) || text(a.id, b.id));
    if (sort === 'reviewState') return sign * text(a.review_state, b.review_state) || newestFirst(a, b);
    const [x, y] = [sortValue(a), sortValue(b)];
    if (x === undefined && y === undefined) return newestFirst(a, b);
    if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
    return sign * (compare(x, y) || text(a.id, b.id));
  });
  return found.map((row) => row.id);
}

const condition = fc.oneof(
  fc.record({
    path: fc.constantFrom('title', 'people', 'day', 'kind', 'needs', 'late'),
    op: fc.constantFrom('empty' as const, 'answered' as const),
  }),
  fc.record({
    path: fc.constantFrom('title', 'late'),
    op: fc.constant('is' as const),
    values: fc.subarray(texts, { minLength: 1 }),
  }),
  fc.record({
    path: fc.constantFrom('kind', 'needs'),
    op: fc.constant('is' as const),
    values: fc.subarray(choices, { minLength: 1 }),
  }),
  fc.record({
    path: fc.constant('needs'),
    op: fc.constant('has' as const),
    values: fc.subarray(choices, { minLength: 1 }),
  }),
  fc.record({
    path: fc.constant('people'),
    op: fc.constant('is' as const),
    values: fc.array(fc.integer({ min: -10, max: 30 }).map(String), { minLength: 1, maxLength: 5 }),
  }),
  fc
    .tuple(fc.integer({ min: -11, max: 31 }), fc.integer({ min: 0, max: 30 }))
    .map(([from, width]) => ({ path: 'people', op: 'between' as const, from, to: from + width })),
  fc.tuple(fc.integer({ min: 2009, max: 2030 }), fc.integer({ min: 0, max: 9 })).map(([from, width]) => ({
    path: 'day',
    op: 'between' as const,
    from: `${from}-03-05`,
    to: `${from + width}-07-20`,
  })),
);
const sorts = [
  'receivedAt',
  'updatedAt',
  'instanceName',
  'reviewState',
  'title',
  'people',
  'distance',
  'day',
  'kind',
  'needs',
  'late',
];

test('whatever the filter, the order and the size of a page, the pages are those of the oracle', async () => {
  const rows = await allRows();
  expect(rows.length).toBeGreaterThan(180);
  await fc.assert(
    fc.asyncProperty(
      fc.array(condition, { maxLength: 2 }),
      fc.constantFrom(...sorts),
      fc.constantFrom('asc' as const, 'desc' as const),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(0, 30, 4000),
      async (conditions, sort, order, limit, readAtMost) => {
        const expected = oracle(rows, conditions as AnswerCondition[], sort, order);
        const seen = await world.database.db.withActor(actor, async (tx) => {
          const prepared = await prepareSearch(tx, formId, { filter: JSON.stringify(conditions) });
          const ids: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await listPage(tx, prepared, { sort, order, limit, cursor }, readAtMost);
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            ids.push(...page.rows.map((row) => row.id));
            cursor = page.nextCursor ?? undefined;
          } while (cursor !== undefined && ids.length <= expected.length);
          return ids;
        });
        expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

test('a record that is edited between two pages is never shown twice', async () => {
  const page = (cursor?: string) =>
    world.database.db.withActor(actor, async (tx) => {
      const prepared = await prepareSearch(tx, formId, {});
      return listPage(tx, prepared, { sort: 'people', order: 'asc', limit: 40, cursor }, 0);
    });
  const first = await page();
  const ids = first.rows.map((row) => row.id);
  const second = await page(first.nextCursor!);
  expect(second.rows.filter((row) => ids.includes(row.id))).toEqual([]);
  await sortSome(world.database.db, { least: 1, most: 5000 });
  const again = await page(first.nextCursor!);
  expect(again.rows.map((row) => row.id)).toEqual(second.rows.map((row) => row.id));
});

test.each(['displacement-officer/2', 'enumerator'])(
  '%s sees nothing of another operation in any order',
  async (role) => {
    await world.cookie(role);
    const [account] = await world.database.ownerQuery<{ id: string }>(
      'select id from identity.account where name = $1',
      [role.replace('/', '-')],
    );
    const other: Actor = { ...actor, accountId: account!.id };
    for (const sort of ['people', 'title', 'reviewState', 'instanceName']) {
      await expect(
        world.call(role, listRecords, { params: { formId }, querystring: { sort } as never }),
      ).rejects.toMatchObject({ status: role === 'enumerator' ? 403 : 404 });
    }
    // Nor by the functions themselves, which run with the owner's rights.
    const { rows } = await world.database.db.withActor(other, async (tx) => {
      return {
        rows: [
          ...(await rawQuery(
            tx,
            `select * from forms.walk_sorted($1, '{}', 'people', null, false, 100, null)`,
            [formId],
          )),
          ...(await rawQuery(tx, `select * from forms.find_unsorted($1, '{}', 'people')`, [formId])),
          ...(await rawQuery(tx, `select * from forms.find_records($1, '{}', false, true, 100)`, [formId])),
          ...(await rawQuery(tx, `select * from forms.count_found($1, '{}', 100) where n > 0`, [formId])),
        ],
      };
    });
    expect(rows).toEqual([]);
  },
);

test('only the job takes records for sorting, and nobody reads the order itself', async () => {
  const run = (sql: string) => world.database.db.withActor(actor, (tx) => rawQuery(tx, sql));
  await expect(run('select * from forms.take_unsorted(1, 1)')).rejects.toThrow(/only a job/);
  await expect(run(`select forms.add_run('${formId}', '{}', '{}')`)).rejects.toThrow(/only a job/);
  for (const table of ['unsorted', 'answer_run', 'answer_page']) {
    await expect(run(`select * from forms.${table}`)).rejects.toThrow(/permission denied/);
  }
});
