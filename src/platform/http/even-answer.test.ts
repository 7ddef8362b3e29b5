import { defineRoute } from '@sojourn/route-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { bind } from './binding.ts';
import { tellsOfNothing } from './even-answer.ts';
import type { SliceManifest } from './module.ts';
import { notFound, Problem } from './problem.ts';
import { type TestServer, testServer } from './testing.ts';

const BEAT = 400;

const of = (id: string) =>
  ({ id: `even.${id}`, method: 'GET', url: `/api/even/${id}`, summary: id }) as const;
const list = z.object({ items: z.array(z.string()) });
const ask = (id: string) =>
  defineRoute({ ...of(id), config: { permission: 'public' }, schema: { response: list } });
const feed = defineRoute({ ...of('feed'), config: { permission: 'public', raw: 'response' }, schema: {} });
const slice: SliceManifest = {
  name: 'even',
  access: { permissions: [], roleDefaults: {}, matrix: {} },
  problems: {},
  routes: [
    bind(ask('hidden'), () => Promise.reject(notFound('thing'))),
    bind(ask('forbidden'), () => Promise.reject(new Problem(403, 'http.forbidden'))),
    bind(ask('empty'), async () => ({ items: [] })),
    bind(feed, async () => ({ body: '[]', nothingFound: true })),
    bind(ask('full'), async () => ({ items: ['one'] })),
  ],
};

let server: TestServer;
beforeAll(async () => {
  server = await testServer(() => [slice], { beatMs: BEAT });
});
afterAll(() => server.close());

async function timed(id: string): Promise<[number, number]> {
  const began = performance.now();
  const answer = await fetch(`${server.url}/api/even/${id}`);
  await answer.text();
  return [answer.status, performance.now() - began];
}

test.each([
  ['hidden', 404],
  ['forbidden', 403],
  ['empty', 200],
  ['feed', 200],
])('an answer that is %s waits for the beat', async (id, status) => {
  const [answered, ms] = await timed(id);
  expect(answered).toBe(status);
  expect(ms).toBeGreaterThanOrEqual(BEAT - 2);
});

test('an answer that tells something leaves at once', async () => {
  const times = [await timed('full'), await timed('full'), await timed('full')].map(([, ms]) => ms);
  expect(Math.min(...times)).toBeLessThan(BEAT);
});

test.each([
  [[], true],
  [{ items: [], nextCursor: null }, true],
  [{ count: 0 }, true],
  [{ items: [], size: 50 }, true],
  [['a'], false],
  [{ items: ['a'] }, false],
  [{ count: 3 }, false],
  [{ name: 'a' }, false],
  [{}, false],
  [null, false],
  ['', false],
])('%j tells of nothing: %s', (answer, expected) => {
  expect(tellsOfNothing(answer)).toBe(expected);
});
