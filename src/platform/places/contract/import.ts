import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { run } from '#platform/jobs/contract.ts';
import * as shapes from './shapes.ts';

/** 50 MB of file and some room for what surrounds it. */
const FILE_LIMIT = 51 * 1024 * 1024;
const DRAFT = 'A draft changes no place; applying it is audited.';

const params = z.object({ importId: shapes.id });

const base = z.object({
  id: shapes.id,
  /** `draft`: files and mapping may change; `checked`: the report is of exactly this mapping. */
  status: z.enum(['draft', 'checked', 'applied', 'discarded']),
  files: z.array(z.object({ id: shapes.id, name: z.string(), size: z.number().int() })),
  layers: z.array(shapes.importLayer),
  /** The check or application under way, or the last one: it goes on when its tab is closed. */
  run: run.nullable(),
  createdAt: z.string(),
  createdByName: z.string().nullable(),
  updatedAt: z.string(),
});

const areaReport = z.object({
  counts: shapes.problemCounts,
  groups: z.array(shapes.problemGroup),
  rows: z.number().int(),
  plan: shapes.planCounts,
  successions: z.array(shapes.succession.pick({ kind: true, level: true, from: true, to: true })),
  /** Latest day from which the rows claim to be valid. */
  suggestedFrom: z.string().nullable(),
});

