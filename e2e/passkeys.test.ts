import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, violations } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { me, setUp } from './set-up.ts';

/** Passkeys in a real Chromium, whose virtual authenticator stands for the lock of the device. */
let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let cdp: CDPSession;
let authenticatorId: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('start'), launch()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await setUp(page, product);
  cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  ({ authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }));
});
afterAll(async () => {
  await browser?.close();
  await product?.discard();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string | RegExp) => page.getByLabel(name);
const inside = () => page.locator('#main').waitFor();
const dialog = () => page.getByRole('dialog');
async function signOut(): Promise<void> {
  await page.request.delete(`${product.url}/api/session`);
  await page.goto(product.url);
  await button('Sign in with a passkey').waitFor();
}
const unlocked = (isUserVerified: boolean) =>
  cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });

test('a passkey is made under a name', async () => {
  await page.goto(`${product.url}/profile`);
  await button('Add a passkey').click();
  expect(await violations(page)).toEqual([]);
  await dialog().getByLabel('Name').fill('Field laptop');
  await button('Make a passkey').click();
  await page.getByRole('rowheader', { name: 'Field laptop' }).waitFor();
  await button('Add a passkey').click();
  await button('Make a passkey').click();
  await page.getByText('This device has a passkey for your account already.').first().waitFor();
});

test('it signs in without a password, and not while the lock of the device is shut', async () => {
  await signOut();
  expect(await violations(page)).toEqual([]);
  await unlocked(false);
  await button('Sign in with a passkey').click();
  await page.getByText('No passkey was used.').first().waitFor();
  await unlocked(true);
  await button('Sign in with a passkey').click();
  await inside();
});

test('the password alone no longer opens: it is the second factor, too', async () => {
  await signOut();
  await field('E-mail address').fill(me.email);
  await page.locator('input[name=password]').fill(me.password);
  await page.locator('button[type=submit]').click();
  await page.getByText('Use your passkey below, or enter a recovery code.').waitFor();
  await button('Sign in with a passkey').click();
  await inside();
});

test('a sensitive act asks for it over the page, and goes on with all that was typed', async () => {
  let asked = 0;
  // The server asks after ten minutes; the first call is answered here as it would be then.
  await page.route('**/api/me/tokens', async (route) => {
    if (route.request().method() !== 'POST' || asked++ > 0) return route.fallback();
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Forbidden',
        status: 403,
        code: 'identity.step_up_needed',
      }),
    });
  });
  await page.goto(`${product.url}/profile`);
  await button('New token').click();
  await field('What it is for').fill('Weekly report');
  await page.getByRole('checkbox').first().check();
  await button('Create token').click();
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await button('Use a passkey').click();
  await page.getByText('Copy this token now').first().waitFor();
  expect(asked).toBe(2);
  await page.unroute('**/api/me/tokens');
});

test('removed, it opens nothing; required by a role, another is made over the open page', async () => {
  await page.goto(`${product.url}/profile`);
  await button('Remove Field laptop').click();
  await dialog().getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('No passkey yet').waitFor();

  const rule = { idleMinutes: 30, sessionHours: 12, secondFactorRequired: true };
  await page.getByLabel('Name', { exact: true }).fill('Ada N.');
  const saved = await page.request.put(`${product.url}/api/roles/administrator/sign-in`, { data: rule });
  expect(saved.status()).toBe(200);
  await button('Save').click();
  await page.getByRole('dialog', { name: 'Set up a second factor' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
  await dialog().getByRole('button', { name: 'Make a passkey' }).click();
  await dialog().getByRole('listitem').nth(9).waitFor();
  expect(await violations(page)).toEqual([]);
  await button('I have kept them').click();
  await page.getByText('Saved.').waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada N.');
});
