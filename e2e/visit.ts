import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { type Look, type Person, violations } from './browser.ts';
import { nameParts } from './people.ts';

/** What a page did that no page may do, as seen from outside. */
export interface Watch {
  errors: string[];
  foreign: string[];
  /** Requests that are still under way. */
  open: Set<Request>;
}

/** Writes down console errors, requests to elsewhere and what is still being fetched. */
export function watch(page: Page, origin: string): Watch {
  const seen: Watch = { errors: [], foreign: [], open: new Set() };
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => {
    // The end of a worker's own script is never told, and the line for news stays open.
    if (!/-worker-|\/api\/live$/.test(request.url())) seen.open.add(request);
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) seen.foreign.push(url);
  });
  page.on('requestfinished', (request) => seen.open.delete(request));
  page.on('requestfailed', (request) => seen.open.delete(request));
  return seen;
}

const QUIET_MS = 120;
const REST_MS = 10_000;
const BUSY = '[aria-busy="true"], [data-map="loading"], .mantine-Skeleton-root';

/** Waits until nothing has been fetched for a moment and nothing says that it is busy; a page that never rests is at fault. */
export async function still(page: Page, seen: Watch): Promise<void> {
  const end = Date.now() + REST_MS;
  let quietSince = Date.now();
  while (Date.now() - quietSince < QUIET_MS) {
    const busy =
      seen.open.size > 0 || (await page.evaluate((marks) => document.querySelector(marks) !== null, BUSY));
    if (busy) quietSince = Date.now();
    if (Date.now() > end) {
      const open = [...seen.open].map((request) => request.url());
      const marks = await page.evaluate(
        (busy) => document.querySelector(busy)?.outerHTML.slice(0, 200),
        BUSY,
      );
      seen.errors.push(`never at rest: ${[...open, marks].join(' ')}`);
      break;
    }
    await page.waitForTimeout(40);
  }
  await page.evaluate(() => document.fonts.ready);
}

/** Opens an address and waits until it is drawn. */
export async function open(page: Page, seen: Watch, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor({ timeout: 15_000 });
  await still(page, seen);
}

/** Goes to another address within the open page, as a link does: far quicker than to load it all again. */
export async function goWithin(page: Page, seen: Watch, path: string, isOtherScreen: boolean): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  if (isOtherScreen) await page.locator('h1:not([data-left])').first().waitFor({ timeout: 15_000 });
  await still(page, seen);
}

/** Everything on the page as it stands that no screen may have, in words. */
export async function faults(page: Page, seen: Watch): Promise<string[]> {
  const found = (await violations(page)).map(
    ({ rule, where }) => `axe ${rule}: ${where.slice(0, 3).join(' | ')}`,
  );
  const kept = await page
    .locator(
      'textarea:not([autocomplete]), input:not([autocomplete], [type=checkbox], [type=radio], [type=file], [type=hidden], [type=range])',
    )
    .evaluateAll((fields) => fields.map((field) => field.outerHTML.slice(0, 120)));
  found.push(...kept.map((field) => `the browser remembers what is typed into ${field}`));
  const shape = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    heads: document.querySelectorAll('h1').length,
    title: document.title,
  }));
  if (shape.wide > 0) found.push(`${shape.wide} px wider than the window`);
  if (shape.heads !== 1) found.push(`${shape.heads} first-level heads`);
  if (!/\S · Sojourn$/.test(shape.title)) found.push(`titled "${shape.title}"`);
  if (nameParts.test(shape.title)) found.push(`a person in the title "${shape.title}"`);
  found.push(...seen.errors.splice(0).map((text) => `console: ${text}`));
  found.push(...seen.foreign.splice(0).map((url) => `asked elsewhere: ${url}`));
  return found;
}

/** Gives the open page another width and theme, as a turned phone or a darkening room does. */
export async function look(page: Page, { width, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: width < 700 ? 740 : 860 });
  await page.emulateMedia({ colorScheme: theme });
}

const OPENERS =
  'main button:not([type=submit]), header button, main summary, main [role=combobox], main input[aria-haspopup]';

/** Of a screen full of fields of one kind the first ones speak for all. */
const MOST_OPENED = 8;

/** Boxes that lie over a screen. */
const BOXES = '[role=dialog]:visible, [role=menu]:visible, [role=listbox]:visible';

