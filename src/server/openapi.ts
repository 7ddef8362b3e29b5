import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument, type Route } from '@sojourn/route-contract';
import type { FastifyInstance } from 'fastify';
import { apiPage } from './api-page.ts';
import { productRoot } from './root.ts';

const { version } = JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')) as {
  version: string;
};

/** The OpenAPI 3.1 document of every route of the product. */
export const apiDocument = (routes: readonly Route[]) =>
  openApiDocument(
    routes,
    {
      title: 'Sojourn',
      version,
      description:
        'The API of a Sojourn installation. Sign in for a session cookie, or send an API token as a bearer token. Lists are pages: pass `nextCursor` back as `cursor`. Refusals are RFC 9457 problem documents with a stable `code`.',
    },
    'sojourn_session',
  );

export function addApiDocument(app: FastifyInstance, routes: readonly Route[]): void {
  const document = apiDocument(routes);
  const text = JSON.stringify(document);
  const page = apiPage(document);
  app.get('/api/openapi.json', { logLevel: 'warn' }, (_, reply) => reply.type('application/json').send(text));
  app.get('/api/docs', { logLevel: 'warn' }, (_, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(page),
  );
}
