import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './browser.ts';
import { boundaries, brokenCount, countXml, shelterCount } from './made.ts';
import { type Product, startProduct } from './product.ts';
import { enter, faults, still, type Watch, watch } from './visit.ts';

/** README's first ten minutes by a stranger with an empty folder, in the order in which they stand there. */
const me = { email: 'ada.norel@agency.example', password: 'a quiet river under stars' };

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let seen: Watch;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('start'), launch()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  seen = watch(page, product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.discard();
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' });
const field = (name: string | RegExp) => page.getByLabel(name, { exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const nothingWrong = async () => expect(await faults(page, seen)).toEqual([]);
const menu = (name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name });
const section = (name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });
const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

test('set up: the printed code, the agency and oneself', async () => {
  const code = /set-up code ([A-Z0-9-]+)/.exec(product.output())?.[1] ?? '';
  await page.goto(product.url);
  await heading('Set up Sojourn').waitFor();
  await still(page, seen);
  await nothingWrong();
  await field('Set-up code').fill('AAAA-BBBB-CCCC');
  await field('Name of the agency').fill('Agency of the Isles');
  await field('Name').fill('Ada Norel');
  await field('E-mail address').fill(me.email);
  await field(/^Password/).fill(me.password);
  await field('Name of the head office').fill('Head office');
  await field('Name of the operation').fill('Quelyra response');
  await field('Country of the operation').fill('QY');
  await field('Operation code').fill('QY-DTM');
  await button('Set up and enter').click();
  await page.getByText('This is not the code that the server printed').first().waitFor();
  seen.errors.splice(0);
  await field('Set-up code').fill(code);
  await button('Set up and enter').click();
  await heading('Hello, Ada').waitFor();
  await still(page, seen);
  await nothingWrong();
});

test('boundaries: proposed columns, a check that changes nothing, then applied', async () => {
  await menu('Places').click();
  await section('Imports').click();
  await link('Import areas').first().click();
  await button('Add a territory').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code', { exact: true }).fill('QY');
  await dialog.getByLabel('Name in English').fill('Quelyra');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('input[type=file]').setInputFiles(boundaries());
  await heading('What the columns mean').waitFor();
  await field('Valid from').first().fill('2026-01-01');
  await still(page, seen);
  await nothingWrong();
  await button('Check').click();
  await page.getByText('Nothing stands in the way of this import').waitFor();
  const before = await (await context.request.get(`${product.url}/api/places/areas?country=QY`)).json();
  expect(before.items).toEqual([]);
  await button('Apply').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This import was applied.').waitFor();
  await link('See the areas').click();
  await page.getByText('Velaru').first().waitFor();
  const { items } = await (await context.request.get(`${product.url}/api/places/areas?country=QY`)).json();
  expect(items).toHaveLength(7);
  expect(items.find((area: { pcode: string }) => area.pcode === 'QY0201').names).toMatchObject({
    en: 'Karumo',
    ar: 'كارومو',
  });
});

test('form: a broken workbook is told cell by cell and stored nowhere; the mended one is published', async () => {
  await menu('Forms').click();
  await link('Import a form').first().click();
  const drop = page.locator('input[type=file]');
  await drop.setInputFiles(await brokenCount());
  await page.getByText('This workbook cannot be imported yet').waitFor();
  const found = await page.getByRole('listitem').allInnerTexts();
  for (const cell of ['A3', 'B5', 'F6']) expect(found.join('\n')).toContain(cell);
  expect(await button('Import as draft').count()).toBe(0);
  await still(page, seen);
  await nothingWrong();
  expect((await (await context.request.get(`${product.url}/api/forms`)).json()).items).toEqual([]);
  await drop.setInputFiles(await shelterCount());
  await button('Import as draft').click();
  await button('Publish').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Published', { exact: true }).first().waitFor();
});

test('a round: planned for today, and the form bound with the mapping that is proposed', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await menu('Displacement').click();
  await section('Rounds').click();
  await button('Plan a round').click();
  await field('First day of collection').fill(day(-3));
  await field('Last day of collection').fill(day(10));
  await field('Reporting date').fill(day(10));
  await button('Plan the round').click();
  await button('Bind a form').click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByRole('option', { name: 'Shelter count' }).click();
  await page.getByText('Proposed from the names of the questions').waitFor();
  expect(await page.getByRole('combobox', { name: 'Question with the place' }).inputValue()).toContain(
    'ward_pcode',
  );
  expect(await page.getByRole('combobox', { name: 'Question: individuals' }).inputValue()).toContain(
    'idp_individuals',
  );
  await still(page, seen);
  await nothingWrong();
  await button('Save and derive the figures').click();
  await link('Shelter count').waitFor();
});

const answer = async (place: { ward: string; name: string; households: string; individuals: string }) => {
  await page.getByRole('radio', { name: place.ward }).check();
  await field(/Name of the place/).fill(place.name);
  await field(/Displaced households/).fill(place.households);
  await field(/Displaced individuals/).fill(place.individuals);
};
const toForm = async () => {
  await page.goto(`${product.url}/forms`);
  await link('Shelter count').first().click();
};

