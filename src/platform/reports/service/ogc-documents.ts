import { LARGEST_LIMIT, queryables } from '../domain/ogc-query.ts';
import type { AccessedColumn } from '../store/rows.ts';
import { maskedNames, type OpenSet } from './open.ts';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const GEOJSON = 'application/geo+json';
export const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
const JSON_TYPE = 'application/json';

export interface Link {
  href: string;
  rel: string;
  type: string;
  title?: string;
}

export const landing = (root: string, title: string): object => ({
  title,
  links: [
    { href: root, rel: 'self', type: JSON_TYPE },
    { href: `${root}/api`, rel: 'service-desc', type: OPENAPI },
    { href: `${root}/conformance`, rel: 'conformance', type: JSON_TYPE },
    { href: `${root}/collections`, rel: 'data', type: JSON_TYPE },
  ] satisfies Link[],
});

const PART_1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';
export const conformance = { conformsTo: [`${PART_1}/core`, `${PART_1}/oas30`, `${PART_1}/geojson`] };

export function collection(root: string, open: OpenSet): object {
  const { set, say } = open;
  const here = `${root}/collections/${set.id}`;
  const masked = maskedNames(open.columns);
  return {
    id: set.id,
    title: say(set.title),
    itemType: 'feature',
    crs: [CRS84],
    // The whole world: where the rows of a caller lie is not worked out for each look at the list.
    extent: { spatial: { bbox: [[-180, -90, 180, 90]], crs: CRS84 } },
    ...(masked.length > 0 ? { maskedProperties: masked } : {}),
    links: [
      { href: here, rel: 'self', type: JSON_TYPE },
      { href: `${here}/items`, rel: 'items', type: GEOJSON, title: say(set.title) },
      {
        href: `${here}/queryables`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
        type: 'application/schema+json',
      },
    ] satisfies Link[],
  };
}

const SCHEMAS: Partial<Record<AccessedColumn['kind'], object>> = {
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
};
const schemaOf = ({ kind, choices }: AccessedColumn): object =>
  SCHEMAS[kind] ?? { type: 'string', ...(choices?.length ? { enum: choices.map((c) => c.value) } : {}) };

export function queryablesSchema(root: string, open: OpenSet): object {
  const properties = queryables(open.columns).map((c) => [
    c.name,
    { title: open.say(c.label), ...schemaOf(c) },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2019-09/schema',
    $id: `${root}/collections/${open.set.id}/queryables`,
    type: 'object',
    title: open.say(open.set.title),
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

const answer = (description: string, type: string, schema: object = { type: 'object' }): object => ({
  description,
  content: { [type]: { schema } },
});
const problems = {
  '400': { $ref: '#/components/responses/Problem' },
  '401': { $ref: '#/components/responses/Problem' },
  '403': { $ref: '#/components/responses/Problem' },
  '404': { $ref: '#/components/responses/Problem' },
};
const query = (name: string, schema: object, description: string, more: object = {}): object => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  ...more,
});

function itemsPath(open: OpenSet): object {
  const plain = { style: 'form', explode: false };
  return {
    get: {
      operationId: `${open.set.id}.items`,
      summary: open.say(open.set.title),
      tags: ['Data'],
      parameters: [
        query(
          'limit',
          { type: 'integer', minimum: 1, maximum: LARGEST_LIMIT, default: 10 },
          'How many items a page holds',
          plain,
        ),
        query(
          'bbox',
          { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
          'west,south,east,north in degrees (WGS 84)',
          plain,
        ),
        query(
          'datetime',
          { type: 'string' },
          'An instant or an interval (RFC 3339); its ends may be ..',
          plain,
        ),
        query('cursor', { type: 'string' }, 'Where the next page begins; taken from the link to it'),
        ...queryables(open.columns).map((c) => query(c.name, schemaOf(c), open.say(c.label))),
      ],
      responses: { '200': answer('Items', GEOJSON), ...problems },
    },
  };
}

function itemPath(open: OpenSet): object {
  return {
    get: {
      operationId: `${open.set.id}.item`,
      summary: open.say(open.set.title),
      tags: ['Data'],
      parameters: [{ name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': answer('One item', GEOJSON), ...problems },
    },
  };
}

const simple = (id: string, summary: string, type: string): object => ({
  get: {
    operationId: id,
    summary,
    tags: ['Capabilities'],
    responses: { '200': answer(summary, type), '401': { $ref: '#/components/responses/Problem' } },
  },
});

/** OpenAPI 3.0 definition of the feed for one caller: its collections, and what each may be narrowed by. */
export const openApi = (root: string, title: string, sets: readonly OpenSet[]): object => ({
  openapi: '3.0.3',
  info: { title, version: '1.0' },
  servers: [{ url: root }],
  security: [{ token: [] }, { basic: [] }],
  tags: [{ name: 'Capabilities' }, { name: 'Data' }],
  paths: {
    '/': simple('landing', 'Landing page', JSON_TYPE),
    '/conformance': simple('conformance', 'Conformance classes', JSON_TYPE),
    '/collections': simple('collections', 'Collections', JSON_TYPE),
    ...Object.fromEntries(
      sets.flatMap((open) => [
        [`/collections/${open.set.id}`, simple(open.set.id, open.say(open.set.title), JSON_TYPE)],
        [`/collections/${open.set.id}/items`, itemsPath(open)],
        [`/collections/${open.set.id}/items/{featureId}`, itemPath(open)],
      ]),
    ),
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' } },
    responses: {
      Problem: answer('What is wrong', JSON_TYPE, {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string' }, description: { type: 'string' } },
      }),
    },
  },
});
