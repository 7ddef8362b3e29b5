import type { FastifyRequest } from 'fastify';

/** Secrets that stand in addresses: the key of a device after `/collect/`, that of a calendar after
 * `/calendar/`, the token that stops mails after `/unsubscribe/`. */
export const withoutSecrets = (url: string): string =>
  decoded(url.split('?')[0]!).replace(/(\/(?:collect|calendar|unsubscribe)\/+)[^/]+/gi, '$1…');

/** As the router reads it: a letter may stand as `%6c`. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Structured logs (one JSON object a line): method, path without query or key, status, time. No names, no bodies, no addresses of people. */
export const loggerOptions = (level: string) => ({
  level,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, path: withoutSecrets(request.url) }),
    err: (error: Error & { code?: string; constraint?: string }) => ({
      type: error.name,
      // A database message may quote values of a row: its code and constraint say enough.
      message: error.code ? undefined : error.message,
      code: error.code,
      constraint: error.constraint,
      stack: error.code ? error.stack?.replace(/^.*\n/, '') : error.stack,
    }),
  },
});