test('fill in the browser: a reload and a lost session take nothing of what was typed', async () => {
  await toForm();
  await link('Fill in the browser').first().click();
  await heading('Shelter count').waitFor();
  await still(page, seen);
  await nothingWrong();
  await answer({ ward: 'Tonari', name: 'Lagoon school', households: '12', individuals: '5' });
  await page.getByText('Kept on this device').waitFor();
  await page.reload();
  await expect.poll(() => field(/Name of the place/).inputValue(), { timeout: 15_000 }).toBe('Lagoon school');
  expect(await page.getByRole('radio', { name: 'Tonari' }).isChecked()).toBe(true);
  await field(/Displaced individuals/).fill('57');
  await page.getByRole('checkbox', { name: 'Water' }).check();
  await field(/Where does water come from/).fill('A well');
  await endSession();
  await button('Send').click();
  await heading('Your session has ended').waitFor();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(me.password);
  await button('Sign in').click();
  await heading('Sent. Thank you.').waitFor();
  seen.errors.splice(0);
});

test('fill in the browser: with the link cut the record is kept, and sent when the link is back', async () => {
  await button('Fill in another').click();
  await answer({ ward: 'Belisa', name: 'Mill', households: '8', individuals: '31' });
  await context.setOffline(true);
  await button('Send').click();
  await heading('Ready to send').waitFor();
  expect(await recordCount()).toBe(1);
  await context.setOffline(false);
  await heading('Sent. Thank you.').waitFor();
  seen.errors.splice(0);
  expect(await recordCount()).toBe(2);
});

test('a device: its address is shown once, and a record comes in as Collect sends it', async () => {
  await page.goto(`${product.url}/forms/devices`);
  await button('Add a device').click();
  await field('Name of the device').fill('Tablet 1');
  await button('Make its key').click();
  await page.getByRole('img', { name: 'Code with the settings for ODK Collect' }).waitFor();
  await still(page, seen);
  await nothingWrong();
  const address = await field('Server address').inputValue();
  expect(address).toMatch(new RegExp(`^${product.url}/collect/[^/]+$`));
  const forms = await fetch(`${address}/formList`, { headers: { 'x-openrosa-version': '1.0' } });
  expect(await forms.text()).toContain('<formID>shelter_count</formID>');
  const xml = countXml({
    ward: 'QY0201',
    place: 'Old harbour',
    households: 20,
    individuals: 104,
    id: randomUUID(),
  });
  const send = () => {
    const body = new FormData();
    body.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'record.xml');
    return fetch(`${address}/submission`, { method: 'POST', body, headers: { 'x-openrosa-version': '1.0' } });
  };
  expect((await send()).status).toBe(201);
  expect([201, 202]).toContain((await send()).status);
  expect(await recordCount()).toBe(3);
});

test('the figure is what was sent, and opens its records', async () => {
  await menu('Displacement').click();
  await link('Individuals: 192').waitFor();
  await link('Households: 40').waitFor();
  await link('Places assessed: 3').waitFor();
  await still(page, seen);
  await nothingWrong();
  await link('Individuals: 192').click();
  await heading('Records behind the figure').waitFor();
  await still(page, seen);
  await nothingWrong();
  await link(/Lagoon school/)
    .first()
    .click();
  await page.getByText('A well').waitFor();
  await still(page, seen);
  await nothingWrong();
});

test('figures and records leave as CSV', async () => {
  await menu('Displacement').click();
  const [figures] = await Promise.all([
    page.waitForEvent('download'),
    link('Figures as CSV with HXL tags').click(),
  ]);
  const table = await textOf(figures);
  expect(table).toContain('#adm1+code');
  expect(table).toMatch(/QY01.*\b88\b/);
  await toForm();
  await button('Export').click();
  await page.getByRole('menuitem', { name: 'CSV, main table' }).click();
  const [records] = await Promise.all([page.waitForEvent('download'), link('Download now').click()]);
  const rows = (await textOf(records)).trim().split(/\r?\n/);
  expect(rows).toHaveLength(4);
  for (const name of ['Lagoon school', 'Mill', 'Old harbour']) expect(rows.join('\n')).toContain(name);
});

/** Ends the session of the browser from another one, as an administrator or a thief's victim would. */
async function endSession(): Promise<void> {
  const other = await browser.newContext();
  await enter(other, product.url, me);
  const sessions = await (await other.request.get(`${product.url}/api/me/sessions`)).json();
  for (const { id, current } of sessions.items) {
    if (!current) await other.request.delete(`${product.url}/api/me/sessions/${id}`);
  }
  await other.close();
}

async function recordCount(): Promise<number> {
  const other = await browser.newContext();
  await enter(other, product.url, me);
  const { items } = await (await other.request.get(`${product.url}/api/forms`)).json();
  await other.close();
  return items[0].recordCount;
}
