import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import * as shapes from './shapes.ts';

const params = z.object({ siteId: shapes.id });
const reason = z.string().trim().max(500).optional();
/** The revision that the person saw; saving over a newer one is refused. */
const revision = z.number().int().min(1);

const filter = z.object({
  operationId: shapes.id.optional(),
  officeId: shapes.id.optional(),
  /** Sites in this area or any below it. */
  area: shapes.pcode.optional(),
  /** Values separated by commas. */
  types: z.string().max(300).optional(),
  /** Values separated by commas. */
  states: z.string().max(100).optional(),
  /** Values separated by commas. */
  accessibility: z.string().max(100).optional(),
  q: z.string().trim().max(100).optional(),
  /** Only sites without a point (true) or with one (false). */
  unplaced: z.stringbool().optional(),
});

export const listSites = defineRoute({
  id: 'places.listSites',
  method: 'GET',
  url: '/api/places/sites',
  summary: 'Sites of the operations in scope, by name; search in names and codes',
  config: { offline: 'keep', permission: 'places.site.read' },
  schema: {
    querystring: pageQuery.extend(filter.shape),
    response: pageOf(shapes.site),
  },
});

export const getSite = defineRoute({
  id: 'places.getSite',
  method: 'GET',
  url: '/api/places/sites/:siteId',
  summary: 'A site',
  config: { offline: 'keep', permission: 'places.site.read' },
  schema: { params, response: shapes.site },
});

export const createSite = defineRoute({
  id: 'places.createSite',
  method: 'POST',
  url: '/api/places/sites',
  summary: 'Add a site; its areas follow from its point',
  config: { offline: 'queue', permission: 'places.site.write', audit: 'places.site_created' },
  schema: {
    body: shapes.siteFields
      .partial()
      .required({ code: true, name: true, type: true })
      .extend({ operationId: shapes.id }),
    response: shapes.site,
  },
});

export const updateSite = defineRoute({
  id: 'places.updateSite',
  method: 'PATCH',
  url: '/api/places/sites/:siteId',
  summary: 'Change a site; fields that are absent stay',
  config: { offline: 'queue', permission: 'places.site.write', audit: 'places.site_changed' },
  schema: { params, body: shapes.siteFields.partial().extend({ revision, reason }), response: shapes.site },
});

export const closeSite = defineRoute({
  id: 'places.closeSite',
  method: 'POST',
  url: '/api/places/sites/:siteId/closure',
  summary: 'Close a site on a day',
  config: { permission: 'places.site.write', audit: 'places.site_closed' },
  schema: { params, body: z.object({ closedOn: shapes.day, revision, reason }), response: shapes.site },
});

export const exportSitesCsv = defineRoute({
  id: 'places.exportSitesCsv',
  method: 'GET',
  url: '/api/places/sites.csv',
  summary: 'The sites that a filter finds as CSV, which the import of sites reads back; HXL tags on request',
  config: {
    permission: 'places.site.read',
    audit: 'places.sites_exported',
    raw: 'response',
    produces: 'text/csv',
  },
  schema: { querystring: filter.extend({ hxl: z.stringbool().default(false) }) },
});

export const exportSitesGeoJson = defineRoute({
  id: 'places.exportSitesGeoJson',
  method: 'GET',
  url: '/api/places/sites.geojson',
  summary: 'The sites with a point that a filter finds, as GeoJSON',
  config: {
    permission: 'places.site.read',
    audit: 'places.sites_exported',
    raw: 'response',
    produces: 'application/geo+json',
  },
  schema: { querystring: filter },
});
