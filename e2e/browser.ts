import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Cookie, chromium, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, or the one named by CHROMIUM. */
export const launch = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...flags, ...more],
  });

/** A browser that keeps its profile and can be killed as a phone kills it when it needs the memory. */
export interface KeptBrowser {
  context: BrowserContext;
  page: Page;
  kill(): Promise<void>;
}

/** @param cookies of a session: a browser that is killed forgets those */
export async function launchKept(profile: string, cookies: readonly Cookie[] = []): Promise<KeptBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
  });
  await context.addCookies([...cookies]);
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const { id } = processInfo.find(({ type }) => type === 'browser')!;
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    kill: async () => {
      process.kill(id, 'SIGKILL');
      await context.close().catch(() => undefined);
    },
  };
}

/** A camera that shows a moving picture and a microphone that beeps, both allowed. */
export const fakeDevices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export interface Person {
  email: string;
  password: string;
}

/** Opens the address and signs in there. */
export async function signIn(page: Page, url: string, person: Person): Promise<void> {
  await page.goto(url);
  await page.locator('input[name=email]').fill(person.email);
  await page.locator('input[name=password]').fill(person.password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main').waitFor();
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  rule: string;
  help: string;
  /** Selector and reason of each place. */
  where: string[];
}

interface AxeRun {
  run(
    context: unknown,
    options: unknown,
  ): Promise<{
    violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
  }>;
}

/** What axe finds against WCAG 2.2 AA and its best practices on the page as it stands. */
export async function violations(page: Page): Promise<Violation[]> {
  await page.evaluate(await axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: AxeRun };
    const options = {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    };
    return (await axe.run(document, options)).violations;
  });
  return found.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }));
}

export interface Look {
  language: 'en' | 'fr' | 'es' | 'ar';
  width: number;
  theme: 'light' | 'dark';
}

/** Four languages, two widths, two themes. */
export const everyLook: Look[] = (['en', 'fr', 'es', 'ar'] as const).flatMap((language) =>
  [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ language, width, theme }))),
);

/** Gives a page its language, width and theme; signed in, the account takes them too. */
export async function dress(page: Page, look: Look): Promise<void> {
  await page.setViewportSize({ width: look.width, height: look.width < 700 ? 740 : 860 });
  await page.evaluate(({ language, theme }) => {
    localStorage.setItem('sojourn.language', JSON.stringify(language));
    localStorage.setItem('sojourn.theme', theme);
  }, look);
  const { origin } = new URL(page.url());
  await page.request.patch(`${origin}/api/me`, { data: { language: look.language, theme: look.theme } });
}

/** Waits until nothing is being fetched or drawn any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page
    .waitForFunction(
      () =>
        document.querySelector('h1') &&
        !document.querySelector('#main [aria-busy="true"], [data-map="loading"]'),
      null,
      {
        timeout: 10_000,
      },
    )
    .catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
}

export interface Shot {
  path: string;
  look: Look;
  file: string;
  violations: Violation[];
  /** The page is wider than the window: something does not fit. */
  overflows: boolean;
  errors: string[];
}

export interface ShootOptions {
  url: string;
  paths: readonly string[];
  folder: string;
  looks?: readonly Look[];
  /** Does something on the screen before the picture: opens a menu, a dialog. */
  act?: (page: Page) => Promise<void>;
}

/** Takes a picture of each screen in each look and asks axe about it. */
export async function shoot(page: Page, options: ShootOptions): Promise<Shot[]> {
  await mkdir(options.folder, { recursive: true });
  const shots: Shot[] = [];
  let errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  for (const look of options.looks ?? everyLook) {
    await dress(page, look);
    for (const path of options.paths) {
      errors = [];
      await page.goto(new URL(path, options.url).href);
      await settled(page);
      await options.act?.(page);
      const name = `${path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'home'}.${look.language}.${look.width}.${look.theme}.png`;
      const file = join(options.folder, name);
      await page.screenshot({ path: file, fullPage: true });
      const overflows = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      shots.push({ path, look, file, violations: await violations(page), overflows, errors });
    }
  }
  return shots;
}
