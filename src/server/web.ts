import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Scripts and connections from here only; inline styles are what the component library writes; workers for maps. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** Serves the built web: hashed files for ever, every other address outside the API as the application's page. */
export async function addWeb(app: FastifyInstance, webDir: string): Promise<void> {
  if (!existsSync(join(webDir, 'index.html'))) return;
  const page = await readFile(join(webDir, 'index.html'));
  const headers = { 'content-security-policy': CONTENT_SECURITY_POLICY, 'cache-control': 'no-cache' };
  await app.register(fastifyStatic, {
    root: webDir,
    index: false,
    wildcard: false,
    preCompressed: true,
    logLevel: 'warn',
    setHeaders: (reply, path) => {
      reply.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.get('/*', { logLevel: 'warn' }, (request, reply) => {
    if (/^\/(api|collect|assets|odata|ogc)(\/|$)/.test(request.url.split('?')[0]!))
      return reply.callNotFound();
    return reply.headers(headers).type('text/html; charset=utf-8').send(page);
  });
}
