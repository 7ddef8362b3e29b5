import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '#platform/http/testing.ts';
import * as data from './contract/data.ts';
import type { Filter } from './contract/filter.ts';
import { createWorld, type Persona, SEALED_WORD, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

/** A data set with a column of each sensitivity. */
const SITES = 'test_three_ways';
const RESTRICTED = 'notes';
const SEALED = 'secret';
const json = (filter: Filter) => JSON.stringify(filter);

/** What one path answers to one person: codes of the sites, and the values of the restricted column. */
interface Taken {
  codes: string[];
  notes: (string | null)[];
}
type Path = (who: Persona) => Promise<Taken | string>;

/** What of an answer is the same by every path; a sealed column is there, without a value. */
const sorted = (rows: { code: unknown; notes: unknown; secret?: unknown }[]): Taken => {
  for (const row of rows) expect(row.secret || null).toBeNull();
  const inOrder = rows.toSorted((a, b) => String(a.code).localeCompare(String(b.code)));
  return {
    codes: inOrder.map((r) => String(r.code)),
    notes: inOrder.map((r) => (r.notes as string) || null),
  };
};
const answered = async (
  response: Response,
  read: (r: Response) => Promise<Taken>,
): Promise<Taken | string> => {
  const copy = Buffer.from(await response.clone().arrayBuffer());
  expect(copy.includes(SEALED_WORD)).toBe(false);
  if (response.ok) return read(response);
  const body = copy.toString();
  return `${response.status} ${/"code":"([^"]+)"/.exec(body)?.[1]}`;
};
const file = (who: Persona, format: string) =>
  world.people[who].fetch(`/api/reports/data-sets/${SITES}/export?format=${format}`);

const paths: Record<string, Path> = {
  list: async (who) => {
    const call = world.people[who].call(data.listRows, { params: { dataSet: SITES }, querystring: {} });
    return call.then(
      (page) => sorted(page.items.map((i) => i.values as never)),
      () => refusal(call),
    );
  },
  csv: async (who) =>
    answered(await file(who, 'csv'), async (r) => {
      const rows = parse(await r.text(), { columns: true, bom: true }) as Record<string, string>[];
      return sorted(rows.map((row) => ({ code: row.Code, notes: row.Notes, secret: row.Secret })));
    }),
  xlsx: async (who) =>
    answered(await file(who, 'xlsx'), async (r) => {
      const files = unzipSync(new Uint8Array(await r.arrayBuffer()));
      const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
      const cells = (row: string) =>
        new Map(
          [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>.*?(?:<t[^>]*>|<v>)(.*?)<\//g)].map((m) => [m[1], m[2]]),
        );
      const [head, ...rows] = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map((m) => cells(m[1]!));
      const at = (name: string) => [...head!].find(([, text]) => text === name)![0]!;
      expect(sheet).not.toContain(SEALED_WORD);
      const of = (row: Map<string | undefined, string | undefined>) => (name: string) => row.get(at(name));
      return sorted(
        rows.map(of).map((cell) => ({ code: cell('Code'), notes: cell('Notes'), secret: cell('Secret') })),
      );
    }),
  geojson: async (who) =>
    answered(await file(who, 'geojson'), async (r) =>
      sorted((await r.json()).features.map((f: { properties: object }) => f.properties)),
    ),
  odata: async (who) =>
    answered(await world.feed(who, `/odata/${SITES}`), async (r) => sorted((await r.json()).value)),
  ogc: async (who) =>
    answered(await world.feed(who, `/ogc/collections/${SITES}/items`), async (r) =>
      sorted((await r.json()).features.map((f: { properties: object }) => f.properties)),
    ),
  'odata by key': async (who) =>
    oneByOne(
      who,
      (id) => `/odata/${SITES}(${id})`,
      (body) => body,
    ),
  'ogc by id': async (who) =>
    oneByOne(
      who,
      (id) => `/ogc/collections/${SITES}/items/${id}`,
      (body) => body.properties,
    ),
};

/** Each site by an address of its own, those of the other operations too; one that is out of sight is not there. */
async function oneByOne(
  who: Persona,
  address: (id: string) => string,
  rowOf: (body: { properties: object }) => object,
): Promise<Taken | string> {
  const ids = await world.server.database.ownerQuery<{ id: string }>('select id from places.site');
  const rows: object[] = [];
  let refused = '';
  for (const { id } of ids) {
    const taken = await answered(await world.feed(who, address(id)), async (r) => {
      rows.push(rowOf((await r.json()) as never));
      return { codes: [], notes: [] };
    });
    if (typeof taken === 'string') refused = taken;
  }
  return rows.length > 0 ? sorted(rows as never) : refused;
}

const OWN = ['S-001', 'S-002', 'S-003'];
const expected: Record<Persona, (path: string) => Taken | string> = {
  officer: () => ({ codes: OWN, notes: ['=cmd|calc', null, 'Chief lives here'] }),
  neighbour: () => ({ codes: ['T-001'], notes: ['Secret of the neighbour'] }),
  reader: () => ({ codes: OWN, notes: [null, null, null] }),
  half: () => ({ codes: [...OWN, 'T-001'], notes: ['=cmd|calc', null, 'Chief lives here', null] }),
  former: () => '403 http.forbidden',
  outsider: () => '403 http.forbidden',
};

describe.each(Object.keys(paths))('rows and masked values by %s', (path) => {
  test.each(Object.keys(expected) as Persona[])('%s', async (who) => {
    const taken = await paths[path]!(who);
    const wanted = expected[who](path);
    // A CSV disarms what a spreadsheet would run; every other path gives the text as it is.
    if (path === 'csv' && typeof wanted === 'object')
      expect(taken).toEqual({
        ...wanted,
        notes: wanted.notes.map((n) => (n?.startsWith('=') ? `'${n}` : n)),
      });
    else if (path === 'xlsx' && typeof wanted === 'object') expect(taken).toEqual(wanted);
    else expect(taken).toEqual(wanted);
  });

  test('a stranger', async () => {
    const address = {
      odata: `/odata/${SITES}`,
      'odata by key': `/odata/${SITES}(${crypto.randomUUID()})`,
      ogc: `/ogc/collections/${SITES}/items`,
      'ogc by id': `/ogc/collections/${SITES}/items/${crypto.randomUUID()}`,
      list: `/api/reports/data-sets/${SITES}/rows`,
    };
    const response = await world.server.stranger.fetch(
      address[path as keyof typeof address] ?? `/api/reports/data-sets/${SITES}/export?format=${path}`,
    );
    expect(response.status).toBe(401);
  });

  test('leaves its trace, with what was masked and without any value', async () => {
    await paths[path]!('reader');
    const [entry] = await world.trace('reader');
    expect(entry!.action).toBe(path === 'list' ? 'reports.data_read' : 'reports.data_exported');
    expect(entry!.after).toMatchObject({
      dataSet: SITES,
      way: path.split(' ')[0],
      masked: [RESTRICTED, SEALED],
    });
    expect(JSON.stringify(entry)).not.toMatch(/S-00|Chief/);
  });
});

test('a token that is narrowed gives no more than it names', async () => {
  const narrow = ['reports.feed.read', 'reports.data.read'];
  expect((await world.feed('officer', `/odata/${SITES}`, narrow)).status).toBe(404);
  expect(await (await world.feed('officer', '/odata', narrow)).json()).toMatchObject({
    value: [{ name: 'places_areas' }],
  });
  expect((await world.feed('officer', '/odata', ['places.site.read'])).status).toBe(403);
  const unmasked = await world.feed('officer', `/odata/${SITES}`, [...narrow, 'places.site.read']);
  const body = await unmasked.json();
  expect(body['@Sojourn.Masked']).toEqual([RESTRICTED, SEALED]);
  expect(body.value.map((v: { notes: unknown }) => v.notes)).toEqual([null, null, null]);
});

/** To filter, sort, group or count by a masked column would show it. Each way of asking is refused alike. */
const revealing: Record<string, (column: string) => string> = {
  'list filter': (c) =>
    `/api/reports/data-sets/${SITES}/rows?filter=${encodeURIComponent(json({ op: 'startsWith', column: c, value: 'C' }))}`,
  'list filter inside not and or': (c) =>
    `/api/reports/data-sets/${SITES}/rows?filter=${encodeURIComponent(json({ op: 'not', of: { op: 'or', of: [{ op: 'eq', column: c, value: null }] } }))}`,
  'list order': (c) => `/api/reports/data-sets/${SITES}/rows?sort=-${c}`,
  count: (c) =>
    `/api/reports/data-sets/${SITES}/count?filter=${encodeURIComponent(json({ op: 'ne', column: c, value: null }))}`,
  'chart by': (c) => `/api/reports/data-sets/${SITES}/groups?by=${c}`,
  'chart filter': (c) =>
    `/api/reports/data-sets/${SITES}/groups?by=type&filter=${encodeURIComponent(json({ op: 'eq', column: c, value: 'x' }))}`,
  'csv filter': (c) =>
    `/api/reports/data-sets/${SITES}/export?filter=${encodeURIComponent(json({ op: 'contains', column: c, value: 'x' }))}`,
  'csv order': (c) => `/api/reports/data-sets/${SITES}/export?sort=${c}`,
  'odata filter': (c) => `/odata/${SITES}?$filter=${encodeURIComponent(`contains(${c},'Chief')`)}`,
  'odata filter by a part': (c) => `/odata/${SITES}?$filter=${encodeURIComponent(`tolower(${c}) eq 'x'`)}`,
  'odata order': (c) => `/odata/${SITES}?$orderby=${c}`,
  'odata count': (c) => `/odata/${SITES}/$count?$filter=${encodeURIComponent(`${c} ne null`)}`,
  'odata counted page': (c) =>
    `/odata/${SITES}?$top=0&$count=true&$filter=${encodeURIComponent(`${c} ne null`)}`,
  'ogc property': (c) => `/ogc/collections/${SITES}/items?${c}=Chief%20lives%20here`,
};
const asks = async (who: Persona, path: string) =>
  path.startsWith('/api') ? world.people[who].fetch(path) : world.feed(who, path);

describe.each(Object.entries(revealing))('%s', (_, address) => {
  test('is refused on a masked column and taken on an open one', async () => {
    const refused = await asks('reader', address(RESTRICTED));
    expect(refused.status).toBe(403);
    const said = await refused.text();
    expect(said).toContain('reports.column_masked');
    expect(said).not.toContain('Chief');
    expect((await asks('reader', address('code'))).status).toBe(200);
    expect((await asks('officer', address(RESTRICTED))).status).toBe(200);
  });

  test('is refused on a sealed column, whoever asks', async () => {
    const refused = await asks('officer', address(SEALED));
    expect(refused.status).toBe(403);
    const said = await refused.text();
    expect(said).toContain('reports.column_masked');
    expect(said).not.toContain(SEALED_WORD);
  });

  test('shows nothing of the operations in which the column is masked', async () => {
    const text = await (await asks('half', address(RESTRICTED))).text();
    expect(text).not.toContain('Secret of the neighbour');
  });
});

test('a chart counts what its reader sees, and leaves its trace', async () => {
  const chart = `/api/reports/data-sets/${SITES}/groups?by=type`;
  const counted = async (who: Persona) => {
    const answer = await world.people[who].fetch(chart);
    return answer.ok ? (await answer.json()).groups : answer.status;
  };
  expect(await counted('neighbour')).toEqual([{ value: 'camp', rows: 1, sum: null }]);
  expect(await counted('half')).toEqual([{ value: 'camp', rows: 4, sum: null }]);
  for (const who of ['former', 'outsider'] as const) expect(await counted(who)).toBe(403);
  expect((await world.server.stranger.fetch(chart)).status).toBe(401);
  expect(await counted('reader')).toEqual([{ value: 'camp', rows: 3, sum: null }]);
  const [entry] = await world.trace('reader');
  expect(entry).toMatchObject({
    action: 'reports.data_read',
    after: { dataSet: SITES, way: 'chart', columns: ['type'], masked: [RESTRICTED, SEALED] },
  });
});

test('the description of a set names what is sealed and shows none of it', async () => {
  for (const path of ['/odata/$metadata', `/ogc/collections/${SITES}/queryables`, '/ogc/api']) {
    const text = await (await world.feed('officer', path)).text();
    expect(text, path).not.toContain(SEALED_WORD);
    if (path.startsWith('/ogc')) expect(text, path).not.toContain('"secret"');
  }
  const info = await world.people.reader.call(data.getDataSet, { params: { dataSet: SITES } } as never);
  expect(info.columns.map(({ name, access }) => `${name} ${access}`)).toEqual(
    expect.arrayContaining(['code seen', `${RESTRICTED} masked`, `${SEALED} sealed`]),
  );
});

test('an answer in a hidden operation is as good as empty to filters', async () => {
  const find = async (filter: Filter) =>
    (
      await world.people.half.call(data.listRows, {
        params: { dataSet: SITES },
        querystring: { filter: json(filter), columns: 'code' },
      })
    ).items.map((i) => i.values.code);
  expect(await find({ op: 'startsWith', column: RESTRICTED, value: 'Secret' })).toEqual([]);
  expect(await find({ op: 'eq', column: RESTRICTED, value: null })).toEqual(['S-002', 'T-001']);
  expect(await find({ op: 'not', of: { op: 'contains', column: RESTRICTED, value: 'x' } })).toEqual([
    ...OWN,
    'T-001',
  ]);
});

describe('what is sealed leaves by no way, whoever asks', () => {
  test.each([
    ['list', () => world.people.officer.fetch('/api/reports/data-sets/audit_entries/rows?sort=reason')],
    ['list of the officer', () => world.people.officer.fetch('/api/reports/data-sets/audit_entries/rows')],
  ])('%s without the permission', async (_, ask) => {
    expect((await ask()).status).toBe(404);
  });

  test('nobody sees or asks it', async () => {
    const auditor = await world.server.persona('auditor', [{ role: 'auditor', officeId: world.offices.top }]);
    const body = await (await auditor.fetch('/api/reports/data-sets/audit_entries/rows')).json();
    expect(body.items.length).toBeGreaterThan(3);
    expect(body.items.every((i: { values: { changes: unknown } }) => i.values.changes === null)).toBe(true);
    expect((await auditor.fetch('/api/reports/data-sets/audit_entries/rows?sort=changes')).status).toBe(403);
    const csv = await (await auditor.fetch('/api/reports/data-sets/audit_entries/export')).text();
    expect(csv).not.toContain('dataSet');
  });
});