const siteReport = z.object({
  counts: shapes.problemCounts,
  groups: z.array(shapes.problemGroup),
  rows: z.number().int(),
  plan: z.object({ added: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
});

const areaImport = base.extend({
  country: z.string(),
  settings: shapes.areaImportSettings,
  mappings: z.array(shapes.areaMapping),
  report: areaReport.nullable(),
  editionId: shapes.id.nullable(),
});
export type AreaImport = z.infer<typeof areaImport>;

const siteImport = base.extend({
  operationId: shapes.id,
  mappings: z.array(shapes.siteMapping),
  report: siteReport.nullable(),
});
export type SiteImport = z.infer<typeof siteImport>;

const listQuery = pageQuery.extend({ status: base.shape.status.optional() });
const problemsQuery = pageQuery.extend({
  severity: shapes.importProblem.shape.severity.optional(),
  code: z.string().max(100).optional(),
  lang: shapes.language.default('en'),
});
const fileQuery = z.object({ name: z.string().trim().min(1).max(200) });
const fileParams = params.extend({ fileId: shapes.id });
const csvQuery = z.object({ lang: shapes.language.default('en') });

const areas = { permission: 'places.area.import' } as const;
const sites = { permission: 'places.site.write' } as const;

export const startAreaImport = defineRoute({
  id: 'places.startAreaImport',
  method: 'POST',
  url: '/api/places/area-imports',
  summary: 'Begin an import of boundaries or a gazetteer; files follow',
  config: { ...areas, unaudited: DRAFT },
  schema: { body: shapes.areaImportSettings.extend({ country: shapes.countryCode }), response: areaImport },
});

export const listAreaImports = defineRoute({
  id: 'places.listAreaImports',
  method: 'GET',
  url: '/api/places/area-imports',
  summary: 'Imports of areas, newest first',
  config: areas,
  schema: { querystring: listQuery, response: pageOf(areaImport) },
});

export const getAreaImport = defineRoute({
  id: 'places.getAreaImport',
  method: 'GET',
  url: '/api/places/area-imports/:importId',
  summary: 'An import of areas: files, layers with sample rows, mapping, report',
  config: areas,
  schema: { params, response: areaImport },
});

export const addAreaFile = defineRoute({
  id: 'places.addAreaFile',
  method: 'POST',
  url: '/api/places/area-imports/:importId/files',
  summary:
    'Add a file (the body): GeoJSON, TopoJSON, zipped Shapefile, CSV, XLSX, XLS, ODS; its mapping is proposed',
  config: { ...areas, unaudited: DRAFT, raw: 'request', bodyLimit: FILE_LIMIT, ratePerMinute: 60 },
  schema: { params, querystring: fileQuery, response: areaImport },
});

export const removeAreaFile = defineRoute({
  id: 'places.removeAreaFile',
  method: 'DELETE',
  url: '/api/places/area-imports/:importId/files/:fileId',
  summary: 'Take a file out of an import',
  config: { ...areas, unaudited: DRAFT },
  schema: { params: fileParams, response: areaImport },
});

export const mapAreaImport = defineRoute({
  id: 'places.mapAreaImport',
  method: 'PUT',
  url: '/api/places/area-imports/:importId/mapping',
  summary: 'Settle the mapping and the facts of the edition',
  config: { ...areas, unaudited: DRAFT },
  schema: {
    params,
    body: z.object({ settings: shapes.areaImportSettings, mappings: z.array(shapes.areaMapping).max(200) }),
    response: areaImport,
  },
});

export const checkAreaImport = defineRoute({
  id: 'places.checkAreaImport',
  method: 'POST',
  url: '/api/places/area-imports/:importId/check',
  summary: 'Begin a dry run in the background: what the import would change, and every problem row by row',
  config: { ...areas, unaudited: DRAFT, ratePerMinute: 30 },
  schema: { params, response: areaImport },
});

export const applyAreaImport = defineRoute({
  id: 'places.applyAreaImport',
  method: 'POST',
  url: '/api/places/area-imports/:importId/application',
  summary:
    'Begin in the background: check once more and apply in one transaction; changes nothing when anything is wrong',
  config: { ...areas, audit: 'places.edition_applied', ratePerMinute: 30 },
  schema: { params, response: areaImport },
});

export const discardAreaImport = defineRoute({
  id: 'places.discardAreaImport',
  method: 'POST',
  url: '/api/places/area-imports/:importId/discard',
  summary: 'Give an import up; its files are deleted',
  config: { ...areas, unaudited: DRAFT },
  schema: { params, response: areaImport },
});

export const listAreaProblems = defineRoute({
  id: 'places.listAreaProblems',
  method: 'GET',
  url: '/api/places/area-imports/:importId/problems',
  summary: 'Problems of the last check, in the order of the files, with a sentence each',
  config: areas,
  schema: { params, querystring: problemsQuery, response: pageOf(shapes.importProblem) },
});

export const areaProblemsCsv = defineRoute({
  id: 'places.areaProblemsCsv',
  method: 'GET',
  url: '/api/places/area-imports/:importId/problems.csv',
  summary: 'The same as a table, to hand to those who mend the source',
  config: { ...areas, raw: 'response', produces: 'text/csv' },
  schema: { params, querystring: csvQuery },
});

export const startSiteImport = defineRoute({
  id: 'places.startSiteImport',
  method: 'POST',
  url: '/api/places/site-imports',
  summary: 'Begin an import of sites into an operation; files follow',
  config: { ...sites, unaudited: DRAFT },
  schema: { body: z.object({ operationId: shapes.id }), response: siteImport },
});

export const listSiteImports = defineRoute({
  id: 'places.listSiteImports',
  method: 'GET',
  url: '/api/places/site-imports',
  summary: 'Imports of sites, newest first',
  config: sites,
  schema: { querystring: listQuery, response: pageOf(siteImport) },
});

export const getSiteImport = defineRoute({
  id: 'places.getSiteImport',
  method: 'GET',
  url: '/api/places/site-imports/:importId',
  summary: 'An import of sites: files, layers with sample rows, mapping, report',
  config: sites,
  schema: { params, response: siteImport },
});

export const addSiteFile = defineRoute({
  id: 'places.addSiteFile',
  method: 'POST',
  url: '/api/places/site-imports/:importId/files',
  summary: 'Add a file (the body): CSV, XLSX, XLS, ODS; its mapping is proposed',
  config: { ...sites, unaudited: DRAFT, raw: 'request', bodyLimit: FILE_LIMIT, ratePerMinute: 60 },
  schema: { params, querystring: fileQuery, response: siteImport },
});

export const removeSiteFile = defineRoute({
  id: 'places.removeSiteFile',
  method: 'DELETE',
  url: '/api/places/site-imports/:importId/files/:fileId',
  summary: 'Take a file out of an import',
  config: { ...sites, unaudited: DRAFT },
  schema: { params: fileParams, response: siteImport },
});

export const mapSiteImport = defineRoute({
  id: 'places.mapSiteImport',
  method: 'PUT',
  url: '/api/places/site-imports/:importId/mapping',
  summary: 'Settle which column holds which field of a site',
  config: { ...sites, unaudited: DRAFT },
  schema: {
    params,
    body: z.object({ mappings: z.array(shapes.siteMapping).max(200) }),
    response: siteImport,
  },
});

export const checkSiteImport = defineRoute({
  id: 'places.checkSiteImport',
  method: 'POST',
  url: '/api/places/site-imports/:importId/check',
  summary:
    'Begin a dry run in the background: what the import would add and change, and every problem row by row',
  config: { ...sites, unaudited: DRAFT, ratePerMinute: 30 },
  schema: { params, response: siteImport },
});

export const applySiteImport = defineRoute({
  id: 'places.applySiteImport',
  method: 'POST',
  url: '/api/places/site-imports/:importId/application',
  summary:
    'Begin in the background: check once more and apply in one transaction; changes nothing when anything is wrong',
  config: { ...sites, audit: 'places.site_created', ratePerMinute: 30 },
  schema: { params, response: siteImport },
});

export const discardSiteImport = defineRoute({
  id: 'places.discardSiteImport',
  method: 'POST',
  url: '/api/places/site-imports/:importId/discard',
  summary: 'Give an import up; its files are deleted',
  config: { ...sites, unaudited: DRAFT },
  schema: { params, response: siteImport },
});

export const listSiteProblems = defineRoute({
  id: 'places.listSiteProblems',
  method: 'GET',
  url: '/api/places/site-imports/:importId/problems',
  summary: 'Problems of the last check, in the order of the files, with a sentence each',
  config: sites,
  schema: { params, querystring: problemsQuery, response: pageOf(shapes.importProblem) },
});

export const siteProblemsCsv = defineRoute({
  id: 'places.siteProblemsCsv',
  method: 'GET',
  url: '/api/places/site-imports/:importId/problems.csv',
  summary: 'The same as a table, to hand to those who mend the source',
  config: { ...sites, raw: 'response', produces: 'text/csv' },
  schema: { params, querystring: csvQuery },
});
