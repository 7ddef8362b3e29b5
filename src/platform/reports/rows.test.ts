import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '#platform/http/testing.ts';
import * as data from './contract/data.ts';
import type { Filter } from './contract/filter.ts';
import * as view from './contract/view.ts';
import { fits } from './testing/oracle.ts';
import { createWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

const rowsOf = async (dataSet: string, querystring: Record<string, unknown> = {}) =>
  (await world.people.officer.call(data.listRows, { params: { dataSet }, querystring })).items;

const op = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const compared = (column: string, value: fc.Arbitrary<unknown>, part?: string): fc.Arbitrary<Filter> =>
  fc.tuple(op, value).map(([o, v]) => ({ op: o, column, ...(part ? { part } : {}), value: v }) as Filter);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });

/** Every kind of column of the two sets that the world holds, around the values that stand in them. */
const leaves: Record<string, fc.Arbitrary<Filter>> = {
  places_sites: fc.oneof(
    // Texts are compared by the order of the database, which is another than that of the language: for equality alone.
    fc
      .tuple(
        fc.constantFrom('eq', 'ne'),
        fc.constantFrom('code', 'notes'),
        orNull(fc.constantFrom('S-001', 's-001', '=cmd|calc', '')),
      )
      .map(([o, column, value]) => ({ op: o, column, value }) as Filter),
    compared('latitude', orNull(fc.constantFrom(10.5, 11, 0, 10.7))),
    compared('opened_on', orNull(fc.constantFrom('2026-01-15', '2026-01-16', '2025-12-31'))),
    compared('opened_on', fc.constantFrom(2025, 2026, 1, 15), 'year'),
    compared('updated_at', fc.constantFrom('2026-11-01T10:00:00.123456Z', '2026-11-01T10:00:00.000000Z')),
    fc
      .tuple(
        fc.constantFrom('contains', 'startsWith', 'endsWith'),
        fc.constantFrom('name', 'notes'),
        fc.constantFrom('a', 'ال', "O'", '%', '_', ''),
      )
      .map(([o, column, value]) => ({ op: o, column, value }) as Filter),
    fc
      .uniqueArray(orNull(fc.constantFrom('S-001', 'S-002', 'x')), { minLength: 1, maxLength: 3 })
      .map((values) => ({ op: 'in', column: 'code', values }) as Filter),
    fc
      .constantFrom<number[]>([20, 10, 21, 11], [0, -90, 180, 90], [170, 0, 20.5, 20], [-180, -90, 180, 90])
      .map((box) => ({ op: 'box', column: 'position', box }) as Filter),
  ),
  records: fc.oneof(
    compared('site_households', orNull(fc.constantFrom(7, 12, 12.5, 30, -1))),
    compared('site_opened', orNull(fc.constantFrom('2026-02-28', '2026-03-01', '2026-02-27'))),
    fc
      .tuple(
        fc.constantFrom('eq', 'ne'),
        fc.constantFrom('site_kind', 'site_name', 'review_state'),
        orNull(fc.constantFrom('camp', 'centre', 'Third', 'received', 'approved')),
      )
      .map(([o, column, value]) => ({ op: o, column, value }) as Filter),
    fc
      .constantFrom('water', 'food', 'other', 'none')
      .map((value) => ({ op: 'has', column: 'site_needs', value }) as Filter),
    compared(
      'start',
      fc.constantFrom('2026-11-01T07:00:00.000Z', '2026-11-01T07:00:00.001Z', '2026-10-31T23:00:00.000Z'),
    ),
    fc
      .constantFrom<number[]>([20, 10, 21, 11], [-10, -10, 0, 0])
      .map((box) => ({ op: 'box', column: 'position', box }) as Filter),
  ),
};
const treeOf = (leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
  fc.letrec<{ one: Filter }>((tie) => ({
    one: fc.oneof(
      { depthSize: 'small' },
      { arbitrary: leaf, weight: 3 },
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('one'), { maxLength: 3 }))
        .map(([o, of]) => ({ op: o, of }) as Filter),
      tie('one').map((of) => ({ op: 'not', of }) as Filter),
    ),
  })).one;

/** The SQL, the index of answers and the language of two truth values must find the same rows. */
test.each(Object.keys(leaves))('%s: a filter finds what it says, and the count agrees', async (name) => {
  const dataSet = name === 'records' ? world.records : name;
  const all = await rowsOf(dataSet);
  expect(all).toHaveLength(3);
  await fc.assert(
    fc.asyncProperty(treeOf(leaves[name]!), async (filter) => {
      const querystring = { filter: JSON.stringify(filter) };
      const wanted = all.filter((row) => fits(filter, row.values)).map((row) => row.key);
      expect((await rowsOf(dataSet, querystring)).map((row) => row.key)).toEqual(wanted);
      const { count } = await world.people.officer.call(data.countRows, { params: { dataSet }, querystring });
      expect(count).toBe(wanted.length);
    }),
    { numRuns: 120 },
  );
});

