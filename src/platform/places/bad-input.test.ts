import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { addCountry, listAreas } from './contract/area.ts';
import * as imports from './contract/import.ts';
import { bomb, boxGeometry, featureFile, textFile } from './import/testing/made-files.ts';
import { placesModule } from './module.ts';
import { communes, district, districtsFile, settings } from './testing/made-country.ts';
import { runImport } from './testing/run-import.ts';

let server: TestServer;
let officer: Caller;

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule()]);
  const office = await server.office('HQ');
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: office }]);
  await officer.call(addCountry, { body: { code: 'QZ', alpha3: 'QZZ', names: { en: 'Quelland' } } });
});
afterAll(() => server?.close());

interface File {
  name: string;
  bytes: Uint8Array;
}
const start = async () =>
  (await officer.call(imports.startAreaImport, { body: { ...settings, country: 'QZ', makeParents: false } }))
    .id;
const upload = (importId: string, file: File) =>
  officer.call(imports.addAreaFile, {
    params: { importId },
    querystring: { name: file.name },
    body: new Blob([file.bytes as Uint8Array<ArrayBuffer>]),
  } as never);
const bytesKept = async () =>
  (await server.database.ownerQuery<{ n: number }>('select count(bytes)::int n from places.import_file'))[0]!
    .n;

const polygon = (...ring: [number, number][]) => ({ type: 'Polygon', coordinates: [ring] });
const table = (...rows: string[]) => textFile('areas.csv', `level,pcode,name,parent\n${rows.join('\n')}\n`);
const shapes = (...features: object[]) => districtsFile(...features);

describe('boundaries that are wrong: told row by row, nothing applied', () => {
  const wrong: [string, File[], string, 'error' | 'warning'][] = [
    ['a P-code twice', [table('1,QZ01,Nord,', '1,QZ01,Sud,')], 'pcode_duplicate', 'error'],
    ['a child without its parent', [table('1,QZ01,Nord,', '2,QZ0901,Bourg,QZ09')], 'orphan', 'error'],
    ['a malformed P-code', [table('1,QZ01,Nord,', '1,QZ-02,Sud,')], 'pcode_malformed', 'error'],
    ['a P-code of another country', [table('1,QZ01,Nord,', '1,HT02,Sud,')], 'pcode_not_iso', 'error'],
    [
      'areas that overlap',
      [shapes(district(1), { ...district(2), geometry: boxGeometry(1.2, 0, 3, 1) })],
      'overlap',
      'error',
    ],
    [
      'a ring that crosses itself',
      [shapes(district(1), { ...district(2), geometry: polygon([2, 0], [3, 1], [3, 0], [2, 1], [2, 0]) })],
      'shape_crosses_itself',
      'warning',
    ],
    [
      'a shape without an area',
      [shapes(district(1), { ...district(2), geometry: polygon([2, 0], [3, 0], [2.5, 0], [2, 0]) })],
      'shape_no_area',
      'error',
    ],
    [
      'a child outside its parent',
      [
        districtsFile(),
        featureFile('qzz_adm2.geojson', [{ ...communes(1)[0]!, geometry: boxGeometry(5, 5, 6, 6) }]),
      ],
      'outside_parent',
      'error',
    ],
  ];
  it.each(wrong)('%s', async (_, files, code, severity) => {
    const importId = await start();
    for (const file of files) await upload(importId, file);
    await officer.call(imports.checkAreaImport, { params: { importId } });
    await runImport(server);
    const { report } = await officer.call(imports.getAreaImport, { params: { importId } });
    const { items } = await officer.call(imports.listAreaProblems, {
      params: { importId },
      querystring: { severity },
    });
    expect(items).toContainEqual(
      expect.objectContaining({ code: `places.import.${code}`, row: expect.any(Number) }),
    );
    expect(items.every((p) => p.message.length > 10 && !p.message.includes('{'))).toBe(true);
    if (severity === 'error') {
      expect(report!.counts.error).toBeGreaterThan(0);
      expect(await refusal(officer.call(imports.applyAreaImport, { params: { importId } }))).toBe(
        '422 places.import.has_errors',
      );
    }
    await officer.call(imports.discardAreaImport, { params: { importId } });
    expect((await officer.call(listAreas, { querystring: {} })).items).toEqual([]);
    expect(await bytesKept()).toBe(0);
  });
});

describe('files that are none', () => {
  it.each<[string, () => File, number, string]>([
    ['a bomb', () => ({ name: 'a.zip', bytes: bomb('adm1.shp', 401) }), 413, 'places.import.archive_bomb'],
    [
      'a bomb that lies',
      () => ({ name: 'a.xlsx', bytes: bomb('xl/worksheets/sheet1.xml', 200, 1000) }),
      422,
      'places.import.archive_broken',
    ],
    ['60 MB', () => ({ name: 'a.geojson', bytes: new Uint8Array(60_000_000) }), 413, ''],
    ['a picture', () => ({ name: 'a.geojson', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }), 422, ''],
  ])('%s', async (_, make, status, code) => {
    const importId = await start();
    expect(await refusal(upload(importId, make()))).toMatch(
      code === '' ? new RegExp(`^${status} (places|http)[.]`) : `${status} ${code}`,
    );
    const { files } = await officer.call(imports.getAreaImport, { params: { importId } });
    expect(files).toEqual([]);
    expect(await bytesKept()).toBe(0);
  });

  it('a name that climbs: only its last part is kept', async () => {
    const { files } = await upload(await start(), { ...districtsFile(), name: '../../etc/areas.geojson' });
    expect(files.map((file) => file.name)).toEqual(['areas.geojson']);
  });
});

describe('a body refused in the middle', () => {
  it('holds no stop of the server', async () => {
    const importId = await start();
    expect(await refusal(upload(importId, { name: 'a.geojson', bytes: new Uint8Array(60_000_000) }))).toMatch(
      /^413 /,
    );
    const open = () =>
      new Promise<number>((resolve) => server.app.server.getConnections((_, n) => resolve(n)));
    const closed = server.app.close();
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
    await closed;
  });
});
