import { OData } from '@odata/client';
import { xml2json } from 'odata-csdl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

type Body = {
  value: Record<string, unknown>[];
  '@odata.nextLink'?: string;
  '@odata.count'?: number;
  '@odata.context': string;
};
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(path.startsWith('http') ? path : world.server.url + path, {
    headers: { authorization: `Bearer ${await world.token('officer')}`, ...headers },
  });
  return { response, body: (await response.json()) as Body };
};
const codes = async (query: string) => {
  const { response, body } = await get(`/odata/places_sites?${query}`);
  expect(response.status, JSON.stringify(body)).toBe(200);
  return body.value.map((v) => v.code);
};
const q = encodeURIComponent;

describe('by the letter of OData 4.0', () => {
  test('the service document names the sets that may leave with the caller', async () => {
    for (const path of ['/odata', '/odata/']) {
      const { response, body } = await get(path);
      expect(response.headers.get('odata-version')).toBe('4.0');
      expect(response.headers.get('content-type')).toBe(
        'application/json;odata.metadata=minimal;charset=utf-8',
      );
      expect(body['@odata.context']).toBe(`${world.server.url}/odata/$metadata`);
      expect(body.value.map((v) => v.name).sort()).toEqual([
        'places_areas',
        'places_sites',
        world.records,
        'test_three_ways',
      ]);
      expect(body.value.every((v) => v.kind === 'EntitySet' && v.url === v.name)).toBe(true);
    }
  });

  test('the metadata is CSDL that the converter of OASIS reads strictly, and it describes what is answered', async () => {
    const response = await world.feed('reader', '/odata/$metadata');
    expect(response.headers.get('content-type')).toBe('application/xml;charset=utf-8');
    const messages: unknown[] = [];
    const model = xml2json(await response.text(), { strict: true, messages });
    expect(messages).toEqual([]);
    const { Sojourn: schema } = model;
    const type = schema.places_sites;
    expect(type.$Kind).toBe('EntityType');
    expect(type.$Key).toEqual(['id']);
    const properties = Object.keys(type).filter((k) => !k.startsWith('$'));
    const { value } = await (await world.feed('reader', '/odata/places_sites')).json();
    expect(Object.keys(value[0]).sort()).toEqual(properties.sort());
    expect(type.notes['@Sojourn.Masked']).toBe('masked');
    expect(type.code.$Nullable ?? false).toBe(false);
    expect(type.opened_on).toMatchObject({ $Type: 'Edm.Date', $Nullable: true });
    const functions: string[] = schema.Feeds['@Capabilities.FilterFunctions'];
    expect(functions).toEqual(
      expect.arrayContaining(['contains', 'startswith', 'endswith', 'tolower', 'year']),
    );
    const set = schema.Feeds.places_sites;
    expect(set['@Capabilities.FilterRestrictions']).toEqual({ NonFilterableProperties: ['notes'] });
    expect(set['@Capabilities.SortRestrictions']).toEqual({ NonSortableProperties: ['notes'] });
    const records = schema[world.records];
    expect(records.site_needs).toMatchObject({ $Collection: true });
    expect(records.site_households.$Type).toBe('Edm.Int64');
  });

  test.each([
    [`$filter=${q("code eq 'S-002'")}`, ['S-002']],
    [`$filter=${q("name eq 'O''Hara camp'")}`, ['S-002']],
    [`$filter=${q("contains(name,'hara')")}`, []],
    [`$filter=${q("contains(tolower(name),'hara')")}`, ['S-002']],
    [`$filter=${q("startswith(code,'S') and not endswith(code,'1')")}`, ['S-002', 'S-003']],
    [`$filter=${q("code in ('S-001','S-003')")}`, ['S-001', 'S-003']],
    [`$filter=${q('latitude eq null')}`, ['S-003']],
    [`$filter=${q('latitude gt 10.6')}`, ['S-002']],
    [`$filter=${q('not (latitude gt 10.6)')}`, ['S-001', 'S-003']],
    [`$filter=${q('latitude ne 11')}`, ['S-001', 'S-003']],
    [`$filter=${q('opened_on ge 2026-01-15 and year(opened_on) eq 2026')}`, ['S-001', 'S-002', 'S-003']],
    [`$filter=${q('updated_at eq 2026-11-01T10:00:00.123456Z')}`, ['S-001', 'S-002', 'S-003']],
    ['$orderby=code desc', ['S-003', 'S-002', 'S-001']],
    // What is empty comes first, and last when it goes down.
    ['$orderby=latitude', ['S-003', 'S-001', 'S-002']],
    ['$orderby=latitude desc', ['S-002', 'S-001', 'S-003']],
    ['$orderby=code&$skip=1&$top=1', ['S-002']],
    ['$top=0', []],
  ])('%s', async (query, expected) => expect(await codes(query)).toEqual(expected));

  test('a page ends with the link to the next, whatever it is sorted by', async () => {
    for (const order of ['code', 'latitude', 'latitude desc', 'type,name desc', 'updated_at']) {
      const seen: unknown[] = [];
      let link: string | undefined = `/odata/places_sites?$count=true&$orderby=${q(order)}`;
      for (let page = 0; link && page < 9; page++) {
        const { body, response }: Awaited<ReturnType<typeof get>> = await get(link, {
          prefer: 'odata.maxpagesize=1',
        });
        expect(response.headers.get('preference-applied')).toBe('odata.maxpagesize=1');
        expect(body['@odata.count']).toBe(page === 0 ? 3 : undefined);
        seen.push(...body.value.map((v) => v.code));
        link = body['@odata.nextLink'];
      }
      expect(seen, order).toEqual(await codes(`$orderby=${q(order)}`));
    }
    const { body } = await get('/odata/places_sites?$top=2', { prefer: 'odata.maxpagesize=1' });
    const second = await get(body['@odata.nextLink']!, { prefer: 'odata.maxpagesize=1' });
    expect(second.body['@odata.nextLink']).toBeUndefined();
  });

  test('select, one entity, and counting', async () => {
    const { body } = await get('/odata/places_sites?$select=code,name&$orderby=code');
    expect(body['@odata.context']).toBe(`${world.server.url}/odata/$metadata#places_sites(code,name)`);
    expect(body.value[0]).toEqual({ code: 'S-001', name: 'Kalimba' });
    const [{ id }] = (await get('/odata/places_sites?$orderby=code')).body.value as [{ id: string }];
    const { body: one } = await get(`/odata/places_sites(${id})`);
    expect(one).toMatchObject({
      '@odata.context': expect.stringMatching(/#places_sites\/\$entity$/),
      code: 'S-001',
    });
    const count = await world.feed('officer', `/odata/places_sites/$count?$filter=${q('latitude ne null')}`);
    expect([count.headers.get('content-type'), await count.text()]).toEqual([
      'text/plain;charset=utf-8',
      '2',
    ]);
  });

  test.each([
    ['/odata/nothing', 404, 'http.not_found'],
    ['/odata/places_sites(01234567-89ab-7def-8123-456789abcdef)', 404, 'http.not_found'],
    ['/odata/places_sites/code', 404, 'http.not_found'],
    ['/odata/places_sites?$filter=colour%20eq%201', 400, 'reports.column_unknown'],
    ['/odata/places_sites?$filter=latitude%20eq%20%27x%27', 400, 'reports.filter_unusable'],
    ['/odata/places_sites?$filter=((', 400, 'reports.query_unreadable'],
    ['/odata/places_sites?$orderby=colour', 400, 'reports.column_unknown'],
    ['/odata/places_sites?$select=colour', 400, 'reports.column_unknown'],
    ['/odata/places_sites?$skiptoken=abc', 400, 'reports.bad_cursor'],
    [
      `/odata/places_sites?$skiptoken=${Buffer.from('["code,id","x","y"]').toString('base64url')}`,
      400,
      'reports.value_unfit',
    ],
    ['/odata/places_sites?$filter=latitude%20gt%201e400', 400, 'reports.filter_unusable'],
    ['/odata/places_areas?$filter=level%20gt%201e300', 200, undefined],
    ['/odata/places_sites?$expand=x', 501, 'reports.query_unsupported'],
    ['/odata/places_sites?$apply=x', 501, 'reports.query_unsupported'],
  ])('%s: %i %s', async (path, status, code) => {
    const { response, body } = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('odata-version')).toBe('4.0');
    if (code) expect(body).toEqual({ error: { code, message: expect.any(String) } });
  });

  test('who has no token is asked for one, in a way that spreadsheets understand', async () => {
    const bare = await world.server.stranger.fetch('/odata');
    expect(bare.status).toBe(401);
    expect(bare.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    const basic = (user: string, secret: string) =>
      fetch(`${world.server.url}/odata`, {
        headers: { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` },
      });
    expect((await basic('anything', await world.token('officer'))).status).toBe(200);
    expect((await basic('officer@example.org', 'correct horse battery')).status).toBe(401);
    expect((await basic('x', 'sj_unknown-unknown-unknown')).status).toBe(401);
  });
});

test('an independent client reads, filters, sorts, counts and finds', async () => {
  const authorization = `Bearer ${await world.token('officer')}`;
  const client = OData.New4({
    serviceEndpoint: `${world.server.url}/odata/`,
    commonHeaders: { Authorization: authorization } as never,
  });
  const sites = client.getEntitySet<{ id: string; code: string; name: string; latitude: number | null }>(
    'places_sites',
  );
  const all = await sites.query();
  expect(all.map((s) => s.code).sort()).toEqual(['S-001', 'S-002', 'S-003']);
  const some = await sites.query(
    client.newOptions().filter(client.newFilter().property('latitude').gt(10.6)).select(['code', 'name']),
  );
  expect(some.map((s) => s.name)).toEqual(["O'Hara camp"]);
  const sorted = await sites.query(client.newOptions().orderby('code', 'desc').top(2));
  expect(sorted.map((s) => s.code)).toEqual(['S-003', 'S-002']);
  expect(await sites.count(client.newFilter().property('name').eq('Kalimba'))).toBe(1);
  expect((await sites.retrieve(all[0]!.id as never)).code).toBe(all[0]!.code);
});

test('records of a form come with their answers by question, text that is no day as none', async () => {
  const { body } = await get(`/odata/${world.records}?$orderby=site_households desc`);
  expect(
    body.value.map((v) => [v.site_name, v.site_kind, v.site_households, v.site_needs, v.site_opened]),
  ).toEqual([
    ['Third', 'camp', 30, null, null],
    ['Kalimba', 'camp', 12, ['water', 'food'], '2026-02-28'],
    ['=HYPERLINK("http://evil")', 'centre', 7, ['other'], null],
  ]);
  const { body: masked } = { body: await (await world.feed('reader', `/odata/${world.records}`)).json() };
  expect(
    masked.value.map((v: Record<string, unknown>) => [
      v.site_name,
      v.latitude,
      v.submitted_by,
      v.site_gps_latitude,
    ]),
  ).toEqual(Array(3).fill([null, null, null, null]));
  expect((await world.feed('neighbour', `/odata/${world.records}`)).status).toBe(404);
});
