import { encodeCursor } from '@sojourn/route-contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitRecord } from '#platform/forms/contract/record.ts';
import { siteXml } from '#platform/forms/testing/workbook.ts';
import { refusal } from '#platform/http/testing.ts';
import * as data from './contract/data.ts';
import type { Filter } from './contract/filter.ts';
import { fits } from './testing/oracle.ts';
import { createWorld, type World } from './testing/world.ts';

interface Item {
  key: string;
  values: Record<string, unknown>;
}
const KINDS = ['camp', 'centre'];
let world: World;
let all: Item[];
/** The record whose answer to a date is no day: empty to whoever reads it, it stands where its text would. */
let noDay: string;

const page = (querystring: Record<string, unknown>) =>
  world.people.officer.call(data.listRows, { params: { dataSet: world.records }, querystring }) as Promise<{
    items: Item[];
    nextCursor: string | null;
  }>;

async function submit(n: number): Promise<void> {
  const form = new FormData();
  const xml = siteXml({
    name: `Site ${n % 9}`,
    kind: n % 4 === 0 ? '' : KINDS[n % 2]!,
    households: n % 5 === 0 ? '' : String((n * 7) % 13),
    opened: n % 3 === 0 ? '' : `2026-0${1 + (n % 9)}-1${n % 10}`,
  });
  form.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'submission.xml');
  await world.people.officer.call(submitRecord, { params: { formId: world.formId }, body: form } as never);
}

beforeAll(async () => {
  world = await createWorld();
  for (let n = 0; n < 36; n++) await submit(n);
  all = (await page({ limit: 200 })).items;
  expect(all).toHaveLength(39);
  noDay = all.find((row) => String(row.values.site_name).startsWith('=HYPERLINK'))!.key;
});
afterAll(() => world?.close());

/** Columns whose values, as they leave, compare as they are sorted; of texts only what is empty is told. */
const COLUMNS = {
  site_households: true,
  site_opened: true,
  site_kind: true,
  review_state: true,
  received_at: true,
  updated_at: true,
  start: true,
  site_name: false,
  instance_name: false,
};
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom(...KINDS).map((value) => ({ op: 'eq', column: 'site_kind', value }) as Filter),
  fc.integer({ min: 0, max: 12 }).map((value) => ({ op: 'ge', column: 'site_households', value }) as Filter),
  fc.constant({ op: 'eq', column: 'site_kind', value: null } as Filter),
  fc.constant({ op: 'contains', column: 'site_name', value: '3' } as Filter),
);
const filters = fc.option(
  fc.oneof(
    leaf,
    leaf.map((of): Filter => ({ op: 'not', of })),
  ),
  { nil: undefined },
);

test('whatever rows are sorted and narrowed by, pages hold each row once, in order, what is empty first or last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])),
      fc.boolean(),
      filters,
      fc.integer({ min: 4, max: 40 }),
      async (column, down, filter, limit) => {
        const asked = {
          sort: down ? `-${column}` : column,
          limit,
          ...(filter ? { filter: JSON.stringify(filter) } : {}),
        };
        const rows: Item[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const part = await page({ ...asked, ...(cursor ? { cursor } : {}) });
          rows.push(...part.items);
          cursor = part.nextCursor;
        }
        const wanted = filter ? all.filter((row) => fits(filter, row.values)) : all;
        expect(rows.map((row) => row.key).toSorted()).toEqual(wanted.map((row) => row.key).toSorted());
        const told = rows.filter((row) => column !== 'site_opened' || row.key !== noDay);
        const values = told.map((row) => row.values[column]) as (string | number | null)[];
        if (down) values.reverse();
        const empty = values.filter((value) => value === null).length;
        expect(values.slice(0, empty).every((value) => value === null)).toBe(true);
        const filled = values.slice(empty) as string[];
        if (COLUMNS[column])
          expect(filled).toEqual(filled.toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1)));
      },
    ),
    { numRuns: 80 },
  );
}, 60_000);

test('rows that are skipped lead on to the rest, and a place of another order is refused', async () => {
  const get = async (path: string) => (await world.feed('officer', path)).json();
  const first = await get(`/odata/${world.records}?$orderby=site_households&$skip=30&$top=20`);
  expect(first.value).toHaveLength(9);
  const whole = await get(`/odata/${world.records}?$orderby=site_households`);
  const told = (row: { site_households: number | null }) => row.site_households;
  expect(first.value.map(told)).toEqual(whole.value.slice(30).map(told));
  const { nextCursor } = await page({ sort: 'site_households', limit: 5 });
  for (const sort of ['-site_households', 'site_opened', 'received_at'])
    expect(await refusal(page({ sort, limit: 5, cursor: nextCursor })), sort).toBe('400 reports.bad_cursor');
  for (const sort of ['site_households', 'updated_at']) {
    const forged = encodeCursor([`${sort},id walked`, 'nowhere']);
    expect(await refusal(page({ sort, limit: 5, cursor: forged })), sort).toBe('400 forms.cursor');
  }
});
