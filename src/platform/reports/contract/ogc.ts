import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const config = { permission: 'reports.feed.read', raw: 'response', produces: 'application/json' } as const;
const query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const collection = z.object({ collection: z.string().max(130) });

/** OGC API - Features, part 1: core (OGC 17-069r4), as QGIS and GDAL read it. */
export const ogcLanding = defineRoute({
  id: 'reports.ogcLanding',
  method: 'GET',
  url: '/ogc',
  summary: 'OGC API Features: landing page',
  config,
  schema: {},
});

/** Where the definition of the feed has its path `/`. */
export const ogcRoot = defineRoute({
  id: 'reports.ogcRoot',
  method: 'GET',
  url: '/ogc/',
  summary: 'OGC API Features: landing page',
  config,
  schema: {},
});

export const ogcConformance = defineRoute({
  id: 'reports.ogcConformance',
  method: 'GET',
  url: '/ogc/conformance',
  summary: 'OGC API Features: conformance classes',
  config,
  schema: {},
});

export const ogcApi = defineRoute({
  id: 'reports.ogcApi',
  method: 'GET',
  url: '/ogc/api',
  summary: 'OGC API Features: its own OpenAPI 3.0 definition',
  config: { ...config, produces: 'application/vnd.oai.openapi+json;version=3.0' },
  schema: {},
});

export const ogcCollections = defineRoute({
  id: 'reports.ogcCollections',
  method: 'GET',
  url: '/ogc/collections',
  summary: 'OGC API Features: collections that the caller may read',
  config,
  schema: {},
});

export const ogcCollection = defineRoute({
  id: 'reports.ogcCollection',
  method: 'GET',
  url: '/ogc/collections/:collection',
  summary: 'OGC API Features: one collection',
  config,
  schema: { params: collection },
});

export const ogcQueryables = defineRoute({
  id: 'reports.ogcQueryables',
  method: 'GET',
  url: '/ogc/collections/:collection/queryables',
  summary: 'OGC API Features: properties that items may be narrowed by, as JSON Schema',
  config: { ...config, produces: 'application/schema+json' },
  schema: { params: collection },
});

const geojson = { ...config, produces: 'application/geo+json', audit: 'reports.data_exported' };

export const ogcItems = defineRoute({
  id: 'reports.ogcItems',
  method: 'GET',
  url: '/ogc/collections/:collection/items',
  summary: 'OGC API Features: items as GeoJSON, by bbox, datetime and the values of properties',
  config: geojson,
  schema: { params: collection, querystring: query },
});

export const ogcItem = defineRoute({
  id: 'reports.ogcItem',
  method: 'GET',
  url: '/ogc/collections/:collection/items/:featureId',
  summary: 'OGC API Features: one item',
  config: geojson,
  schema: { params: collection.extend({ featureId: z.string().max(200) }) },
});
