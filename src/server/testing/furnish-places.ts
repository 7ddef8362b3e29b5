import type { TestServer } from '#platform/http/testing.ts';
import { startAreaImport, startSiteImport } from '#platform/places/contract/import.ts';
import { createSite } from '#platform/places/contract/site.ts';
import { addCountry, importAreas } from '#platform/places/service/area-import.ts';
import type { Side } from './side.ts';

const square = (pcode: string, name: string, x: number) => ({
  type: 'Feature',
  properties: { ADM1_PCODE: pcode, ADM1_EN: name },
  geometry: {
    type: 'Polygon',
    coordinates: [[0, 0, 1, 1, 0].map((dx, i) => [x + dx, [0, 1, 1, 0, 0][i]!])],
  },
});

/** Boundaries of the side's country, sites, and imports that are not applied. */
export async function furnishPlaces(server: TestServer, side: Side): Promise<void> {
  const { mark, country, made, person } = side;
  const x = country === 'QY' ? 10 : 20;
  const actor = {
    accountId: person.accountId,
    kind: 'person' as const,
    permissions: null,
    requestId: 'furnish',
  };
  const { db } = server.database;
  const features = [
    square(`${country}01`, `${country} One`, x),
    square(`${country}02`, `${country} Two`, x + 1),
  ];
  const bytes = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
  const alpha3 = country === 'QY' ? 'QYY' : 'QZZ';
  await db.withActor(actor, (tx) =>
    addCountry(tx, actor, { code: country, alpha3, names: { en: `Land of ${country}` } }, new Date()),
  );
  const facts = {
    country,
    name: '2026',
    source: 'Invented',
    validFrom: '2026-01-01',
    mode: 'replace' as const,
    makeParents: false,
    files: [{ name: 'areas.geojson', bytes }],
  };
  await db.withActor(actor, (tx) => importAreas(tx, actor, facts, new Date()));
  for (const n of [1, 2]) {
    const site = await person.call(createSite, {
      body: {
        operationId: side.operation,
        code: `${mark}-${n}`,
        name: `${mark} camp ${n}`,
        type: 'camp',
        lat: 0.5,
        lon: x + n - 0.5,
      },
    });
    made.site = site.id;
  }
  const areaImport = await person.call(startAreaImport, {
    body: { name: `${mark} edition`, validFrom: '2026-06-01', country },
  });
  made.areaImport = areaImport.id;
  await addFile(side, `/api/places/area-imports/${areaImport.id}/files?name=areas.geojson`, bytes);
  const siteImport = await person.call(startSiteImport, { body: { operationId: side.operation } });
  made.siteImport = siteImport.id;
  const csv = `code,name,type,latitude,longitude\n${mark}-9,${mark} nine,camp,999,${x}\n`;
  await addFile(
    side,
    `/api/places/site-imports/${siteImport.id}/files?name=sites.csv`,
    new TextEncoder().encode(csv),
  );
  for (const path of [`site-imports/${siteImport.id}`, `area-imports/${areaImport.id}`])
    await person.fetch(`/api/places/${path}/check`, { method: 'POST' });
}

async function addFile(side: Side, path: string, body: Uint8Array): Promise<void> {
  const answer = await side.person.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: body as BodyInit,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
