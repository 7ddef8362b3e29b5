import { z } from 'zod';
import type { Route } from './route.ts';

export interface OpenApiInfo {
  title: string;
  version: string;
  description?: string;
}

type Json = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // The format says it all; zod's long expressions for uuid and dates only make the document unreadable.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  }) as Json;
  return rest;
};

function parameters(route: Route): Json[] {
  const out: Json[] = [];
  for (const [place, schema] of [
    ['path', route.schema.params],
    ['query', route.schema.querystring],
  ] as const) {
    if (!schema) continue;
    const shape = jsonSchema(schema, 'input');
    const required = (shape.required as string[] | undefined) ?? [];
    for (const [name, property] of Object.entries((shape.properties ?? {}) as Record<string, Json>)) {
      out.push({ name, in: place, required: place === 'path' || required.includes(name), schema: property });
    }
  }
  return out;
}

function operation(route: Route): Json {
  const raw = route.config.raw;
  const body = route.schema.body;
  const answer: Json = { description: 'Success' };
  if (route.schema.response) {
    answer.content = { 'application/json': { schema: jsonSchema(route.schema.response, 'output') } };
  } else if (raw === 'response' || raw === 'both') {
    answer.content = { [route.config.produces ?? 'application/octet-stream']: {} };
  }
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0]],
    'x-permission': route.config.permission,
    ...(route.config.audit ? { 'x-audit': route.config.audit } : {}),
    ...(route.config.stepUp ? { 'x-step-up': true } : {}),
    ...(route.config.permission === 'public' ? { security: [] } : {}),
    parameters: parameters(route),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }
      : {}),
    ...(!body && (raw === 'request' || raw === 'both')
      ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
      : {}),
    responses: {
      [route.schema.response || raw ? '200' : '204']: answer,
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const problemResponse = {
  description: 'RFC 9457 problem document with a stable code',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

/** OpenAPI 3.1 document of a list of routes, in their order; deterministic for the same routes. `cookie`: name of the session cookie. */
export function openApiDocument(
  routes: readonly Route[],
  info: OpenApiInfo,
  cookie = 'session',
): Record<string, unknown> {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info,
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie },
        token: { type: 'http', scheme: 'bearer' },
      },
      responses: { Problem: problemResponse },
    },
  };
}
