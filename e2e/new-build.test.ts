import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './browser.ts';
import { freePort } from './product.ts';

/** The service worker of the build in a real browser, while the server goes over to another build, and away. */
const built = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/web');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
};

/** Name of one screen's file in this build, and in the next one, which has it under the second name alone. */
let now: string;
const next = '/assets/of-the-next-build.js';
let isNext = false;
let failing: string | undefined;
let server: Server;
let url: string;
let browser: Browser;
let page: Page;

async function answer(path: string): Promise<Buffer | undefined> {
  if (path === failing || path === (isNext ? now : next)) return undefined;
  if (path === '/service-worker.js' && isNext)
    return Buffer.from((await readFile(join(built, path), 'utf8')).replaceAll(now, next));
  return readFile(join(built, path === next ? now : path)).catch(() => undefined);
}

beforeAll(async () => {
  const worker = await readFile(join(built, 'service-worker.js'), 'utf8');
  now = /\/assets\/form-list-[\w-]+\.js/.exec(worker)![0];
  server = createServer(async (request, response) => {
    const asked = new URL(request.url!, 'http://localhost').pathname;
    const path = asked === '/' ? '/index.html' : asked;
    const bytes = await answer(path);
    response.writeHead(bytes ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    });
    response.end(bytes);
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  url = `http://localhost:${port}`;
  browser = await launch();
  page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const kept = () =>
  page.evaluate(async () =>
    (await (await caches.open('sojourn-app')).keys()).map(({ url }) => new URL(url).pathname),
  );
const keepAll = () =>
  page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    (await navigator.serviceWorker.ready).active!.postMessage('keep-all', [port2]);
    return told;
  });
const update = () =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined));

test('says so when not every screen could be stored, and has them all once they are there', async () => {
  expect(await kept()).not.toContain(now);
  failing = now;
  expect(await keepAll()).toBe(false);
  failing = undefined;
  expect(await keepAll()).toBe(true);
  expect(await kept()).toContain(now);
});

test('a build that does not come whole changes nothing', async () => {
  isNext = true;
  failing = next;
  await update().catch(() => undefined);
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).installing === null))
    .toBe(true);
  expect(await kept()).toContain(now);
  expect(await kept()).not.toContain(next);
});

test('the next build is stored whole for whoever wanted all screens; an open page keeps those of the last', async () => {
  failing = undefined;
  await update();
  await expect.poll(kept).toContain(next);
  const isSettled = () =>
    page.evaluate(async () => {
      const { installing, waiting, active } = await navigator.serviceWorker.ready;
      return !installing && !waiting && active?.state === 'activated';
    });
  await expect.poll(isSettled).toBe(true);
  const status = (path: string) => page.evaluate(async (asked) => (await fetch(asked)).status, path);
  expect([await status(now), await status(next)]).toEqual([200, 200]);
});

test('without the server the application starts from what is kept', async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await page.goto(`${url}/forms`);
  await page.locator('h1').waitFor();
  expect(await page.evaluate(async (asked) => (await fetch(asked)).status, next)).toBe(200);
});
