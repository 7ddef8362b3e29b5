import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { createModules } from './modules.ts';

/** Inputs that once broke a route or showed its inside; `bench/fuzz-api.ts` looks for more. */
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-broken-'));
let server: TestServer;
let officer: Caller;
beforeAll(async () => {
  server = await testServer(
    ({ url, vault }) =>
      createModules({ dataDir, publicUrl: url, setUpCode: () => '', demonstration: false, vault }),
    { dataDir },
  );
  const officeId = await server.office('HQ');
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId }]);
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function answered(
  path: string,
  init?: RequestInit,
): Promise<{ status: number; code: string; text: string }> {
  const answer = await officer.fetch(path, init);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  return { status: answer.status, code: JSON.parse(text).code, text };
}

test('a text that the database cannot hold, and a cursor of another making, are the mistake of who sent them', async () => {
  const cursor = Buffer.from('["2026-11-22T00:00:00Z","x"]').toString('base64url');
  for (const path of [
    '/api/places/sites.geojson?types=a%00b',
    '/api/places/sites?states=a%00',
    `/api/places/site-imports?cursor=${cursor}`,
  ])
    expect(await answered(path), path).toMatchObject({ status: 400, code: 'http.bad_request' });
});

test('an address that the router cannot read is neither repeated nor told in the words of the framework', async () => {
  const long = `needle${'x'.repeat(400)}`;
  for (const path of [`/api/forms/${long}`, '/api/forms/%zz']) {
    const { status, code, text } = await answered(path);
    expect([status, code], path).toEqual([status < 500 ? status : 'below 500', 'http.bad_request']);
    expect(text).not.toMatch(/needle|FST_|zz/);
  }
});

test('a piece of an upload with no identifier is sent nowhere', async () => {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
  };
  const init = { method: 'PATCH', headers, body: 'piece' };
  expect(await answered('/api/files/uploads/administrator', init)).toMatchObject({ status: 404 });
});

test('a body of a hundred thousand brackets is refused, with a key or without', async () => {
  const body = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  for (const key of [undefined, '00000000-0000-4000-8000-000000000000']) {
    const headers = { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) };
    expect(await answered('/api/tasks', { method: 'POST', headers, body })).toMatchObject({ status: 400 });
  }
});
