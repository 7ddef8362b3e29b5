import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { addCountry, listCountries } from './contract/area.ts';
import * as imports from './contract/import.ts';
import { placesModule } from './module.ts';
import { importAreas } from './service/area-import.ts';
import { districtsFile, settings } from './testing/made-country.ts';

let server: TestServer;
/** At the top office, in an operation of QZ, in an office of QY below the top. */
let olga: Caller;
let zora: Caller;
let yves: Caller;

const actorOf = (caller: Caller) =>
  ({ accountId: caller.accountId, kind: 'person', permissions: null, requestId: 'test' }) as const;
const as = <T>(caller: Caller, fn: (tx: Tx) => Promise<T>) =>
  server.database.db.withActor(actorOf(caller), fn);
const start = (caller: Caller, country: string) =>
  caller.call(imports.startAreaImport, { body: { ...settings, country } });
const apply = (caller: Caller, country: string, day: string) =>
  as(caller, (tx) =>
    importAreas(
      tx,
      actorOf(caller),
      { ...settings, country, validFrom: day, files: [districtsFile()] },
      new Date(),
    ),
  );

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule()]);
  const top = await server.office('HQ');
  const below = await server.office('SOUTH', top);
  await server.database.ownerQuery(`update access.office set country = 'QY' where id = $1`, [below]);
  const role = 'displacement-officer';
  olga = await server.persona('Olga', [{ role, officeId: top }]);
  const operationId = await server.operation('OP-Z', top);
  zora = await server.persona('Zora', [{ role, officeId: top, operationId }]);
  yves = await server.persona('Yves', [{ role, officeId: below }]);
  for (const code of ['QZ', 'QY', 'QX'])
    await olga.call(addCountry, { body: { code, alpha3: `${code}Z`, names: { en: code } } });
  await apply(olga, 'QZ', '2026-01-01');
});
afterAll(() => server.close());

describe('boundaries of a country out of reach', () => {
  it('are not imported, checked or seen on their way', async () => {
    expect(await refusal(start(zora, 'QY'))).toBe('403 places.country.out_of_reach');
    expect(await refusal(start(yves, 'QZ'))).toBe('403 places.country.out_of_reach');
    expect(await refusal(start(zora, 'HT'))).toBe('403 places.country.out_of_reach');
    const draft = await start(olga, 'QY');
    const params = { importId: draft.id };
    expect(await refusal(zora.call(imports.getAreaImport, { params }))).toBe('404 http.not_found');
    expect(await refusal(zora.call(imports.discardAreaImport, { params }))).toBe('404 http.not_found');
    expect((await zora.call(imports.listAreaImports, { querystring: {} })).items).toEqual([]);
    await expect(apply(yves, 'QZ', '2026-02-01')).rejects.toMatchObject({ status: 403 });
  });

  it('get no new territory', async () => {
    const add = (caller: Caller) => caller.call(addCountry, { body: { code: 'XA', names: { en: 'X' } } });
    expect(await refusal(add(zora))).toBe('403 places.country.out_of_reach');
  });

  it('are not written past the service either', async () => {
    const denied = (caller: Caller, sql: string) =>
      expect(as(caller, (tx) => rawQuery(tx, sql))).rejects.toMatchObject({ code: '42501' });
    const changed = (caller: Caller, sql: string) => as(caller, (tx) => rawQuery(tx, `${sql} returning 1`));
    const edition = (country: string) =>
      `insert into places.edition (country_code, name, valid_from, mode, counts, applied_at)
       values ('${country}', 'X', '2026-01-01', 'amend', '{}', now())`;
    const area = (country: string, pcode: string) =>
      `insert into places.area (pcode, country_code, level, parent_pcode, names, search, valid_from, valid_to, edition_id)
       select '${pcode}', '${country}', 1, 'QZ', '{"en":"X"}', 'x', '2026-01-01', '2026-01-02', id
       from places.edition where country_code = 'QZ' limit 1`;
    await denied(yves, edition('QZ'));
    await denied(zora, edition('QY'));
    await denied(yves, `insert into places.pcode values ('QZ99', 'QZ')`);
    await denied(yves, area('QZ', 'QZ01'));
    // Nor by calling an area of the other country one of the own.
    await denied(yves, area('QY', 'QZ01'));
    await denied(
      yves,
      `insert into places.area_shape select a.id, '[]', '[]' from places.area a where a.pcode = 'QZ'`,
    );
    await denied(
      yves,
      `insert into places.succession (edition_id, kind, level, from_pcodes, to_pcodes)
       select id, 'merged', 1, '{QZ01}', '{QZ02}' from places.edition where country_code = 'QZ'`,
    );
    await denied(yves, `insert into places.country values ('XA', '', null, '{"en":"X"}', true)`);
    expect(await changed(yves, `update places.area set names = '{"en":"X"}'`)).toEqual([]);
    expect(await changed(yves, `update places.area_shape set map_shape = '[]'`)).toEqual([]);
    // The own side of the same statements goes through, so that the refusals above are of the country alone.
    await as(yves, (tx) => rawQuery(tx, edition('QY')));
    expect((await changed(zora, `update places.area set search = search`)).length).toBe(3);
    await denied(zora, `update places.area set country_code = 'QY'`);
  });

  it('keep their sites', async () => {
    const { ownerQuery } = server.database;
    const [operation] = await ownerQuery<{ id: string; office_id: string }>(
      `select id, office_id from access.operation where code = 'OP-Z'`,
    );
    const [site] = await ownerQuery<{ id: string }>(
      `insert into places.site (operation_id, office_id, code, name, search, type, lat, lon, area_path, area_from,
         created_at, updated_at)
       values ($1, $2, 'S-1', 'Mill', 'mill', 'camp', 0.5, 1.5, '{QZ,QZ01}', 'point', now(), now()) returning id`,
      [operation!.id, operation!.office_id],
    );
    const move = (caller: Caller, path: string[]) =>
      as(caller, (tx) =>
        rawQuery(tx, 'select places.move_sites($1, $2)', [[site!.id], JSON.stringify([path])]),
      );
    const points = (caller: Caller) =>
      as(caller, (tx) => rawQuery(tx, 'select id from places.sites_by_point()'));
    const path = async () =>
      (await ownerQuery<{ area_path: string[] }>('select area_path from places.site'))[0]!;
    expect(await points(yves)).toEqual([]);
    await move(yves, []);
    expect(await path()).toEqual({ area_path: ['QZ', 'QZ01'] });
    expect(await points(zora)).toEqual([{ id: site!.id }]);
    await move(zora, ['QZ', 'QZ02']);
    expect(await path()).toEqual({ area_path: ['QZ', 'QZ02'] });
  });
});

describe('boundaries within reach', () => {
  it('are imported for a country of an operation, of an office, and at the top for every one', async () => {
    expect((await start(zora, 'QZ')).country).toBe('QZ');
    expect((await start(yves, 'QY')).country).toBe('QY');
    expect((await start(olga, 'HT')).country).toBe('HT');
    const { run } = await apply(zora, 'QZ', '2026-03-01');
    expect(run.planCounts).toMatchObject({ unchanged: 2 });
  });

  it('are told by the list of countries', async () => {
    const mine = async (caller: Caller) =>
      (await caller.call(listCountries, {})).items.filter((c) => c.mayImport).map((c) => c.code);
    expect(await mine(zora)).toEqual(['QZ']);
    expect(await mine(yves)).toEqual(['QY']);
    expect((await mine(olga)).length).toBeGreaterThan(200);
  });
});
