import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './browser.ts';
import { people } from './people.ts';
import { type Product, startProduct } from './product.ts';
import { enter, faults, still, type Watch, watch } from './visit.ts';

/** An officer chooses what to have with them, loses the link and the browser, goes on, and comes back to a changed world. */
const passphrase = 'four quiet words here';

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let seen: Watch;
let form: { id: string; title: string };
let site: { id: string; name: string; revision: number };

const api = async <T>(path: string): Promise<T> =>
  (await (await context.request.get(product.url + path)).json()) as T;
const fresh = async () => {
  await page?.close();
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  seen = watch(page, product.url);
};
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const unlock = async () => {
  await page.getByLabel('Passphrase of this device').fill(passphrase);
  await button('Open').click();
};
const siteNow = () => api<typeof site>(`/api/places/sites/${site.id}`);

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('demo'), launch()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  await enter(context, product.url, people.officer);
  form = (await api<{ items: (typeof form)[] }>('/api/forms?q=site')).items[0]!;
  site = (await api<{ items: (typeof site)[] }>('/api/places/sites?limit=1')).items[0]!;
  await fresh();
});
afterAll(async () => {
  await browser?.close();
  await product?.discard();
});

test('a passphrase and a choice: the device keeps the screens, a form and the sites', async () => {
  await page.goto(`${product.url}/offline`);
  await heading('Work without a link').waitFor();
  await page.getByLabel('Passphrase of this device').fill('short');
  await button('Work without a link').click();
  await page.getByText('At least 10 characters').first().waitFor();
  await page.getByLabel('Passphrase of this device').fill(passphrase);
  await page.getByLabel('Passphrase once more').fill(passphrase);
  await button('Work without a link').click();
  await page.getByText('All screens are stored on this device.').waitFor({ timeout: 60_000 });
  await page.getByLabel(form.title).click();
  await page
    .getByText(/Renewed/)
    .first()
    .waitFor();
  await page.getByLabel(/^Sites of/).click();
  await expect.poll(() => page.getByText(/Renewed/).count(), { timeout: 30_000 }).toBe(2);
  await still(page, seen);
  expect(await faults(page, seen)).toEqual([]);
  await page.goto(`${product.url}/places/sites/${site.id}`);
  await heading(site.name).waitFor();
});

test('what is kept lies there sealed', async () => {
  const found = await page.evaluate(
    async (words) => {
      const texts: string[] = [JSON.stringify(localStorage)];
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const asked = indexedDB.open(name!);
          asked.onsuccess = () => resolve(asked.result);
        });
        for (const store of db.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve) => {
            const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => resolve(asked.result);
          });
          for (const row of rows as Record<string, unknown>[])
            for (const value of Object.values(row))
              texts.push(
                value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
              );
        }
        db.close();
      }
      const all = texts.join('\n');
      return { size: all.length, found: words.filter((word) => all.includes(word)) };
    },
    [site.name, form.title, 'sojourn.example'],
  );
  expect(found.size).toBeGreaterThan(10_000);
  expect(found.found).toEqual([]);
});

test('without the server the application starts, opens by the passphrase and fills in a form', async () => {
  await product.stop();
  await fresh();
  await page.goto(product.url);
  await heading('No link to the server').waitFor({ timeout: 20_000 });
  await page.getByLabel('Passphrase of this device').fill('not the passphrase');
  await button('Open').click();
  await page.getByText('This is not the passphrase').waitFor();
  await unlock();
  await heading(/^Hello/).waitFor();
  await page.goto(`${product.url}/forms/${form.id}/fill`);
  await unlock();
  const field = page.locator('input[type=text]:not([readonly])').first();
  await field.fill('17');
  await field.blur();
  await fresh();
  await page.goto(`${product.url}/forms/${form.id}/fill`);
  await unlock();
  await page.getByRole('link', { name: /Go on/ }).or(page.locator('li a')).first().click();
  await expect.poll(() => page.locator('input[type=text]:not([readonly])').first().inputValue()).toBe('17');
});

test('a change made without a link waits, survives the browser, and is sent once there is one', async () => {
  await page.goto(`${product.url}/places/sites/${site.id}/edit`);
  await unlock();
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Renamed on the road');
  await page.locator('main form button[type=submit], #main button[type=submit]').first().click();
  await page.getByText('Kept on this device').first().waitFor();
  await fresh();
  await page.goto(`${product.url}/offline`);
  await unlock();
  await page.getByText('Waits for a link').waitFor();
  product = await startProduct('demo', product.dataDir, product.port);
  await expect.poll(async () => (await siteNow()).name, { timeout: 30_000 }).toBe('Renamed on the road');
  await page.getByText('Nothing waits').waitFor();
});

test('two people changed the same site: both sides are shown, and nothing is sent before one was chosen', async () => {
  const { revision } = await siteNow();
  await page.goto(`${product.url}/places/sites/${site.id}/edit`);
  const name = page.getByLabel('Name', { exact: true });
  await expect.poll(() => name.inputValue()).toBe('Renamed on the road');
  await context.setOffline(true);
  await name.fill('My name for it');
  await page.locator('main button[type=submit]').first().click();
  await page.getByText('Kept on this device').first().waitFor();
  const other = await browser.newContext();
  await enter(other, product.url, people.officer);
  const changed = await other.request.patch(`${product.url}/api/places/sites/${site.id}`, {
    data: { name: 'Their name for it', revision, reason: 'Agreed on site' },
  });
  expect(changed.status()).toBe(200);
  await context.setOffline(false);
  await page.goto(`${product.url}/offline`);
  await page.getByText('Changed meanwhile').first().waitFor({ timeout: 30_000 });
  expect((await siteNow()).name).toBe('Their name for it');
  await button('Compare and decide').click();
  await page.getByRole('radio', { name: 'Their name for it' }).waitFor();
  await page.getByRole('radio', { name: 'My name for it' }).check();
  await button('Send what I chose').click();
  await expect.poll(async () => (await siteNow()).name).toBe('My name for it');
  await page.getByText('Nothing waits').waitFor();
  await other.close();
});

test('a browser that was revoked elsewhere wipes what it keeps at its next contact, and says so', async () => {
  const names = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  expect((await names()).filter((name) => name.startsWith('sojourn-'))).toHaveLength(2);
  const other = await browser.newContext();
  await enter(other, product.url, people.officer);
  const mine = async () =>
    (await (await other.request.get(`${product.url}/api/offline/devices`)).json()) as {
      items: { id: string; wipedAt: string | null; revokedAt: string | null }[];
    };
  const [device] = (await mine()).items.filter(({ revokedAt }) => !revokedAt);
  const revoked = await other.request.post(`${product.url}/api/offline/devices/${device!.id}/revoke`);
  expect(revoked.status()).toBe(200);
  // Its session is over too: the word needs none.
  await context.clearCookies();
  await page.goto(product.url);
  await expect
    .poll(async () => (await mine()).items.find(({ id }) => id === device!.id)?.wipedAt, { timeout: 30_000 })
    .toBeTruthy();
  expect((await names()).filter((name) => name.includes(device!.id))).toEqual([]);
  expect(await page.evaluate((id) => JSON.stringify(localStorage).includes(id), device!.id)).toBe(false);
  await other.close();
});
