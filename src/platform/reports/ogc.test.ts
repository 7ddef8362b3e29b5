import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from './testing/world.ts';

const run = promisify(execFile);
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

const ITEMS = '/ogc/collections/places_sites/items';
const items = async (query = '') => {
  const response = await world.feed('officer', `${ITEMS}${query}`);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
};
const codes = (body: { features: { properties: { code: string } }[] }) =>
  body.features.map((f) => f.properties.code).sort();

describe('by the letter of part 1: core', () => {
  test('the landing page leads to definition, conformance and data, and each of them is there', async () => {
    const body = await (await world.feed('officer', '/ogc')).json();
    // Where the definition says that it is: its server and the path `/`.
    expect(await (await world.feed('officer', '/ogc/')).json()).toEqual(body);
    const rels = new Map(body.links.map((l: { rel: string; href: string }) => [l.rel, l.href]));
    for (const rel of ['self', 'service-desc', 'conformance', 'data']) {
      const path = String(rels.get(rel)).slice(world.server.url.length);
      expect((await world.feed('officer', path)).status, rel).toBe(200);
    }
    const { conformsTo } = await (await world.feed('officer', '/ogc/conformance')).json();
    expect(conformsTo.map((c: string) => c.split('/').at(-1)).sort()).toEqual(['core', 'geojson', 'oas30']);
  });

  test('the definition is OpenAPI 3.0 and names the parameters that items take', async () => {
    const response = await world.feed('officer', '/ogc/api');
    expect(response.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0');
    const body = await response.json();
    expect(body.openapi).toMatch(/^3\.0\./);
    const names = body.paths['/collections/places_sites/items'].get.parameters.map(
      (p: { name: string }) => p.name,
    );
    expect(names).toEqual(expect.arrayContaining(['limit', 'bbox', 'datetime', 'code', 'type', 'notes']));
    expect(names).not.toContain('position');
    const masked = await (await world.feed('reader', '/ogc/api')).json();
    const left = masked.paths['/collections/places_sites/items'].get.parameters.map(
      (p: { name: string }) => p.name,
    );
    expect(left).not.toContain('notes');
  });

  test('items are GeoJSON with what the standard asks of an answer', async () => {
    const { body, type } = await items();
    expect(type).toBe('application/geo+json');
    expect(body).toMatchObject({ type: 'FeatureCollection', numberReturned: 3, numberMatched: 3 });
    expect(Date.parse(body.timeStamp)).not.toBeNaN();
    expect(body.features[0]).toMatchObject({ type: 'Feature', properties: { type: 'camp', state: 'open' } });
    const one = body.features.find((f: { properties: { code: string } }) => f.properties.code === 'S-001');
    expect(one.geometry).toEqual({ type: 'Point', coordinates: [20.25, 10.5] });
    const single = await (await world.feed('officer', `${ITEMS}/${one.id}`)).json();
    expect(single).toMatchObject({ type: 'Feature', id: one.id, properties: one.properties });
    expect(single.links.map((l: { rel: string }) => l.rel).sort()).toEqual(['collection', 'self']);
  });

  test('pages follow the next link to the end, each row once', async () => {
    const seen: string[] = [];
    let path: string | undefined = `${ITEMS}?limit=1`;
    for (let page = 0; path && page < 10; page++) {
      const body = await (await world.feed('officer', path)).json();
      seen.push(...codes(body));
      expect(body.numberReturned).toBe(body.features.length);
      const next = body.links.find((l: { rel: string }) => l.rel === 'next');
      path = next?.href.slice(world.server.url.length);
    }
    expect(seen.toSorted()).toEqual(['S-001', 'S-002', 'S-003']);
  });

  test.each([
    ['bbox=20,10,20.5,10.6', ['S-001']],
    ['bbox=20,10,0,20.5,10.6,100', ['S-001']],
    ['bbox=170,-20,21.5,20', ['S-001', 'S-002']],
    ['bbox=100,-20,-100,20', []],
    ['code=S-002', ['S-002']],
    ['code=S-002&type=village', []],
    ['datetime=2026-11-01T00:00:00Z/..', ['S-001', 'S-002', 'S-003']],
    ['datetime=../2026-10-31T00:00:00Z', []],
    ['datetime=2026-11-01', ['S-001', 'S-002', 'S-003']],
    ['datetime=2026-11-01T10:00:00.123456Z', ['S-001', 'S-002', 'S-003']],
    ['opened_on=2026-01-15&limit=2', undefined],
  ])('%s', async (query, expected) => {
    const { status, body } = await items(`?${query}`);
    expect(status).toBe(200);
    if (expected) expect(codes(body)).toEqual(expected);
    else expect(body.numberReturned).toBe(2);
  });

  test.each([
    'limit=0',
    'limit=-1',
    'limit=x',
    'bbox=1,2,3',
    'bbox=1,2,3,x',
    'bbox=0,10,1,-10',
    'bbox=0,0,500,10',
    'datetime=yesterday',
    'datetime=2026-11-02/2026-11-01',
    'colour=red',
    'opened_on=never',
    'cursor=abc',
    'bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326',
    'code=a&code=b',
  ])('%s is refused', async (query) => {
    expect((await items(`?${query}`)).status).toBe(400);
  });

  test('what is no collection, no feature, or no map for the caller', async () => {
    expect((await world.feed('officer', '/ogc/collections/nothing/items')).status).toBe(404);
    expect((await world.feed('officer', `${ITEMS}/none`)).status).toBe(404);
    expect((await world.feed('officer', '/ogc/collections/audit_entries')).status).toBe(404);
    // Where people are is masked for the reader: records are no map for them.
    expect((await world.feed('reader', `/ogc/collections/${world.records}/items`)).status).toBe(403);
    const { collections } = await (await world.feed('reader', '/ogc/collections')).json();
    expect(collections.map((c: { id: string }) => c.id).sort()).toEqual([
      'places_areas',
      'places_sites',
      'test_three_ways',
    ]);
    const stranger = await world.server.stranger.fetch('/ogc');
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  });
});

const ogrinfo = '/usr/bin/ogrinfo';
const installed = existsSync(ogrinfo);
if (!installed)
  console.log(
    'GDAL is not installed: the tests with its OGC API client are left out (apt-get install gdal-bin).',
  );

describe.skipIf(!installed)('as GDAL reads it', () => {
  const gdal = async (command: string, args: string[], credentials: 'bearer' | 'basic' = 'bearer') => {
    const token = await world.token('officer');
    const env =
      credentials === 'bearer'
        ? { GDAL_HTTP_HEADERS: `Authorization: Bearer ${token}` }
        : { GDAL_HTTP_USERPWD: `qgis:${token}`, GDAL_HTTP_AUTH: 'BASIC' };
    return (await run(join('/usr/bin', command), args, { env: { ...process.env, ...env } })).stdout;
  };
  const source = () => `OAPIF:${world.server.url}/ogc`;

  test.each(['bearer', 'basic'] as const)('finds the collections (%s)', async (credentials) => {
    const text = await gdal('ogrinfo', ['-ro', '-q', source()], credentials);
    expect(text).toContain('places_sites');
    expect(text).toContain(world.records);
  });

  test('reads types, places and rows, and narrows them by box and property', async () => {
    const summary = await gdal('ogrinfo', ['-ro', '-so', source(), 'places_sites']);
    expect(summary).toMatch(/Feature Count: 3/);
    expect(summary).toMatch(/code: String/);
    expect(summary).toMatch(/opened_on: Date/);
    const boxed = await gdal('ogrinfo', ['-ro', '-spat', '20', '10', '20.5', '11', source(), 'places_sites']);
    expect(boxed).toContain('S-001');
    expect(boxed).not.toContain('S-002');
    const chosen = await gdal('ogrinfo', ['-ro', '-where', "code = 'S-002'", source(), 'places_sites']);
    expect(chosen).toContain("O'Hara camp");
    expect(chosen).not.toContain('S-001');
  });

  test('converts a whole collection, page after page', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sojourn-ogr-'));
    try {
      const file = join(folder, 'sites.geojson');
      await gdal('ogr2ogr', ['-f', 'GeoJSON', file, source(), 'places_sites', '-oo', 'PAGE_SIZE=1']);
      const written = JSON.parse(await readFile(file, 'utf8'));
      expect(written.features.map((f: { properties: { name: string } }) => f.properties.name).sort()).toEqual(
        ['Kalimba', "O'Hara camp", 'مخيم النور'].sort(),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