test('pages walk every order to the end, each row once, and a cursor of another order is refused', async () => {
  for (const sort of [
    'received_at',
    '-updated_at',
    'site_kind',
    '-site_opened',
    'site_opened,site_kind',
    'id',
  ]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: { items: { key: string }[]; nextCursor: string | null } = await world.people.officer.call(
        data.listRows,
        {
          params: { dataSet: world.records },
          querystring: { sort, limit: 1, ...(cursor ? { cursor } : {}) },
        },
      );
      seen.push(...page.items.map((i) => i.key));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen, sort).toEqual((await rowsOf(world.records, { sort })).map((r) => r.key));
    expect(new Set(seen).size).toBe(3);
  }
  const { nextCursor } = await world.people.officer.call(data.listRows, {
    params: { dataSet: world.records },
    querystring: { sort: 'site_kind', limit: 1 },
  });
  const other = {
    params: { dataSet: world.records },
    querystring: { sort: '-site_kind', cursor: nextCursor! },
  };
  expect(await refusal(world.people.officer.call(data.listRows, other))).toBe('400 reports.bad_cursor');
});

test('a chart counts and adds up what the list shows', async () => {
  const groups = async (querystring: Record<string, unknown>) =>
    (
      await world.people.officer.call(data.groupRows, {
        params: { dataSet: world.records },
        querystring: querystring as never,
      })
    ).groups;
  expect(await groups({ by: 'site_kind', sum: 'site_households' })).toEqual([
    { value: 'camp', rows: 2, sum: 42 },
    { value: 'centre', rows: 1, sum: 7 },
  ]);
  expect(await groups({ by: 'site_opened', each: 'year' })).toEqual([
    { value: null, rows: 2, sum: null },
    { value: '2026', rows: 1, sum: null },
  ]);
  const more = await world.people.officer.call(data.groupRows, {
    params: { dataSet: world.records },
    querystring: { by: 'site_kind', most: 1 },
  });
  expect(more).toMatchObject({ groups: [{ value: 'camp' }], more: true });
  const wrong = { params: { dataSet: world.records }, querystring: { by: 'site_kind', sum: 'site_name' } };
  expect(await refusal(world.people.officer.call(data.groupRows, wrong))).toBe('400 reports.filter_unusable');
});

describe('saved views', () => {
  const body = {
    list: 'data.places_sites',
    name: 'Camps',
    query: { filter: 'x', sort: '-code' },
    columns: ['code'],
  };
  const seenBy = async (who: keyof World['people']) =>
    (await world.people[who].call(view.listViews, { querystring: { list: body.list } })).items;

  test('are one’s own, and are replaced by their name', async () => {
    await world.people.officer.call(view.saveView, { body });
    const saved = await world.people.officer.call(view.saveView, {
      body: { ...body, query: { sort: 'code' } },
    });
    expect(await seenBy('officer')).toEqual([{ ...saved, query: { sort: 'code' }, own: true }]);
    for (const who of ['reader', 'neighbour', 'outsider'] as const) expect(await seenBy(who)).toEqual([]);
    const removal = world.people.reader.call(view.removeView, { params: { viewId: saved.id } });
    expect(await refusal(removal)).toBe('404 http.not_found');
    await world.people.officer.call(view.removeView, { params: { viewId: saved.id } });
    expect(await seenBy('officer')).toEqual([]);
  });

  test('are shared with an office in which one may share, and with a role of it', async () => {
    const share = (who: keyof World['people'], officeId: string, roleId: string | null = null) =>
      world.people[who].call(view.saveView, { body: { ...body, officeId, roleId } });
    expect(await refusal(share('reader', world.offices.one))).toBe('403 http.forbidden');
    expect(await refusal(share('officer', world.offices.two))).toBe('403 http.forbidden');
    await share('officer', world.offices.one);
    expect(await seenBy('reader')).toMatchObject([{ name: 'Camps', own: false }]);
    expect(await seenBy('neighbour')).toEqual([]);
    expect(await seenBy('former')).toEqual([]);
    await share('officer', world.offices.one, 'displacement-officer');
    expect(await seenBy('reader')).toEqual([]);
    expect(await seenBy('half')).toMatchObject([{ name: 'Camps', own: false }]);
    const [entry] = await world.trace('officer');
    expect(entry!.action).toBe('reports.view_saved');
    expect(JSON.stringify(entry)).not.toContain('-code');
  });
});
