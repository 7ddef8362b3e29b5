import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind } from '#platform/http/binding.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/area.ts';
import type { Area, AreaBrief, Country, Edition } from '../contract/shapes.ts';
import { currentAreas, type KnownArea } from '../lookup.ts';
import { messageOf } from '../problem-message.ts';
import { countryOutlines } from '../reference/outlines.ts';
import { addCountry } from '../service/area-import.ts';
import { areaMap } from '../service/map.ts';
import * as store from '../store/area.ts';
import * as editions from '../store/edition.ts';

export const toBrief = ({ pcode, level, names }: KnownArea | store.AreaRow): AreaBrief => ({
  pcode,
  level,
  names,
});

const toArea = (row: store.AreaRow): Area => ({
  pcode: row.pcode,
  level: row.level,
  names: row.names,
  country: row.country_code,
  parentPcode: row.parent_pcode,
  parentNames: row.parent_names,
  alternates: row.alternates,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  km2: row.km2,
  box: row.box,
  label: row.label,
  vertices: row.vertices,
});

const toCountry = (
  row: editions.CountryRow & { areas: number; levels: number[]; may_import: boolean },
): Country => ({
  code: row.code,
  alpha3: row.alpha3,
  numericCode: row.numeric_code,
  names: row.names,
  userAssigned: row.user_assigned,
  areas: row.areas,
  levels: row.levels,
  mayImport: row.may_import,
});

const toEdition = (row: editions.EditionRow): Edition => ({
  id: row.id,
  country: row.country_code,
  name: row.name,
  source: row.source,
  validFrom: row.valid_from,
  mode: row.mode,
  counts: row.counts,
  appliedAt: row.applied_at.toISOString(),
  appliedByName: row.applied_by_name,
});

const toSuccession = (row: editions.SuccessionRow) => ({
  kind: row.kind,
  level: row.level,
  from: row.from_pcodes,
  to: row.to_pcodes,
  validFrom: row.valid_from,
  edition: row.edition_name,
});

const CHILDREN_SHOWN = 500;

const getArea = bind(contract.getArea, async ({ tx, params: { pcode } }) => {
  const versions = await store.listVersions(tx, pcode);
  const [newest] = versions;
  if (!newest) throw notFound('area');
  const index = await currentAreas(tx);
  const above = newest.parent_pcode === null ? [] : index.pathOf(newest.parent_pcode);
  const children = await store.listAreas(tx, { parent: pcode, limit: CHILDREN_SHOWN });
  return {
    ...toArea(newest),
    parents: above.flatMap((code) => {
      const area = index.find(code);
      return area ? [toBrief(area)] : [];
    }),
    children: children.map(toBrief),
    versions: versions.map((row) => ({
      ...toArea(row),
      editionId: row.edition_id,
      edition: row.edition_name,
    })),
    successions: (await editions.listSuccessions(tx, { pcode })).map(toSuccession),
  };
});

const listAreas = bind(contract.listAreas, async ({ tx, querystring }) => {
  const { limit, cursor, ...filter } = querystring;
  const [level, pcode] = (cursor && decodeCursor(cursor, 2)) || [];
  const after = typeof level === 'number' && typeof pcode === 'string' ? { level, pcode } : undefined;
  const rows = await store.listAreas(tx, { ...filter, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toArea);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.level, last.pcode]) : null };
});

const listEditions = bind(contract.listEditions, async ({ tx, querystring }) => {
  const { limit, cursor, country } = querystring;
  const [appliedAt, id] = (cursor && decodeCursor(cursor, 2)) || [];
  const after = typeof appliedAt === 'string' && typeof id === 'string' ? { appliedAt, id } : undefined;
  const rows = await editions.listEditions(tx, { country, after, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toEdition);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.appliedAt, last.id]) : null };
});

/** Maps are large and change with an edition only: the browser keeps them and asks whether they still hold. */
const cached = (etag: string, asked: string | undefined, type: string, body: () => string) => {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': type };
  return asked === etag ? { status: 304, headers } : { headers, body: body() };
};

const mapRoute = (
  route: typeof contract.areasGeoJson | typeof contract.areasTopoJson,
  format: 'geojson' | 'topojson',
) =>
  bind(route, async ({ tx, querystring, request }) => {
    const { country, level, parent } = querystring;
    if (country === undefined && level === undefined && parent === undefined) {
      throw invalid('querystring.country', 'places.map.too_wide', messageOf('en', 'places.map.too_wide'));
    }
    const version = await store.readVersion(tx);
    const etag = `"${version}.${format}.${[country, level, parent, querystring.detail].join('.')}"`;
    const asked = request.headers['if-none-match'];
    const text = asked === etag ? '' : await areaMap(tx, { ...querystring, format, version });
    return cached(etag, asked, route.config.produces ?? '', () => text);
  });

export const areaRoutes: Binding[] = [
  bind(contract.listCountries, async ({ tx }) => ({
    items: (await editions.listCountries(tx)).map(toCountry),
  })),
  bind(contract.addCountry, async ({ tx, actor, body, now }) => {
    await addCountry(tx, actor, body, now);
    return { ...body, numericCode: null, userAssigned: true, areas: 0, levels: [], mayImport: true };
  }),
  bind(contract.countryOutlines, async ({ querystring: { scale, codes }, request }) => {
    const etag = `"outlines.${scale}.${codes ?? ''}"`;
    const body = () => countryOutlines(scale, codes?.split(','));
    return cached(etag, request.headers['if-none-match'], 'application/geo+json', body);
  }),
  listAreas,
  getArea,
  bind(contract.locate, async ({ tx, querystring: { lon, lat } }) => {
    const index = await currentAreas(tx);
    const found = index.findSmallest(lon, lat);
    const path = found ? index.pathOf(found.pcode) : [];
    return { path: path.flatMap((code) => index.find(code) ?? []).map(toBrief) };
  }),
  mapRoute(contract.areasGeoJson, 'geojson'),
  mapRoute(contract.areasTopoJson, 'topojson'),
  listEditions,
  bind(contract.getEdition, async ({ tx, params: { editionId } }) => {
    const row = await editions.findEdition(tx, editionId);
    if (!row) throw notFound('edition');
    const successions = await editions.listSuccessions(tx, { editionId });
    return { ...toEdition(row), successions: successions.map(toSuccession) };
  }),
];
