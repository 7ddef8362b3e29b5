import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { addCountry } from './contract/area.ts';
import * as imports from './contract/import.ts';
import * as contract from './contract/site.ts';
import { textFile } from './import/testing/made-files.ts';
import { findSiteByCode } from './lookup.ts';
import { placesModule } from './module.ts';
import { importAreas } from './service/area-import.ts';
import { importSites } from './service/import-run.ts';
import { communesFile, districtsFile, settings } from './testing/made-country.ts';
import { runImport } from './testing/run-import.ts';

let server: TestServer;
let olga: Caller;
let dina: Caller;
let faraway: Caller;
let north: string;
let south: string;

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule()]);
  const hq = await server.office('HQ');
  const other = await server.office('OTHER');
  north = await server.operation('NORTH', hq);
  south = await server.operation('SOUTH', other);
  olga = await server.persona('Olga', [{ role: 'displacement-officer', officeId: hq }]);
  dina = await server.persona('Dina', [{ role: 'director', officeId: hq }]);
  faraway = await server.persona('Fara', [{ role: 'displacement-officer', officeId: other }]);
  await olga.call(addCountry, { body: { code: 'QZ', alpha3: 'QZZ', names: { en: 'Quelland' } } });
  await asOlga((tx, actor) =>
    importAreas(
      tx,
      actor,
      { ...settings, country: 'QZ', files: [districtsFile(), communesFile()] },
      new Date(),
    ),
  );
});
afterAll(() => server.close());

const asOlga = <T>(fn: (tx: Tx, actor: Actor) => Promise<T>) => {
  const actor: Actor = { accountId: olga.accountId, kind: 'person', permissions: null, requestId: 'test' };
  return server.database.db.withActor(actor, (tx) => fn(tx, actor));
};

const create = (caller: Caller, more: object) =>
  caller.call(contract.createSite, { body: { operationId: north, type: 'camp', ...more } as never });