/**
 * Opens one after the other what may open on a screen, and closes it again: menus, lists, filters, dialogs.
 * `isNew` is asked by the name of the opener, `act` looks at what opened. Answers, in words, which box Escape did not
 * close and which gave the focus to something else than its opener.
 */
export async function openings(
  page: Page,
  isNew: (name: string) => boolean,
  act: (name: string) => Promise<void>,
): Promise<string[]> {
  const address = page.url();
  const openers = page.locator(OPENERS);
  const count = await openers.count();
  const found: string[] = [];
  let opened = 0;
  for (let index = 0; index < count && opened < MOST_OPENED; index++) {
    const opener = openers.nth(index);
    if (!(await opener.isVisible()) || (await opener.isDisabled())) continue;
    const name = await nameOf(opener);
    if (!isNew(name.replace(/\d+/g, '#'))) continue;
    opened += 1;
    await opener.click({ timeout: 1500 }).catch(() => undefined);
    await page.waitForTimeout(300);
    await act(name);
    const fromHere = (entry: string) => isNew(`${name} > ${entry}`.replace(/\d+/g, '#'));
    found.push(...(await openingsOfMenu(page, { opener, name, isNew: fromHere, act })));
    const boxes = await page.locator(BOXES).count();
    if (boxes > 0) found.push(...(await closed(page, opener, name)));
    else await page.keyboard.press('Escape');
    if (page.url() !== address) break;
  }
  return found;
}

interface OpenMenu {
  opener: Locator;
  name: string;
  isNew: (entry: string) => boolean;
  act: (name: string) => Promise<void>;
}

/** The dialogs that the entries of the open menu open, each from the menu opened anew; answers as `openings` does. */
async function openingsOfMenu(page: Page, { opener, name, isNew, act }: OpenMenu): Promise<string[]> {
  const found: string[] = [];
  const menu = page.locator('[role=menu]:visible');
  const entries = menu.locator('[role=menuitem][aria-haspopup=dialog]:not([data-disabled])');
  for (const [index, text] of (await entries.allInnerTexts()).entries()) {
    if (!isNew(text)) continue;
    if ((await menu.count()) === 0) await opener.click();
    await entries.nth(index).click();
    await page.getByRole('dialog').first().waitFor();
    await page.waitForTimeout(300);
    await act(`${name} > ${text}`);
    found.push(...(await closed(page, opener, `${name} > ${text}`)));
  }
  return found;
}

const nameOf = (opener: Locator): Promise<string> =>
  opener.evaluate((element: HTMLElement) => {
    const label = element.id && document.querySelector<HTMLElement>(`label[for="${CSS.escape(element.id)}"]`);
    const own =
      element.getAttribute('aria-label') ?? ((label || element).innerText.trim() || element.tagName);
    return element.closest('header') ? `everywhere: ${own}` : own;
  });

/** Closes what is open with Escape alone; a dialog with typed text may ask once more. */
async function closed(page: Page, opener: Locator, name: string): Promise<string[]> {
  for (let press = 0; press < 3 && (await page.locator(BOXES).count()) > 0; press++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(250);
  }
  if ((await page.locator(BOXES).count()) > 0) return [`${name}: Escape does not close it`];
  const at = await opener.evaluate((element) => {
    const now = document.activeElement;
    return element.contains(now) ? '' : (now?.outerHTML.slice(0, 120) ?? 'nothing');
  });
  return at ? [`${name}: gives the focus to ${at}`] : [];
}

/** A window of its own in a look; the account's own language and theme are left alone. */
export async function windowIn(browser: Browser, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width < 700 ? 740 : 860 },
    locale: look.language,
    colorScheme: look.theme,
  });
  await context.addInitScript(({ language }) => {
    localStorage.setItem('sojourn.language', JSON.stringify(language));
    localStorage.setItem('sojourn.theme', 'auto');
  }, look);
  await context.route('**/api/me', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    const me = (await answer.json()) as { account: object | null };
    const account = me.account && { ...me.account, language: look.language, theme: 'auto' };
    return route.fulfill({ response: answer, json: { ...me, account } });
  });
  return context;
}

/** Signs in without the screen. */
export async function enter(context: BrowserContext, origin: string, person: Person): Promise<void> {
  const answer = await context.request.post(`${origin}/api/session`, { data: person });
  if (!answer.ok())
    throw new Error(`${person.email} cannot sign in: ${answer.status()} ${await answer.text()}`);
}
