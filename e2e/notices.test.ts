import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, violations } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { me, setUp } from './set-up.ts';

/** What reaches a person in a real Chromium: the bell without loading anew, the inbox, a push while no page is open. */
let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('start'), launch()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  await context.grantPermissions(['notifications'], { origin: product.url });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await setUp(page, product);
});
afterAll(async () => {
  await browser?.close();
  await product?.discard();
});

const bell = (name: string | RegExp) =>
  page.getByRole('banner').getByRole('link', { name, exact: typeof name === 'string' });

/** Signs in as from a device that the account does not know. */
async function signInElsewhere(): Promise<void> {
  const elsewhere = await browser.newContext();
  const answer = await elsewhere.request.post(`${product.url}/api/session`, { data: me });
  expect(answer.status()).toBe(200);
  await elsewhere.close();
}

test('what happens elsewhere shows at the bell of every tab at once, opens, and is read', async () => {
  await page.goto(product.url);
  const second = await context.newPage();
  await second.goto(`${product.url}/inbox`);
  await second.getByText('Nothing new').waitFor();
  await bell('Inbox').waitFor();
  await signInElsewhere();
  await bell('Inbox, 1 unread').waitFor();
  await second
    .getByText('Somebody signed in to your account on a new device', { exact: false })
    .first()
    .waitFor();
  await second.close();
  await bell('Inbox, 1 unread').click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: /Somebody signed in/ }).click();
  await page.getByRole('heading', { name: /Somebody signed in/ }).waitFor();
  await bell('Inbox').waitFor();
});

test('a session that is ended elsewhere asks for the password over the open page', async () => {
  await page.goto(`${product.url}/inbox`);
  await bell('Inbox').waitFor();
  await page.waitForTimeout(1000);
  const elsewhere = await browser.newContext();
  await elsewhere.request.post(`${product.url}/api/session`, { data: me });
  const ended = await elsewhere.request.delete(`${product.url}/api/me/sessions`);
  expect(ended.status()).toBe(200);
  await elsewhere.close();
  const password = page.locator('input[type=password]').first();
  await password.waitFor();
  await password.fill(me.password);
  await page.keyboard.press('Enter');
  await password.waitFor({ state: 'detached' });
  await bell(/Inbox/).waitFor();
});

test('a push shows the kind of news, in general words, while the worker alone is awake', async () => {
  const cdp = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(
        ({ scopeURL, isDeleted }) => scopeURL.startsWith(product.url) && !isDeleted,
      );
      if (own) found(own.registrationId);
    });
  });
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js');
    await navigator.serviceWorker.ready;
  });
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: product.url,
    registrationId: await registered,
    data: JSON.stringify({ body: 'A task is due', link: `${product.url}/inbox`, id: 'one', language: 'en' }),
  });
  await expect
    .poll(() =>
      page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({
          title,
          body,
          tag,
        })),
      ),
    )
    .toEqual([{ title: 'Sojourn', body: 'A task is due', tag: 'one' }]);
});
