import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { Problem } from '#platform/http/problem.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as area from './contract/area.ts';
import * as imports from './contract/import.ts';
import { textFile } from './import/testing/made-files.ts';
import { currentAreas, findSmallestArea } from './lookup.ts';
import { placesModule } from './module.ts';
import { COUNTRY_CODES, countryNames } from './reference/countries.ts';
import { importAreas } from './service/area-import.ts';
import { communesFile, district, districtsFile, settings } from './testing/made-country.ts';
import { runImport } from './testing/run-import.ts';

let server: TestServer;
let olga: Caller;
let enzo: Caller;

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule()]);
  const office = await server.office('HQ');
  olga = await server.persona('Olga', [{ role: 'displacement-officer', officeId: office }]);
  enzo = await server.persona('Enzo', [{ role: 'enumerator', officeId: office }]);
  await olga.call(area.addCountry, { body: { code: 'QZ', alpha3: 'QZZ', names: { en: 'Quelland' } } });
});
afterAll(() => server.close());

const actorOf = (caller: Caller): Actor => ({
  accountId: caller.accountId,
  kind: 'person',
  permissions: null,
  requestId: 'test',
});
const asOlga = <T>(fn: (tx: Tx, actor: Actor) => Promise<T>) =>
  server.database.db.withActor(actorOf(olga), (tx) => fn(tx, actorOf(olga)));

const upload = async (importId: string, file: { name: string; bytes: Uint8Array }) =>
  olga.call(imports.addAreaFile, {
    params: { importId },
    querystring: { name: file.name },
    body: new Blob([file.bytes as Uint8Array<ArrayBuffer>]),
  } as never);