describe('a site', () => {
  it('is placed by its point', async () => {
    const site = await create(olga, { code: 'S-1', name: 'Old mill', lat: 0.25, lon: 1.5 });
    expect(site.areaPath.map((a) => a.pcode)).toEqual(['QZ', 'QZ01', 'QZ0101']);
    expect(site).toMatchObject({
      areaFrom: 'point',
      area: { names: { en: 'Commune 1a' } },
      state: 'open',
      revision: 1,
    });
  });

  it('without a point stands in the area that a person gives', async () => {
    const site = await create(olga, { code: 'S-2', name: 'School', pcode: 'QZ02' });
    expect(site).toMatchObject({ areaFrom: 'given', area: { pcode: 'QZ02' } });
    expect(await refusal(create(olga, { code: 'S-3', name: 'X', pcode: 'QZ77' }))).toBe(
      '422 places.site.area_unknown',
    );
  });

  it.each<[string, object, string]>([
    ['taken code', { code: 'S-1', name: 'Twin' }, '409 places.site.code_taken'],
    ['half a point', { code: 'S-9', name: 'X', lat: 1 }, '422 places.site_import.half_point'],
    ['no name', { code: 'S-9', name: ' ' }, '400 http.invalid'],
    [
      'closed without a day',
      { code: 'S-9', name: 'X', state: 'closed' },
      '422 places.site.closed_needs_date',
    ],
    [
      'closed before opened',
      { code: 'S-9', name: 'X', state: 'closed', openedOn: '2026-03-01', closedOn: '2026-02-01' },
      '422 places.site.closed_before_opened',
    ],
    [
      'closed in the future',
      { code: 'S-9', name: 'X', state: 'closed', closedOn: '2999-01-01' },
      '422 places.site.date_in_future',
    ],
  ])('is refused: %s', async (_, more, expected) => {
    expect(await refusal(create(olga, more))).toBe(expected);
  });

  it('is changed by one person at a time, closed, and opened again', async () => {
    const site = await create(olga, { code: 'S-4', name: 'Field', openedOn: '2026-01-01' });
    const params = { siteId: site.id };
    const changed = await olga.call(contract.updateSite, {
      params,
      body: { name: 'East field', revision: 1 },
    });
    expect(changed).toMatchObject({ name: 'East field', openedOn: '2026-01-01', revision: 2 });
    const late = olga.call(contract.updateSite, { params, body: { name: 'West field', revision: 1 } });
    expect(await refusal(late)).toBe('409 places.site.changed_meanwhile');
    const closed = await olga.call(contract.closeSite, {
      params,
      body: { closedOn: '2026-02-01', revision: 2 },
    });
    expect(closed).toMatchObject({ state: 'closed', closedOn: '2026-02-01' });
    const open = await olga.call(contract.updateSite, { params, body: { state: 'open', revision: 3 } });
    expect(open).toMatchObject({ state: 'open', closedOn: null });
    const rows = await server.database.ownerQuery<{ action: string }>(
      `select body::jsonb->>'action' action from audit.entry where body::jsonb->>'entityId' = $1 order by seq`,
      [site.id],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'places.site_created',
      'places.site_changed',
      'places.site_closed',
      'places.site_changed',
    ]);
  });

  it('is read and written where the permission is held, and elsewhere is not there', async () => {
    const { items } = await olga.call(contract.listSites, { querystring: {} });
    const id = items[0]?.id ?? '';
    expect(await refusal(create(dina, { code: 'S-5', name: 'X' }))).toBe('403 http.forbidden');
    expect(await refusal(faraway.call(contract.getSite, { params: { siteId: id } }))).toBe(
      '404 http.not_found',
    );
    const change = faraway.call(contract.updateSite, {
      params: { siteId: id },
      body: { name: 'Y', revision: 1 },
    });
    expect(await refusal(change)).toBe('404 http.not_found');
    expect((await faraway.call(contract.listSites, { querystring: {} })).items).toEqual([]);
    expect((await dina.call(contract.listSites, { querystring: {} })).items).toHaveLength(items.length);
    const elsewhere = olga.call(contract.createSite, {
      body: { operationId: south, code: 'S-6', name: 'X', type: 'camp' },
    });
    expect(await refusal(elsewhere)).toMatch(/^4\d[345] /);
  });

  it('is found by name, code, area, type and state', async () => {
    const find = async (querystring: object) =>
      (await olga.call(contract.listSites, { querystring })).items.map((site) => site.code);
    expect(await find({ q: 'old MILL' })).toEqual(['S-1']);
    expect(await find({ q: 's 2' })).toEqual(['S-2']);
    expect(await find({ area: 'QZ01' })).toEqual(['S-1']);
    expect(await find({ unplaced: 'true', types: 'camp,village' })).toEqual(['S-4', 'S-2']);
    expect(await find({ states: 'closed' })).toEqual([]);
    expect(await find({ q: 's 2', accessibility: 'unknown,no' })).toEqual(['S-2']);
    expect(await find({ q: 's 2', accessibility: 'yes' })).toEqual([]);
    expect(await asOlga((tx) => findSiteByCode(tx, north, 's-1'))).toMatchObject({
      name: 'Old mill',
      pcode: 'QZ0101',
    });
  });
});

