import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { enter, open, watch, windowIn } from './visit.ts';

/** What a screen gives to paper: all that was loaded, pictures included, dark on white. */
const url = inject('demoUrl');
const browser = await launch();
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  context = await windowIn(browser, { language: 'en', width: 1280, theme: 'dark' });
  await enter(context, url, people.officer);
});
beforeEach(async () => {
  page = await context.newPage();
});
afterAll(() => browser.close());

/** The word of the browser alone: its paper would be a window as high as the list, which then fetches more. */
const print = (on: boolean) =>
  page.evaluate((event) => dispatchEvent(new Event(event)), on ? 'beforeprint' : 'afterprint');

test('a list prints every row that was loaded, and on screen draws those in sight again', async () => {
  const { items } = (await (await context.request.get(`${url}/api/forms?q=site`)).json()) as {
    items: { id: string }[];
  };
  await open(page, watch(page, url), `${url}/forms/${items[0]!.id}`);
  const rows = page.locator('tr[data-row]');
  await rows.first().waitFor();
  const loaded = async () => Number(/\d+/.exec(await page.getByText(/^(First )?\d+ rows$/).innerText())![0]);
  const inSight = await rows.count();
  expect(inSight).toBeLessThan(await loaded());
  await print(true);
  expect(await rows.count()).toBe(await loaded());
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('light');
  await print(false);
  expect(await rows.count()).toBe(inSight);
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
});

test('a map prints its picture', async () => {
  await open(page, watch(page, url), `${url}/places/sites?tab=map`);
  await page.locator('[data-map=drawn]').waitFor();
  await print(true);
  const colours = await page.locator('canvas.sj-paper').evaluate((paper: HTMLCanvasElement) => {
    const { data } = paper.getContext('2d')!.getImageData(0, 0, paper.width, paper.height);
    const found = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      found.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return found.size;
  });
  expect(colours).toBeGreaterThan(3);
  await print(false);
  expect(await page.locator('canvas.sj-paper').count()).toBe(0);
});
