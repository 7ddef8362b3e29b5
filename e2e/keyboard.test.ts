import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { enter, faults, open, still, type Watch, watch, windowIn } from './visit.ts';

/** What hands on a keyboard need on every screen, tried where it matters most. */
const url = inject('demoUrl');
const browser = await launch();
let context: BrowserContext;
let page: Page;
let seen: Watch;
beforeAll(async () => {
  context = await windowIn(browser, { language: 'en', width: 1280, theme: 'light' });
  await enter(context, url, people.officer);
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  seen = watch(page, url);
});
afterAll(() => browser.close());

const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = at && getComputedStyle(at);
    const outlined =
      style !== null && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    return {
      text: at?.textContent ?? '',
      id: at?.id ?? '',
      isPage: at === document.body,
      row: at?.closest('[data-row]')?.getAttribute('data-row'),
      outlined,
    };
  });

test('the first stop is a link to the content, and every stop can be seen', async () => {
  await open(page, seen, `${url}/forms`);
  await page.keyboard.press('Tab');
  expect(await focused()).toMatchObject({ text: 'Skip to content', outlined: true });
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const { text, outlined, isPage } = await focused();
    if (isPage) break;
    const ringed = outlined || (await page.evaluate(hasRing));
    expect([text, ringed]).toEqual([text, true]);
  }
  await open(page, seen, `${url}/forms`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect((await focused()).id).toBe('main');
});

/** Fields show their focus by their border, some controls by that of the box around them. */
function hasRing(): boolean {
  const shows = (one: Element | null | undefined) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  };
  const at = document.activeElement;
  return shows(at) || shows(at?.parentElement) || at?.matches('input, textarea, select') === true;
}

test('Ctrl K searches everything and Enter opens what was found', async () => {
  await open(page, seen, `${url}/`);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
  expect(await faults(page, seen)).toEqual([]);
  await page.keyboard.type('site assess');
  await page.getByRole('option', { name: /Tesovar: site assessment/ }).waitFor();
  await still(page, seen);
  expect(await faults(page, seen)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /site assessment/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Search everything' }).waitFor({ state: 'hidden' });
});

test('j and k walk the rows of a list, / searches it, Enter opens a row', async () => {
  await open(page, seen, `${url}/places/sites`);
  const row = async () => (await focused()).row;
  for (const [key, at] of [
    ['j', '0'],
    ['j', '1'],
    ['j', '2'],
    ['k', '1'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(row).toBe(at);
  }
  const { text } = await focused();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: text }).waitFor();
  await open(page, seen, `${url}/places/sites`);
  await page.keyboard.press('/');
  await page.keyboard.type('host quarter');
  await page
    .getByRole('link', { name: /host quarter/ })
    .first()
    .waitFor();
});

test('a menu opens from the keyboard, its arrows walk, Escape gives the keyboard back', async () => {
  await open(page, seen, `${url}/`);
  const me = page.locator('header button[aria-haspopup=menu]').last();
  // The first press loads the menu, the second has it: both end where they began.
  for (const _press of ['first', 'second']) {
    await me.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('ArrowDown');
    const item = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
    await expect.poll(item).toBe('menuitem');
    const { text } = await focused();
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await focused()).text).not.toBe(text);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(() => me.evaluate((at) => at === document.activeElement)).toBe(true);
  }
});

test('a dialog holds the keyboard and gives it back to the button that opened it', async () => {
  await open(page, seen, `${url}/displacement/rounds`);
  const opener = page.getByRole('button', { name: 'Plan a round' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const inside = () => dialog.evaluate((box) => box.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  for (let i = 0; i < 15; i++) {
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => opener.evaluate((at) => at === document.activeElement)).toBe(true);
});

test('arrows walk the tabs of a record, and the chosen one is in the address', async () => {
  await open(page, seen, `${url}/places/sites`);
  const site = await page.locator('[data-row] a').first().getAttribute('href');
  await open(page, seen, url + site);
  const tabs = page.getByRole('tab');
  await tabs.first().waitFor();
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tabs.nth(1).getAttribute('aria-selected')).toBe('true');
  await expect.poll(() => page.url()).toContain('tab=');
  for (const [key, tab] of [
    ['End', tabs.last()],
    ['Home', tabs.first()],
    ['End', tabs.last()],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
    await still(page, seen);
    expect(await tab.evaluate((at) => at === document.activeElement)).toBe(true);
  }
});

test('the place of a screen that lies beyond the edge of a phone is brought into sight', async () => {
  const phone = await windowIn(browser, { language: 'ar', width: 360, theme: 'light' });
  await enter(phone, url, people.administrator);
  const small = await phone.newPage();
  await open(small, watch(small, url), `${url}/administration/jobs`);
  const box = await small.locator('nav a[aria-current=page][href="/administration/jobs"]').boundingBox();
  expect(box).not.toBeNull();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  await phone.close();
});