describe('countries', () => {
  it('are those of ISO 3166-1 as the reference table has them', async () => {
    const { items } = await enzo.call(area.listCountries, {});
    expect(items.filter((c) => !c.userAssigned)).toEqual(
      COUNTRY_CODES.map(({ alpha2, alpha3, numeric }) => ({
        code: alpha2,
        alpha3,
        numericCode: numeric,
        names: countryNames(alpha2),
        userAssigned: false,
        areas: 0,
        levels: [],
        mayImport: false,
      })),
    );
  });

  it('takes only codes that ISO leaves to users, and each once', async () => {
    const add = (code: string) => refusal(olga.call(area.addCountry, { body: { code, names: { en: 'X' } } }));
    expect(await add('HT')).toBe('422 places.country.not_user_assigned');
    expect(await add('QZ')).toBe('409 places.country.code_taken');
    expect(await refusal(enzo.call(area.addCountry, { body: { code: 'XB', names: { en: 'X' } } }))).toBe(
      '403 http.forbidden',
    );
  });

  it('draws outlines without bands across the world, and asks only once', async () => {
    const response = await enzo.fetch('/api/places/countries.geojson?codes=FJ,HT,RU,AQ');
    const body = (await response.json()) as GeoJSON.FeatureCollection<GeoJSON.MultiPolygon | GeoJSON.Polygon>;
    expect(body.features.map((f) => f.id)).toEqual(['FJ', 'HT', 'RU', 'AQ']);
    for (const { geometry } of body.features) {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      for (const ring of polygons.flat()) {
        ring.slice(1).forEach(([x = 0, y = 0], i) => {
          // Along the pole the ring of Antarctica does run around the world.
          if (Math.abs(y) < 89) expect(Math.abs(x - (ring[i]?.[0] ?? 0))).toBeLessThan(180);
        });
      }
    }
    const again = await enzo.fetch('/api/places/countries.geojson?codes=FJ,HT,RU,AQ', {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });
});

const check = async (importId: string) => {
  await olga.call(imports.checkAreaImport, { params: { importId } });
  await runImport(server);
  return olga.call(imports.getAreaImport, { params: { importId } });
};

describe('an import through its steps', () => {
  it('changes nothing until it is applied, then everything at once', async () => {
    const draft = await olga.call(imports.startAreaImport, { body: { ...settings, country: 'QZ' } });
    await upload(draft.id, districtsFile());
    const withFiles = await upload(draft.id, communesFile());
    expect(withFiles.layers.map((layer) => [layer.id, layer.rows])).toEqual([
      ['qzz_adm1.geojson', 2],
      ['qzz_adm2.geojson', 4],
    ]);
    expect(withFiles.mappings[1]?.levels.map((l) => l.pcode)).toEqual(['ADM1_PCODE', 'ADM2_PCODE']);
    const checked = await check(draft.id);
    expect(checked.status).toBe('checked');
    expect(checked.report).toMatchObject({
      counts: { error: 0, warning: 0, info: 1 },
      rows: 6,
      plan: { added: 7 },
    });
    expect((await enzo.call(area.listAreas, { querystring: {} })).items).toEqual([]);
    await olga.call(imports.applyAreaImport, { params: { importId: draft.id } });
    await runImport(server);
    const applied = await olga.call(imports.getAreaImport, { params: { importId: draft.id } });
    expect(applied).toMatchObject({ status: 'applied' });
    const { items } = await enzo.call(area.listAreas, { querystring: { country: 'QZ' } });
    expect(items.map((a) => a.pcode)).toEqual(['QZ', 'QZ01', 'QZ02', 'QZ0101', 'QZ0102', 'QZ0201', 'QZ0202']);
    expect(items[1]).toMatchObject({
      names: { en: 'District 1', fr: 'Département 1' },
      validFrom: '2026-01-01',
      validTo: null,
    });
    expect(await refusal(olga.call(imports.applyAreaImport, { params: { importId: draft.id } }))).toBe(
      '409 places.import.not_open',
    );
    const stored = await server.database.ownerQuery(
      'select bytes from places.import_file where bytes is not null',
    );
    expect(stored).toEqual([]);
  });

  it('leaves an audit entry for the edition', async () => {
    const { items } = await olga.call(area.listEditions, { querystring: { country: 'QZ' } });
    expect(items[0]).toMatchObject({ name: 'First edition', counts: { added: 7 }, appliedByName: 'Olga' });
    const rows = await server.database.ownerQuery<{ n: number }>(
      "select count(*)::int n from audit.entry where body like '%places.edition_applied%'",
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('is not for those without the permission, and is hidden from them', async () => {
    expect(await refusal(enzo.call(imports.listAreaImports, { querystring: {} }))).toBe('403 http.forbidden');
    await server.database.db.withActor(actorOf(enzo), async (tx) => {
      const { listImports } = await import('./store/import.ts');
      expect(await listImports(tx, { limit: 10 })).toEqual([]);
    });
  });

  it('keeps its report and tells every problem in the language asked for', async () => {
    const draft = await olga.call(imports.startAreaImport, {
      body: { ...settings, country: 'QZ', validFrom: '2026-02-01' },
    });
    await upload(
      draft.id,
      textFile('adm2.csv', 'ADM2_PCODE,ADM2_EN,ADM1_PCODE\nQZ0901,Nowhere,QZ09\nHT01,Else,QZ01\n'),
    );
    const checked = await check(draft.id);
    expect(checked.report?.counts.error).toBe(2);
    const errors = checked.report?.groups.filter(({ severity }) => severity === 'error');
    expect(errors?.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const { items } = await olga.call(imports.listAreaProblems, {
      params: { importId: draft.id },
      querystring: { severity: 'error', lang: 'fr' },
    });
    expect(items.map((p) => [p.row, p.code, p.message])).toEqual([
      [
        3,
        'places.import.pcode_not_iso',
        'Le P-code HT01 ne commence ni par QZ ni par QZZ, les codes du pays.',
      ],
      [
        2,
        'places.import.orphan',
        'QZ0901 dépend de QZ09, qui n’est ni dans les fichiers ni en vigueur. Importez d’abord le niveau 1.',
      ],
    ]);
    const apply = olga.call(imports.applyAreaImport, { params: { importId: draft.id } });
    expect(await refusal(apply)).toBe('422 places.import.has_errors');
    expect((await enzo.call(area.listEditions, { querystring: { country: 'QZ' } })).items).toHaveLength(1);
    const csv = await (await olga.fetch(`/api/places/area-imports/${draft.id}/problems.csv?lang=es`)).text();
    expect(csv).toContain('Importe antes el nivel 1');
    const gone = await olga.call(imports.discardAreaImport, { params: { importId: draft.id } });
    expect(gone.status).toBe('discarded');
  });

  it('refuses a file that cannot be read and keeps those that can', async () => {
    const draft = await olga.call(imports.startAreaImport, { body: { ...settings, country: 'QZ' } });
    await upload(draft.id, districtsFile());
    const broken = textFile('broken.geojson', '{"type":"Feature');
    expect(await refusal(upload(draft.id, broken))).toBe('422 places.import.json_broken');
    expect(await refusal(upload(draft.id, districtsFile()))).toBe('409 places.import.file_twice');
    const now = await olga.call(imports.getAreaImport, { params: { importId: draft.id } });
    expect(now.files.map((f) => f.name)).toEqual(['qzz_adm1.geojson']);
    const fileId = now.files[0]?.id ?? '';
    const empty = await olga.call(imports.removeAreaFile, { params: { importId: draft.id, fileId } });
    expect([empty.files, empty.layers, empty.mappings]).toEqual([[], [], []]);
    const asked = olga.call(imports.checkAreaImport, { params: { importId: draft.id } });
    expect(await refusal(asked)).toBe('422 places.import.no_files');
  });
});

describe('areas', () => {
  it('are found by name in every language, without accents, and by P-code', async () => {
    const search = async (q: string) =>
      (await enzo.call(area.listAreas, { querystring: { q } })).items.map((a) => a.pcode);
    expect(await search('departement 2')).toEqual(['QZ02']);
    expect(await search('qz01')).toEqual(['QZ01', 'QZ0101', 'QZ0102']);
    expect(await search('100%')).toEqual([]);
  });

  it('page without gaps', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await enzo.call(area.listAreas, {
        querystring: { limit: 3, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((a) => a.pcode));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('know their place by a point', async () => {
    const { path } = await enzo.call(area.locate, { querystring: { lon: 1.5, lat: 0.75 } });
    expect(path.map((a) => a.pcode)).toEqual(['QZ', 'QZ01', 'QZ0102']);
    expect((await enzo.call(area.locate, { querystring: { lon: 50, lat: 50 } })).path).toEqual([]);
  });

  it('are drawn as GeoJSON and TopoJSON, kept by the browser until an edition changes them', async () => {
    const response = await enzo.fetch('/api/places/areas.geojson?level=2&parent=QZ01');
    const collection = (await response.json()) as GeoJSON.FeatureCollection;
    expect(collection.features.map((f) => f.id)).toEqual(['QZ0101', 'QZ0102']);
    expect(collection.features[0]?.properties).toMatchObject({
      parentPcode: 'QZ01',
      names: { en: 'Commune 1a' },
    });
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await enzo.fetch('/api/places/areas.geojson?level=2&parent=QZ01', { headers })).status).toBe(304);
    const topology = (await (await enzo.fetch('/api/places/areas.topojson?country=QZ&level=1')).json()) as {
      objects: { areas: { geometries: { id: string }[] } };
    };
    expect(topology.objects.areas.geometries.map((g) => g.id)).toEqual(['QZ01', 'QZ02']);
    expect((await enzo.fetch('/api/places/areas.geojson')).status).toBe(422);
    expect((await server.stranger.fetch('/api/places/areas.geojson?level=1')).status).toBe(401);
  });
});

describe('a later edition', () => {
  const second = { ...settings, country: 'QZ', name: 'Second edition', validFrom: '2026-06-01' };
  const renamed = district(2, { ADM1_EN: 'Shore' });

  it('changes nothing at all when one area is wrong', async () => {
    const before = await asOlga((tx) => currentAreas(tx));
    const files = [districtsFile(district(1), { ...renamed, geometry: district(1).geometry })];
    const failed = await asOlga((tx, actor) =>
      importAreas(tx, actor, { ...second, files }, new Date()),
    ).catch((cause: Problem) => cause);
    expect(failed).toMatchObject({ status: 422, code: 'places.import.has_errors' });
    expect((failed as Problem).options.errors?.[0]).toMatchObject({ path: 'qzz_adm1.geojson:2' });
    expect(await asOlga((tx) => currentAreas(tx))).toBe(before);
  });

  it('keeps what was before, with its days', async () => {
    const files = [districtsFile(district(1), renamed)];
    const { run } = await asOlga((tx, actor) => importAreas(tx, actor, { ...second, files }, new Date()));
    expect(run.planCounts).toMatchObject({ changed: 1, unchanged: 1, removed: 0, renamed: 1 });
    const detail = await enzo.call(area.getArea, { params: { pcode: 'QZ02' } });
    expect(detail.names.en).toBe('Shore');
    expect(detail.versions.map((v) => [v.names.en, v.validFrom, v.validTo, v.edition])).toEqual([
      ['Shore', '2026-06-01', null, 'Second edition'],
      ['District 2', '2026-01-01', '2026-06-01', 'First edition'],
    ]);
    expect(detail.parents.map((p) => p.pcode)).toEqual(['QZ']);
    expect(detail.children.map((c) => c.pcode)).toEqual(['QZ0201', 'QZ0202']);
  });

  it('is seen at once by the index of every process, since its stamp changed', async () => {
    const found = await asOlga((tx) => findSmallestArea(tx, 2.5, 0.25));
    expect(found?.path).toEqual(['QZ', 'QZ02', 'QZ0201']);
    expect((await asOlga((tx) => currentAreas(tx))).find('QZ02')?.names.en).toBe('Shore');
  });

  it('tells a merger and ends the area that went into another', async () => {
    const wide = { ...district(1), geometry: { ...district(1).geometry } };
    wide.geometry.coordinates = [
      [
        [1, 0],
        [3, 0],
        [3, 1],
        [1, 1],
        [1, 0],
      ],
    ];
    const gazetteer = textFile(
      'adm2.csv',
      'ADM1_PCODE,ADM2_PCODE,ADM2_EN\nQZ01,QZ0101,A\nQZ01,QZ0102,B\nQZ01,QZ0201,C\nQZ01,QZ0202,D\n',
    );
    const files = [districtsFile(wide), gazetteer];
    const third = { ...second, name: 'Third', validFrom: '2026-09-01' };
    const { run } = await asOlga((tx, actor) => importAreas(tx, actor, { ...third, files }, new Date()));
    expect(run.successions).toEqual([{ kind: 'merged', level: 1, from: ['QZ01', 'QZ02'], to: ['QZ01'] }]);
    const gone = await enzo.call(area.getArea, { params: { pcode: 'QZ02' } });
    expect(gone.validTo).toBe('2026-09-01');
    expect(gone.successions[0]).toMatchObject({ kind: 'merged', to: ['QZ01'], edition: 'Third' });
    expect(await refusal(enzo.call(area.getArea, { params: { pcode: 'QZ99' } }))).toBe('404 http.not_found');
  });
});