describe('an import of sites', () => {
  const run = async (text: string) => {
    const draft = await olga.call(imports.startSiteImport, { body: { operationId: north } });
    const { bytes } = textFile('sites.csv', text);
    await olga.call(imports.addSiteFile, {
      params: { importId: draft.id },
      querystring: { name: 'sites.csv' },
      body: new Blob([bytes as Uint8Array<ArrayBuffer>]),
    } as never);
    const params = { importId: draft.id };
    await olga.call(imports.checkSiteImport, { params });
    await runImport(server);
    const checked = await olga.call(imports.getSiteImport, { params });
    const { items } = await olga.call(imports.listSiteProblems, { params, querystring: {} });
    return { params, checked, told: items.map((p) => `${p.row} ${p.severity} ${p.code.split('.').at(-1)}`) };
  };

  it.each<[string, string, string]>([
    ['code missing', ',Mill,camp,0.25,1.5,', 'error code_missing'],
    ['code malformed', 'A?B,Mill,camp,0.25,1.5,', 'error code_malformed'],
    ['name missing', 'T-1,,camp,0.25,1.5,', 'error name_missing'],
    ['no number', 'T-1,Mill,camp,north,1.5,', 'error not_a_number'],
    ['half a point', 'T-1,Mill,camp,0.25,,', 'error half_point'],
    ['outside the world', 'T-1,Mill,camp,95,1.5,', 'error point_range'],
    ['exchanged', 'T-1,Mill,camp,1.5,0.25,', 'error swapped'],
    ['at 0, 0', 'T-1,Mill,camp,0,0,', 'warning null_island'],
    ['outside of all areas', 'T-1,Mill,camp,40,40,', 'warning outside_areas'],
    ['unknown type', 'T-1,Mill,palace,0.25,1.5,', 'warning unknown_word'],
    ['unknown area', 'T-1,Mill,camp,,,QZ77', 'error pcode_unknown'],
    ['area under the other ISO code', 'T-1,Mill,camp,,,QZZ01', 'warning pcode_repaired'],
    ['area beside the point', 'T-1,Mill,camp,0.25,1.5,QZ02', 'warning pcode_mismatch'],
    [
      'name of another in the area',
      'T-0,Dam,camp,0.25,1.5,\nT-1,dam,camp,0.26,1.5,',
      'warning name_repeated',
    ],
    ['code twice', 'T-1,Dam,camp,0.25,1.5,\nT-1,Mill,camp,0.26,1.5,', 'error code_duplicate'],
  ])('tells: %s', async (_, rows, expected) => {
    const { told } = await run(`ssid,site name,type,latitude,longitude,pcode\n${rows}\n`);
    expect(told).toEqual([`${rows.split('\n').length + 1} ${expected}`]);
  });

  it('reads words of four languages and numbers with a comma', async () => {
    const { told, checked } = await run(
      'Code;Nom;Type de site;Statut;Latitude;Longitude;Accès\nF-1;École;École;Ouvert;0,25;1,5;Limité\n',
    );
    expect(told).toEqual([]);
    expect(checked.report?.plan).toEqual({ added: 1, changed: 0, unchanged: 0 });
  });

  it('adds and changes what the file says and leaves the rest', async () => {
    const { params } = await run('code,name,type,lat,lon\nI-1,Ford,village,0.75,2.5\nS-2,Big school,,,\n');
    await olga.call(imports.applySiteImport, { params });
    await runImport(server);
    const applied = await olga.call(imports.getSiteImport, { params });
    expect(applied.report?.plan).toEqual({ added: 1, changed: 1, unchanged: 0 });
    const { items } = await olga.call(contract.listSites, { querystring: { q: 'school' } });
    expect(items[0]).toMatchObject({
      code: 'S-2',
      name: 'Big school',
      type: 'camp',
      area: { pcode: 'QZ02' },
    });
  });

  it('reads its own export back as unchanged', async () => {
    const response = await olga.fetch('/api/places/sites.csv?hxl=true');
    const { told, checked } = await run(await response.text());
    expect(told).toEqual([]);
    expect(checked.report?.plan).toMatchObject({ added: 0, changed: 0 });
    expect(checked.report?.plan.unchanged).toBeGreaterThan(3);
  });

  it('writes GeoJSON of those with a point, and keeps who took it', async () => {
    const response = await dina.fetch(`/api/places/sites.geojson?operationId=${north}`);
    const collection = (await response.json()) as GeoJSON.FeatureCollection;
    expect(collection.features.map((f) => f.properties?.code)).toContain('I-1');
    const rows = await server.database.ownerQuery(
      `select 1 from audit.entry where body::jsonb->>'action' = 'places.sites_exported' and body::jsonb->>'actor' = $1`,
      [dina.accountId],
    );
    expect(rows).toHaveLength(1);
  });

  it('never throws on any table', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('', '0', '-1', '1e9', 'NaN', 'S-1', 'QZ01', '31/02/2020'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const text = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
          const files = [textFile('s.csv', `code,name,lat,lon,pcode\n${text}\n`)];
          const failed = await asOlga((tx, actor) =>
            importSites(tx, actor, { operationId: north, files }, new Date()).then(() => {
              throw new Error('rollback');
            }),
          ).catch((cause: Error & { code?: string }) => cause);
          expect((failed as { code?: string }).code ?? (failed as Error).message).toMatch(
            /^(places\..*|rollback)$/,
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('follows new boundaries with the sites of every operation', async () => {
    const moved = await faraway.call(contract.createSite, {
      body: { operationId: south, code: 'X-1', name: 'Crossing', type: 'camp', lat: 0.25, lon: 1.5 },
    });
    expect(moved.area?.pcode).toBe('QZ0101');
    const text =
      'ADM1_PCODE,ADM2_PCODE,ADM2_EN\nQZ01,QZ0102,Commune 1b\nQZ02,QZ0201,Commune 2a\nQZ02,QZ0202,Commune 2b\n';
    const later = { ...settings, name: 'Without 1a', validFrom: '2026-05-01', country: 'QZ' };
    await asOlga((tx, actor) =>
      importAreas(tx, actor, { ...later, files: [textFile('adm2.csv', text)] }, new Date()),
    );
    const now = await faraway.call(contract.getSite, { params: { siteId: moved.id } });
    expect(now.areaPath.map((a) => a.pcode)).toEqual(['QZ', 'QZ01']);
  });
});
