import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct } from './product.ts';

let demo: Product;
beforeAll(async () => {
  demo = await startProduct('demo');
});
afterAll(() => demo?.discard());

test('the demonstration prints its address and its people, and writes what it promises', async () => {
  expect(demo.output()).toContain(demo.url);
  expect(demo.output()).toContain('timaro.vekadel@sojourn.example');
  const collect = (await readFile(join(demo.dataDir, 'demo-collect-url'), 'utf8')).trim();
  expect(collect).toMatch(new RegExp(`^${demo.url}/collect/\\S+$`));
  const forms = await fetch(`${collect}/formList`, { headers: { 'x-openrosa-version': '1.0' } });
  expect([forms.status, forms.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/xml'),
  ]);
  const token = (await readFile(join(demo.dataDir, 'demo-token'), 'utf8')).trim();
  const me = await fetch(`${demo.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ account: { name: 'Timaro Vekadel' }, demonstration: true });
});

test('health and readiness answer without telling anything', async () => {
  expect(await (await fetch(`${demo.url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${demo.url}/readyz`)).json()).toEqual({ status: 'ready' });
});

test('the audit log of the demonstration verifies while it runs', async () => {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['dist/server/sojourn.mjs', 'audit', 'verify', '--demo', '--no-witness'],
    {
      env: { ...process.env, SOJOURN_DATA: demo.dataDir },
    },
  );
  expect(stdout).toMatch(/intact/i);
});

test('a second start on a taken port gives one sentence and disturbs nothing', async () => {
  const { spawnSync } = await import('node:child_process');
  const { status, stderr } = spawnSync(process.execPath, ['dist/server/sojourn.mjs', 'start'], {
    env: { ...process.env, SOJOURN_PORT: new URL(demo.url).port, SOJOURN_DATA: `${demo.dataDir}-second` },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/Port \d+ is in use/);
  expect((await fetch(`${demo.url}/readyz`)).status).toBe(200);
});

test('it stops clean on SIGTERM and starts again with everything; a kill leaves nothing locked', async () => {
  expect(await demo.stop()).toBe(0);
  const again = await startProduct('demo', demo.dataDir);
  expect(again.output()).not.toContain('Filling');
  again.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 300));
  demo = await startProduct('demo', demo.dataDir);
  expect((await fetch(`${demo.url}/readyz`)).status).toBe(200);
});

test('a real start has no demonstration people: it asks to be set up with the printed code', async () => {
  const fresh = await startProduct('start');
  try {
    expect(fresh.output()).toMatch(/set-up code [A-Z0-9-]+/);
    const me = (await (await fetch(`${fresh.url}/api/me`)).json()) as { setUpNeeded: boolean };
    expect(me.setUpNeeded).toBe(true);
  } finally {
    await fresh.discard();
    await rm(`${demo.dataDir}-second`, { recursive: true, force: true });
  }
});
