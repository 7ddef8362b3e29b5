import {
  CallError,
  createClient,
  decodeCursor,
  defineRoute,
  encodeCursor,
  openApiDocument,
  pageOf,
  pageQuery,
  routeUrl,
} from '@sojourn/route-contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';

const listSites = defineRoute({
  id: 'site.list',
  method: 'GET',
  url: '/api/operations/:operation/sites',
  summary: 'Sites of an operation',
  config: { permission: 'sites.read' },
  schema: {
    params: z.object({ operation: z.string() }),
    querystring: pageQuery.extend({ kind: z.array(z.string()).optional() }),
    response: pageOf(z.object({ name: z.string() })),
  },
});
const closeSite = defineRoute({
  id: 'site.close',
  method: 'POST',
  url: '/api/sites/:site/close',
  summary: 'Close a site',
  config: { permission: 'sites.write', audit: 'site.closed' },
  schema: { params: z.object({ site: z.string() }), body: z.object({ reason: z.string() }) },
});
const sendPicture = defineRoute({
  id: 'picture.send',
  method: 'PUT',
  url: '/api/picture',
  summary: 'Send a picture',
  config: { permission: 'public', unaudited: 'a draft', raw: 'both', produces: 'image/png' },
  schema: {},
});

function clientThatGets(answer: () => Response | Promise<Response>) {
  const sent: { url: string; init: RequestInit }[] = [];
  const call = createClient({
    baseUrl: 'https://example.org',
    headers: () => ({ 'x-csrf': '1' }),
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init });
      return answer();
    },
  });
  return { call, sent };
}

const failure = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => expect.unreachable('it must fail')).catch((error: unknown) => error);

test('a route without a permission, or a write without an audit action, does not even load', () => {
  const route = { id: 'a.b', method: 'GET', url: '/', summary: '', schema: {} } as const;
  expect(() => defineRoute({ ...route, config: { permission: '' } })).toThrow('a.b names no permission');
  expect(() => defineRoute({ ...route, method: 'DELETE', config: { permission: 'p' } })).toThrow(
    'a.b writes but names no audit action',
  );
  expect(defineRoute({ ...route, method: 'HEAD', config: { permission: 'p' } }).id).toBe('a.b');
});

test('a problem document is thrown whole, other failures get one', async () => {
  const problem = {
    type: 'about:blank',
    title: 'No',
    status: 409,
    code: 'site.closed',
    detail: 'It is closed.',
  };
  const known = clientThatGets(
    () =>
      new Response(JSON.stringify(problem), {
        status: 409,
        headers: { 'content-type': 'application/problem+json' },
      }),
  );
  const error = await failure(known.call(closeSite, { params: { site: 's' }, body: { reason: 'r' } }));
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({ status: 409, problem, message: 'It is closed.' });
  const plain = clientThatGets(() => new Response('<h1>', { status: 502, statusText: 'Bad Gateway' }));
  expect(await failure(plain.call(sendPicture, {}))).toMatchObject({
    problem: { code: 'http.failed', status: 502 },
  });
});

test('no answer is status 0; an aborted call is no failure of the connection', async () => {
  const { call } = clientThatGets(() => Promise.reject(new TypeError('fetch failed')));
  expect(await failure(call(sendPicture, {}))).toMatchObject({
    status: 0,
    problem: { code: 'http.offline' },
  });
  const stop = new AbortController();
  stop.abort(new Error('left the page'));
  expect(await failure(call(sendPicture, {}, stop.signal))).toBeInstanceOf(TypeError);
});

test('addresses are encoded, lists repeated, absent fields left out', () => {
  const input = {
    params: { operation: 'a/b é' },
    querystring: { limit: 5, kind: ['x&y', 'z'], cursor: undefined },
  };
  expect(routeUrl(listSites, input)).toBe('/api/operations/a%2Fb%20%C3%A9/sites?limit=5&kind=x%26y&kind=z');
});

test('JSON is sent and read as such, a raw body passes as it is, 204 gives nothing', async () => {
  const json = clientThatGets(() => Response.json({ items: [{ name: 'n' }], nextCursor: null }));
  const page = await json.call(listSites, { params: { operation: 'o' }, querystring: {} });
  expect(page.items[0]?.name).toBe('n');
  expect(json.sent[0]).toMatchObject({
    url: 'https://example.org/api/operations/o/sites',
    init: { method: 'GET', headers: { 'x-csrf': '1' } },
  });
  expect(json.sent[0]?.init.headers).not.toHaveProperty('content-type');
  const empty = clientThatGets(() => new Response(null, { status: 204 }));
  expect(await empty.call(closeSite, { params: { site: 's' }, body: { reason: 'é' } })).toBeUndefined();
  expect(empty.sent[0]?.init).toMatchObject({
    body: '{"reason":"é"}',
    headers: { 'content-type': 'application/json' },
  });
  const raw = clientThatGets(() => new Response('png', { headers: { 'content-type': 'image/png' } }));
  const body = new Blob(['x']);
  const answer: unknown = await raw.call(sendPicture, { body } as never);
  expect(answer).toBeInstanceOf(Blob);
  expect(raw.sent[0]?.init.body).toBe(body);
});

test('a cursor comes back as it went, and nothing else is taken for one', () => {
  const values = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null)), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(values, (list) => {
      const cursor = encodeCursor(list);
      expect(cursor).toMatch(/^[\w-]*$/);
      expect(decodeCursor(cursor, list.length)).toEqual(list);
      expect(decodeCursor(cursor, list.length + 1)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = decodeCursor(text, 2);
      if (found !== undefined) expect(found).toHaveLength(2);
    }),
  );
});

test('the document names each route once, with what it takes, gives and asks for', () => {
  const document = openApiDocument([listSites, closeSite, sendPicture], { title: 't', version: '1' }, 'sid');
  const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
  expect(Object.keys(paths)).toEqual([
    '/api/operations/{operation}/sites',
    '/api/sites/{site}/close',
    '/api/picture',
  ]);
  const list = paths['/api/operations/{operation}/sites']?.get;
  expect(list).toMatchObject({ operationId: 'site.list', tags: ['site'], 'x-permission': 'sites.read' });
  expect(list?.parameters).toMatchObject([
    { name: 'operation', in: 'path', required: true },
    { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 500, default: 50 } },
    { name: 'cursor', in: 'query', required: false },
    { name: 'kind', in: 'query', required: false, schema: { type: 'array' } },
  ]);
  expect(paths['/api/sites/{site}/close']?.post).toMatchObject({
    'x-audit': 'site.closed',
    requestBody: { required: true },
    responses: { 204: { description: 'Success' } },
  });
  expect(paths['/api/picture']?.put).toMatchObject({
    security: [],
    requestBody: { content: { 'application/octet-stream': {} } },
    responses: { 200: { content: { 'image/png': {} } } },
  });
  expect(document.components).toMatchObject({ securitySchemes: { session: { name: 'sid' } } });
  expect(JSON.stringify(document)).toBe(
    JSON.stringify(openApiDocument([listSites, closeSite, sendPicture], { title: 't', version: '1' }, 'sid')),
  );
});
