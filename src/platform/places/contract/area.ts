import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import * as shapes from './shapes.ts';

export const listCountries = defineRoute({
  id: 'places.listCountries',
  method: 'GET',
  url: '/api/places/countries',
  summary: 'All countries with their ISO 3166-1 codes, and which of them have areas',
  config: { offline: 'keep', permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(shapes.country) }) },
});

export const addCountry = defineRoute({
  id: 'places.addCountry',
  method: 'POST',
  url: '/api/places/countries',
  summary: 'Add a territory under a user-assigned ISO code (AA, QM to QZ, XA to XZ, ZZ)',
  config: { permission: 'places.area.import', audit: 'places.country_added' },
  schema: {
    body: z.object({
      code: shapes.countryCode,
      alpha3: z
        .string()
        .regex(/^([A-Z]{3})?$/)
        .default(''),
      names: shapes.names.refine((all) => Object.keys(all).length > 0, 'Write a name.'),
    }),
    response: shapes.country,
  },
});

export const countryOutlines = defineRoute({
  id: 'places.countryOutlines',
  method: 'GET',
  url: '/api/places/countries.geojson',
  summary:
    'Outlines of countries (Natural Earth) as GeoJSON, features keyed by ISO alpha-2, split at the antimeridian',
  config: { permission: 'signed-in', raw: 'response', produces: 'application/geo+json' },
  schema: {
    querystring: z.object({
      scale: z.enum(['110m', '50m']).default('110m'),
      /** Alpha-2 codes separated by commas; all when absent. */
      codes: z
        .string()
        .regex(/^[A-Z]{2}(,[A-Z]{2})*$/)
        .optional(),
    }),
  },
});

export const listAreas = defineRoute({
  id: 'places.listAreas',
  method: 'GET',
  url: '/api/places/areas',
  summary:
    'Administrative areas in force, by level and P-code; search in every language, other names and P-codes',
  config: { offline: 'keep', permission: 'signed-in' },
  schema: {
    querystring: pageQuery.extend({
      country: shapes.countryCode.optional(),
      level: shapes.levelQuery.optional(),
      parent: shapes.pcode.optional(),
      q: z.string().trim().max(100).optional(),
    }),
    response: pageOf(shapes.area),
  },
});

export const getArea = defineRoute({
  id: 'places.getArea',
  method: 'GET',
  url: '/api/places/areas/:pcode',
  summary: 'An area by its P-code: parents, children, every version, splits and mergers',
  config: { permission: 'signed-in' },
  schema: { params: z.object({ pcode: shapes.pcode }), response: shapes.areaDetail },
});

export const locate = defineRoute({
  id: 'places.locate',
  method: 'GET',
  url: '/api/places/location',
  summary: 'The smallest area in which a point lies, with those above it; empty outside of all',
  config: { permission: 'signed-in' },
  schema: {
    querystring: z.object({
      lon: z.coerce.number().min(-180).max(180),
      lat: z.coerce.number().min(-90).max(90),
    }),
    response: z.object({ path: z.array(shapes.areaBrief) }),
  },
});

const mapQuery = z.object({
  country: shapes.countryCode.optional(),
  level: shapes.levelQuery.optional(),
  /** Only areas below this one. */
  parent: shapes.pcode.optional(),
  /** `map` is simplified with common borders kept; `full` is as imported. */
  detail: z.enum(['map', 'full']).default('map'),
});

export const areasGeoJson = defineRoute({
  id: 'places.areasGeoJson',
  method: 'GET',
  url: '/api/places/areas.geojson',
  summary: 'Shapes of areas as GeoJSON; feature id is the P-code, properties level, parent, names, label',
  config: { permission: 'signed-in', raw: 'response', produces: 'application/geo+json' },
  schema: { querystring: mapQuery },
});

export const areasTopoJson = defineRoute({
  id: 'places.areasTopoJson',
  method: 'GET',
  url: '/api/places/areas.topojson',
  summary: 'The same as TopoJSON (object `areas`), about a third of the size',
  config: { permission: 'signed-in', raw: 'response', produces: 'application/json' },
  schema: { querystring: mapQuery },
});

export const listEditions = defineRoute({
  id: 'places.listEditions',
  method: 'GET',
  url: '/api/places/editions',
  summary: 'Editions of boundaries that were applied, newest first',
  config: { permission: 'signed-in' },
  schema: {
    querystring: pageQuery.extend({ country: shapes.countryCode.optional() }),
    response: pageOf(shapes.edition),
  },
});

export const getEdition = defineRoute({
  id: 'places.getEdition',
  method: 'GET',
  url: '/api/places/editions/:editionId',
  summary: 'An edition with the splits, mergers and new codes that it brought',
  config: { permission: 'signed-in' },
  schema: {
    params: z.object({ editionId: shapes.id }),
    response: shapes.edition.extend({ successions: z.array(shapes.succession) }),
  },
});
