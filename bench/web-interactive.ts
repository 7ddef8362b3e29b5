/**
 * The first view on a slow machine: Chromium with its CPU slowed four times, a fresh profile, the demonstration running.
 *   npx tsx bench/web-interactive.ts http://localhost:4080 timaro.vekadel@sojourn.example tesovar-demo
 * Prints, as medians of 5: the sign-in page ready to type, and Home ready to use after a reload with an empty cache.
 */
import { chromium, type Page } from 'playwright-core';

const [url = 'http://localhost:4080', email = '', password = ''] = process.argv.slice(2);
const RATE = 4;
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function slowed(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: RATE });
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
}

const signInTimes: number[] = [];
const homeTimes: number[] = [];
for (let i = 0; i < 5; i++) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await slowed(page);
  let began = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('input[name=email]').fill(email);
  signInTimes.push(performance.now() - began);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('h1').waitFor();
  began = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('main h1').waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('[role=dialog] input').waitFor();
  homeTimes.push(performance.now() - began);
  await browser.close();
}
console.log(
  `sign-in page takes typing after ${(median(signInTimes) / 1000).toFixed(2)} s (CPU slowed ${RATE}x)`,
);
console.log(
  `Home answers Ctrl-K after ${(median(homeTimes) / 1000).toFixed(2)} s (CPU slowed ${RATE}x, cache off)`,
);
