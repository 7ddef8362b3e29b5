import type { APIRequestContext, BrowserContext, Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { type Address, addresses } from './addresses.ts';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { enter, open, still, type Watch, watch, windowIn } from './visit.ts';

/** What people may not see stays unseen whatever way they come: list, search, address or API. */
const url = inject('demoUrl');
const browser = await launch();
const known = await addresses(browser, url);
afterAll(() => browser.close());

/** Words that only Tesovar's work contains; the list of countries and their areas is open to all. */
const secret = /QTA|site assessment|baseline area|Demonstration device|\b\d+,\d{3}\b/i;
const refusal = /does not exist|not for your roles|no longer exists|not let you see/i;

interface Visitor {
  context: BrowserContext;
  page: Page;
  seen: Watch;
}

async function visitor(role: keyof typeof people): Promise<Visitor> {
  const context = await windowIn(browser, { language: 'en', width: 1280, theme: 'light' });
  await enter(context, url, people[role]);
  const page = await context.newPage();
  return { context, page, seen: watch(page, url) };
}

const pathsOf = (...routes: string[]): string[] =>
  known.filter(({ route }: Address) => routes.includes(route)).map(({ path }) => path);
const shown = ({ page }: Visitor) => page.locator('#main').innerText();
const statusOf = async (request: APIRequestContext, path: string) => (await request.get(url + path)).status();

async function searched(who: Visitor, text: string): Promise<string> {
  await open(who.page, who.seen, `${url}/`);
  await who.page.keyboard.press('Control+k');
  await who.page.getByRole('combobox', { name: 'Search everything' }).waitFor();
  await who.page.keyboard.type(text);
  await who.page
    .getByText(/^(\d+ results?|Nothing found)/)
    .first()
    .waitFor();
  await still(who.page, who.seen);
  return (await who.page.getByRole('listbox').innerText()).trim();
}

const lists = [
  '/',
  '/displacement',
  '/displacement/rounds',
  '/forms',
  '/forms/devices',
  '/forms/exports',
  '/places/sites',
];
/** One address of each: its tabs ask for the same record. Imports of areas are shared: places are reference data. */
const records = [
  '/displacement/rounds/$roundId',
  '/displacement/rounds/$roundId/forms/$formId',
  '/displacement/records',
  '/forms/$formId',
  '/forms/$formId/records/$recordId',
  '/forms/$formId/fill',
  '/forms/$formId/fill/$recordId',
  '/places/sites/$siteId',
  '/places/sites/$siteId/edit',
  '/places/imports/sites/$importId',
];

test('the words looked for are there for those who may read them', async () => {
  const who = await visitor('officer');
  await open(who.page, who.seen, `${url}/forms`);
  expect(await shown(who)).toMatch(secret);
  expect(await searched(who, 'host quarter')).toMatch(secret);
  await who.context.close();
});

describe('the officer of another country', () => {
  test('finds nothing of Tesovar in any list or search', async () => {
    const who = await visitor('outsider');
    for (const path of lists) {
      await open(who.page, who.seen, url + path);
      expect([path, secret.exec(await shown(who))?.[0]]).toEqual([path, undefined]);
    }
    for (const text of ['Tesovar', 'site assessment', 'host quarter', 'QTA-0034']) {
      expect([text, secret.exec(await searched(who, text))?.[0]]).toEqual([text, undefined]);
    }
    await who.context.close();
  });

  test('is refused at every direct address, by the screen and by the API', async () => {
    const who = await visitor('outsider');
    for (const path of records.flatMap((route) => pathsOf(route).slice(0, 1))) {
      await open(who.page, who.seen, url + path);
      const text = await who.page.locator('body').innerText();
      expect([path, secret.exec(text)?.[0]]).toEqual([path, undefined]);
      if (!path.startsWith('/displacement/records'))
        expect([path, text]).toEqual([path, expect.stringMatching(refusal)]);
    }
    const form = pathsOf('/forms/$formId')[0]?.split('/')[2];
    const record = pathsOf('/forms/$formId/records/$recordId')[0]?.split('/')[4];
    const round = pathsOf('/displacement/rounds/$roundId')[0]?.split('/')[3];
    for (const path of [
      `/api/forms/${form}`,
      `/api/forms/${form}/records`,
      `/api/forms/${form}/export?format=csv`,
      `/api/records/${record}`,
      `/api/displacement/rounds/${round}/bindings`,
      `/api/displacement/figures?roundId=${round}`,
      `/api/displacement/figures.csv?roundId=${round}`,
      `/api/displacement/figure-rows?roundId=${round}`,
      `/api/audit/timeline?entity=forms.record&entityId=${record}`,
    ]) {
      const answer = await who.context.request.get(url + path);
      const items = answer.ok() ? ((await answer.json()) as { items?: unknown[] }).items : undefined;
      expect([path, answer.status() === 404 || answer.status() === 403 || items?.length === 0]).toEqual([
        path,
        true,
      ]);
    }
    await who.context.close();
  });
});

describe('the enumerator', () => {
  test('fills forms and sees neither records nor figures nor administration', async () => {
    const who = await visitor('enumerator');
    await open(who.page, who.seen, `${url}/`);
    const menu = await who.page.getByRole('navigation', { name: 'Main navigation' }).innerText();
    expect(menu).toContain('Forms');
    expect(menu).not.toMatch(/Displacement|Administration/);
    const form = pathsOf('/forms/$formId')[0] ?? '';
    await open(who.page, who.seen, url + form);
    await who.page.getByRole('link', { name: 'Fill in the browser' }).first().waitFor();
    expect(await who.page.getByRole('tab').allInnerTexts()).not.toContain('Records');
    for (const path of [
      ...pathsOf('/forms/$formId/records/$recordId').slice(0, 1),
      '/displacement',
      '/administration/people',
      '/administration/audit',
      '/forms/devices',
      '/forms/exports',
    ]) {
      await open(who.page, who.seen, url + path);
      expect([path, await who.page.locator('body').innerText()]).toEqual([
        path,
        expect.stringMatching(refusal),
      ]);
    }
    const id = form.split('/')[2];
    for (const path of [
      `/api/forms/${id}/records`,
      `/api/forms/${id}/export?format=csv`,
      '/api/people',
      '/api/audit/entries',
      '/api/devices',
    ]) {
      expect([path, await statusOf(who.context.request, path)]).toEqual([path, 403]);
    }
    await who.context.close();
  });
});

describe('the auditor', () => {
  test('reads the log, and no record, form or figure', async () => {
    const who = await visitor('auditor');
    await open(who.page, who.seen, `${url}/administration/audit`);
    expect(await who.page.locator('[data-row]').count()).toBeGreaterThan(5);
    for (const path of [
      '/forms',
      '/displacement',
      ...pathsOf('/forms/$formId/records/$recordId').slice(0, 1),
    ]) {
      await open(who.page, who.seen, url + path);
      expect([path, await who.page.locator('body').innerText()]).toEqual([
        path,
        expect.stringMatching(refusal),
      ]);
    }
    for (const path of [
      '/api/forms',
      `/api/records/${pathsOf('/forms/$formId/records/$recordId')[0]?.split('/')[4]}`,
    ]) {
      expect([path, await statusOf(who.context.request, path)]).toEqual([path, 403]);
    }
    await who.context.close();
  });
});
