import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import { type BaseContext, type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import type { Site } from '../contract/shapes.ts';
import * as contract from '../contract/site.ts';
import { type AreaIndex, currentAreas } from '../lookup.ts';
import { createSite, updateSite } from '../service/site.ts';
import { sitesCsv, sitesGeoJson } from '../service/site-export.ts';
import { EMPTY_SITE } from '../site-import/rows.ts';
import * as store from '../store/site.ts';
import { toBrief } from './area.ts';

function toSite(row: store.SiteRow, index: AreaIndex): Site {
  // An area that ended since stays in the path by its code, so that nobody wonders where the site went.
  const areaPath = row.area_path.map((pcode, level) =>
    toBrief(index.find(pcode) ?? unknownArea(pcode, level)),
  );
  return {
    id: row.id,
    operationId: row.operation_id,
    officeId: row.office_id,
    code: row.code,
    name: row.name,
    alternates: row.alternates,
    type: row.type,
    state: row.state,
    lat: row.lat,
    lon: row.lon,
    altitude: row.altitude,
    accuracy: row.accuracy,
    area: areaPath.at(-1) ?? null,
    areaPath,
    areaFrom: row.area_from,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    accessibility: row.accessibility,
    setting: row.setting,
    notes: row.notes,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    revision: row.revision,
  };
}

const unknownArea = (pcode: string, level: number) => ({
  pcode,
  level: level as 0 | 1 | 2 | 3 | 4,
  parentPcode: null,
  names: { und: pcode },
});

const list = (text: string | undefined) => text?.split(',').filter(Boolean);

interface FilterQuery {
  operationId?: string | undefined;
  officeId?: string | undefined;
  area?: string | undefined;
  types?: string | undefined;
  states?: string | undefined;
  accessibility?: string | undefined;
  q?: string | undefined;
  unplaced?: boolean | undefined;
}

const toFilter = (query: FilterQuery): Omit<store.SiteFilter, 'limit' | 'after'> => ({
  ...query,
  types: list(query.types),
  states: list(query.states),
  accessibility: list(query.accessibility),
});

/** An export takes the places of many people along: who took which, and how many, is kept. */
async function exported(c: Pick<BaseContext, 'tx' | 'actor' | 'now'>, format: string, query: FilterQuery) {
  const rows = await store.readSites(c.tx, toFilter(query));
  await audit(c.tx, c.actor, {
    action: 'places.sites_exported',
    entity: 'identity.account',
    entityId: c.actor.accountId ?? '',
    // Only where something came from it: a wish for the sites of others writes nothing into their log.
    operationId: rows.length > 0 ? (query.operationId ?? null) : null,
    after: { format, sites: rows.length, filter: toFilter(query) },
    at: c.now,
  });
  return { rows, index: await currentAreas(c.tx) };
}

const attachment = (name: string, type: string, body: string) => ({
  headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  body,
});

export const siteRoutes: Binding[] = [
  bind(contract.listSites, async ({ tx, querystring }) => {
    const { limit, cursor, ...query } = querystring;
    const [name, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof name === 'string' && typeof id === 'string' ? { name, id } : undefined;
    const rows = await store.listSites(tx, { ...toFilter(query), after, limit: limit + 1 });
    const index = await currentAreas(tx);
    const items = rows.slice(0, limit).map((row) => toSite(row, index));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null };
  }),
  bind(contract.getSite, async ({ tx, params }) => {
    const row = await store.findSiteRow(tx, { id: params.siteId });
    if (!row) throw notFound('site');
    return toSite(row, await currentAreas(tx));
  }),
  bind(contract.createSite, async ({ tx, actor, body, now }) => {
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const row = await createSite(tx, actor, { ...EMPTY_SITE, ...given, operationId: body.operationId }, now);
    return toSite(row, await currentAreas(tx));
  }),
  bind(contract.updateSite, async ({ tx, actor, params, body, now }) => {
    const { revision, reason, ...changes } = body;
    const row = await updateSite(tx, actor, params.siteId, { changes, revision, reason }, now);
    return toSite(row, await currentAreas(tx));
  }),
  bind(contract.closeSite, async ({ tx, actor, params, body, now }) => {
    const { revision, reason, closedOn } = body;
    const changes = { state: 'closed' as const, closedOn };
    const row = await updateSite(tx, actor, params.siteId, { changes, revision, reason }, now);
    return toSite(row, await currentAreas(tx));
  }),
  bind(contract.exportSitesCsv, async (c) => {
    const { hxl, ...query } = c.querystring;
    const { rows, index } = await exported(c, 'csv', query);
    return attachment('sites.csv', 'text/csv; charset=utf-8', sitesCsv(rows, index, hxl));
  }),
  bind(contract.exportSitesGeoJson, async (c) => {
    const { rows, index } = await exported(c, 'geojson', c.querystring);
    return attachment('sites.geojson', 'application/geo+json', sitesGeoJson(rows, index));
  }),
];
