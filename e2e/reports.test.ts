import { readFile } from 'node:fs/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { enter, open, still, watch, windowIn } from './visit.ts';

/** An officer narrows a data set, draws it, keeps the view, and takes it along. */
const url = inject('demoUrl');
const browser = await launch();
afterAll(() => browser.close());

test('from a list of sites to a chart, a saved view and a file', async () => {
  const context = await windowIn(browser, { language: 'en', width: 1280, theme: 'light' });
  await enter(context, url, people.officer);
  const page = await context.newPage();
  const seen = watch(page, url);
  await open(page, seen, `${url}/reports`);
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Sites' }).waitFor();

  await page.getByRole('button', { name: 'Add a filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a filter' });
  await dialog.getByRole('combobox', { name: 'Column' }).fill('Name');
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Value' }).fill('CAMP');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByText(/Name contains camp/).waitFor();
  await still(page, seen);
  const said = await page
    .getByText(/^\d+ rows$/)
    .first()
    .innerText();
  const rows = Number(/(\d+) rows/.exec(said)?.[1]);
  expect(rows).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Chart', exact: true }).click();
  const by = page.getByRole('combobox', { name: 'Group by' });
  await by.fill('Type');
  await page.getByRole('option', { name: 'Type', exact: true }).click();
  const figure = page.getByRole('figure', { name: 'Number of rows by Type' });
  await figure.getByText('Show as table').click();
  const counted = await figure.getByRole('cell').allInnerTexts();
  expect(counted.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)).toBe(rows);

  const name = `Camps ${Date.now()}`;
  await page.getByRole('button', { name: 'Saved views' }).click();
  const views = page.getByRole('dialog', { name: 'Saved views' });
  await views.getByRole('textbox', { name: 'Name of the view' }).fill(name);
  await views.getByRole('button', { name: 'Save this view' }).click();
  await views.getByRole('button', { name, exact: true }).waitFor();
  // Kept on the server: another window of the same person has it, with filter and chart.
  const other = await context.newPage();
  await open(other, watch(other, url), `${url}/reports/places_sites`);
  await other.getByRole('button', { name: 'Saved views' }).click();
  await other.getByRole('button', { name, exact: true }).click();
  await other.getByText(/Name contains camp/).waitFor();
  await other.getByRole('figure', { name: 'Number of rows by Type' }).waitFor();
  await other.getByRole('button', { name: 'Saved views' }).click();
  await other.getByRole('button', { name: `Remove view ${name}` }).click();
  await other.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV', exact: true }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(rows + 1);
  expect(lines[0]).toContain('P-code');
  expect(seen.errors).toEqual([]);
  await context.close();
});
