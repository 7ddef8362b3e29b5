import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type TestProvider } from '../src/platform/identity/testing/provider/provider.ts';
import { launch, violations } from './browser.ts';
import { passing } from './guide-picture.ts';
import { type Product, startProduct } from './product.ts';
import { setUp } from './set-up.ts';

/** Sign-in by a real provider of OpenID Connect, through its own pages, in a real Chromium. */
let product: Product;
let provider: TestProvider;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, provider, browser] = await Promise.all([startProduct('start'), startProvider(), launch()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await setUp(page, product);
});
afterAll(async () => {
  await browser?.close();
  await provider?.stop();
  await product?.discard();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const atProvider = async (where: Page) => {
  await where.locator('input[name=login]').fill('ada.norel');
  await where.getByRole('button', { name: 'Enter' }).click();
};

test('an administrator sets the provider up and registers what it shows', async () => {
  await page.goto(`${product.url}/administration/sign-ins`);
  await button('Add a provider').click();
  expect(await violations(page)).toEqual([]);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Issuer').fill(provider.issuer);
  await dialog.getByLabel('Name on the sign-in page').fill('Agency account');
  await dialog.getByLabel('Client identifier').fill('to be registered');
  await dialog.getByRole('button', { name: 'Add a provider' }).click();
  const redirectUri = await dialog.getByLabel('Redirect address').inputValue();
  const logoutUri = await dialog.getByLabel('Back-channel logout address').inputValue();
  const signedOutUri = await dialog.getByLabel('Address after signing out, to be registered').inputValue();
  const client = await provider.register({ redirectUri, logoutUri, signedOutUri });
  await dialog.getByLabel('Client identifier').fill(client.clientId);
  await dialog.getByLabel('Client secret').fill(client.clientSecret);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);
});

test('the account is linked on the profile, and signs in by it', async () => {
  await page.goto(`${product.url}/profile`);
  await button('Link Agency account').click();
  await atProvider(page);
  await button('Unlink Agency account').waitFor();
  await page.request.delete(`${product.url}/api/session`);
  await page.goto(`${product.url}/profile`);
  await button('Sign in with Agency account').waitFor();
  expect(await violations(page)).toEqual([]);
  await passing(page, 'sign-in');
  await button('Sign in with Agency account').click();
  await button('Unlink Agency account').waitFor();
});

test('a sensitive act is confirmed in a window of the provider, and goes on with what was typed', async () => {
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('What it is for').fill('Weekly report');
  await page.getByRole('checkbox').first().check();
  await button('Create token').click();
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
  const [popup] = await Promise.all([
    context.waitForEvent('page'),
    button('Confirm with Agency account').click(),
  ]);
  await atProvider(popup);
  await page.getByText('Copy this token now').first().waitFor();
});

test('signing out here asks the provider to end its session, too, and comes back', async () => {
  await page.keyboard.press('Escape');
  await page.goto(product.url);
  await page.getByRole('button', { name: /Ada Norel/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.origin === new URL(provider.issuer).origin);
  await page.locator('button[value=yes]').click();
  await button('Sign in with Agency account').waitFor();
  expect(new URL(page.url()).origin).toBe(product.url);
  // The next one at this device is asked who they are.
  await button('Sign in with Agency account').click();
  await page.locator('input[name=login]').waitFor();
});

test('somebody whom nobody knows here is told how to be let in', async () => {
  const other = await browser.newContext({ locale: 'en' });
  const stranger = await other.newPage();
  await stranger.goto(product.url);
  await stranger.getByRole('button', { name: 'Sign in with Agency account' }).click();
  await stranger.locator('input[name=login]').fill('nobody');
  await stranger.getByRole('button', { name: 'Enter' }).click();
  await stranger.getByText('No account here is linked with that one.').waitFor();
  expect(await violations(stranger)).toEqual([]);
  await other.close();
});
