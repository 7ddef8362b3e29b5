import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { enter, open, watch, windowIn } from './visit.ts';

const url = inject('demoUrl');
const browser = await launch();
let context: BrowserContext;

beforeEach(async () => {
  await context?.close();
  context = await windowIn(browser, { language: 'en', width: 1280, theme: 'light' });
  await enter(context, url, people.officer);
});
afterAll(() => browser.close());

test('an untouched screen locks, shows nothing, and gives back what was typed', async () => {
  const page = await context.newPage();
  await page.clock.install();
  await page.addInitScript(() => localStorage.setItem('sojourn.lockAfter', '5'));
  await page.goto(`${url}/places/sites/new`);
  await page.locator('h1').first().waitFor();
  const field = page.locator('#main input:not([readonly])').nth(1);
  await field.fill('Typed before');
  await page.clock.runFor(4 * 60_000);
  expect(await page.locator('[data-lock]').count()).toBe(0);

  await page.clock.runFor(2 * 60_000);
  const password = page.locator('[data-lock] input[type=password]');
  await password.waitFor();
  expect(await field.isVisible()).toBe(false);
  expect((await context.request.get(`${url}/api/me/sessions`)).status()).toBe(401);

  await password.fill(people.officer.password);
  await page.locator('[data-lock] button[type=submit]').click();
  await field.waitFor({ state: 'visible' });
  expect(await field.inputValue()).toBe('Typed before');
});

test('of two tabs with one draft one writes, and the other can take over with all that was typed', async () => {
  const first = await context.newPage();
  const answer = await context.request.get(`${url}/api/forms?q=site`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  await open(first, watch(first, url), `${url}/forms/${items[0]?.id}/fill`);
  const typed = 'input[type=text]:not([readonly])';
  await first.locator(typed).first().fill('7');
  await first.locator(typed).first().blur();

  const second = await context.newPage();
  await open(second, watch(second, url), first.url());
  const said = second.getByText('open in another tab');
  await said.waitFor();
  expect(await second.locator(typed).first().isDisabled()).toBe(true);

  await second.getByRole('button', { name: 'Go on here' }).click();
  await said.waitFor({ state: 'detached' });
  await first.getByText('open in another tab').waitFor();
  expect(await second.locator(typed).first().inputValue()).toBe('7');
  expect(await second.locator(typed).first().isDisabled()).toBe(false);
});

test('after somebody else signed in, an older tab does nothing in their name and shows them nothing', async () => {
  const first = await context.newPage();
  await open(first, watch(first, url), `${url}/places/sites/new`);
  await enter(context, url, people.assistant);
  const refused = await first.evaluate(
    async () => (await fetch('/api/me/sessions', { headers: { 'sojourn-account': 'somebody' } })).status,
  );
  expect(refused).toBe(401);
  const asked: (string | undefined)[] = [];
  first.on('request', (request) => {
    if (/\/api\/forms/.test(request.url())) asked.push(request.headers()['sojourn-account']);
  });
  await first.getByRole('link', { name: 'Forms' }).first().click();
  await first.getByRole('heading', { name: /session has ended/i }).waitFor();
  expect(asked.length).toBeGreaterThan(0);
  const officer = asked[0];
  expect(asked.every((one) => one === officer && one !== undefined)).toBe(true);
});

test('a page learns that somebody else is signed in, and is loaded anew for them', async () => {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${url}/forms`);
  await page.locator('#main h1').waitFor();
  await page.evaluate(() => document.documentElement.setAttribute('data-of-the-first', ''));
  await enter(context, url, people.assistant);
  await page.clock.runFor(2 * 60_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('button', { name: /Kalune Fezoran/ }).waitFor();
  expect(await page.locator('[data-of-the-first]').count()).toBe(0);
});

test('a part that was never loaded waits for the link, and the page stays as it is', async () => {
  const page = await context.newPage();
  await open(page, watch(page, url), `${url}/places/sites/new`);
  const field = page.getByLabel('Name', { exact: true });
  await field.fill('Typed without a link');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByText('No connection to the server').first().waitFor();
  expect(await field.inputValue()).toBe('Typed without a link');
  await context.setOffline(false);
  await page.getByRole('menuitem', { name: 'Français' }).waitFor({ timeout: 30_000 });
  expect(await field.inputValue()).toBe('Typed without a link');
});

test('who signs out without a link is signed out at the first word with the server', async () => {
  const page = await context.newPage();
  await open(page, watch(page, url), url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const menu = page.getByRole('button', { name: /Timaro Vekadel/ });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('sojourn.left'))).toBe('true');
  await menu.waitFor({ state: 'detached' });
  await context.setOffline(false);
  await page.locator('input[name=password]').waitFor({ timeout: 30_000 });
  expect((await context.request.get(`${url}/api/me/sessions`)).status()).toBe(401);
});
