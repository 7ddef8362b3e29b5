import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

const base = { permission: 'reports.feed.read', raw: 'response' } as const;
const json = { ...base, produces: 'application/json' };

/** OData 4.0 (OASIS), as Excel, Power BI and Tableau read it. System query options stand as they came: `$filter` and so on. */
export const odataRoot = defineRoute({
  id: 'reports.odataRoot',
  method: 'GET',
  url: '/odata',
  summary: 'OData service document: the entity sets that the caller may read',
  config: json,
  schema: {},
});

export const odataService = defineRoute({
  id: 'reports.odataService',
  method: 'GET',
  url: '/odata/',
  summary: 'OData service document',
  config: json,
  schema: {},
});

export const odataMetadata = defineRoute({
  id: 'reports.odataMetadata',
  method: 'GET',
  url: '/odata/$metadata',
  summary: 'OData metadata document (CSDL XML): types, labels, and what is masked for the caller',
  config: { ...base, produces: 'application/xml' },
  schema: {},
});

const query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const odataRows = defineRoute({
  id: 'reports.odataRows',
  method: 'GET',
  url: '/odata/:resource',
  summary: 'An entity set, or one entity by its key: `places_sites`, `places_sites(<key>)`',
  config: { ...json, audit: 'reports.data_exported' },
  schema: { params: z.object({ resource: z.string().max(400) }), querystring: query },
});

export const odataPart = defineRoute({
  id: 'reports.odataPart',
  method: 'GET',
  url: '/odata/:resource/:part',
  summary: 'How many entities a set has: `places_sites/$count`',
  config: { ...base, produces: 'text/plain' },
  schema: {
    params: z.object({ resource: z.string().max(400), part: z.string().max(100) }),
    querystring: query,
  },
});
