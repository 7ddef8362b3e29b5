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
