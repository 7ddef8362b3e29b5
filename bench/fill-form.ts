/**
 * A very large form in the browser: 10,000 questions in 100 groups, the last a select of 16,000 choices. Chromium with
 * its CPU slowed four times, against a running demonstration (it imports the form once, as the person given):
 *   npx tsx --conditions=source bench/fill-form.ts http://localhost:4080 timaro.vekadel@sojourn.example tesovar-demo
 * Prints for laptop and phone, as medians of 3 and of 20: the first question takes typing after a load without cache;
 * a keystroke in it until the screen shows it; a keystroke in the select's search; and a step to the next page.
 */
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Cell, workbook } from '../src/platform/forms/testing/workbook.ts';

const [url = 'http://localhost:4080', email = '', password = ''] = process.argv.slice(2);
const RATE = 4;
const FORM = 'bench_ten_thousand';

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const worst = (values: number[]): number => Math.max(...values);

async function call<T>(context: BrowserContext, method: string, path: string, options = {}): Promise<T> {
  const answer = await context.request.fetch(url + path, { method, timeout: 120_000, ...options });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function sheets() {
  const survey: Cell[][] = [['type', 'name', 'label']];
  for (let group = 0; group < 100; group++) {
    survey.push(['begin group', `g${group}`, `Group ${group}`]);
    for (let at = 0; at < 100; at++) {
      const number = group * 100 + at;
      if (number === 1) survey.push(['select_one town', 'town', 'Which town?']);
      else survey.push([number % 3 ? 'text' : 'integer', `q${number}`, `Question ${number}`]);
    }
    survey.push(['end group', '', '']);
  }
  const towns = Array.from({ length: 16_000 }, (_, at) => ['town', `t${at}`, `Town ${at}`]);
  return {
    survey,
    choices: [['list_name', 'name', 'label'], ...towns],
    settings: [
      ['form_title', 'form_id', 'version'],
      ['Ten thousand questions', FORM, '1'],
    ],
  };
}

async function formOf(context: BrowserContext): Promise<string> {
  const { items } = await call<{ items: { id: string; xmlFormId: string }[] }>(context, 'GET', '/api/forms');
  const found = items.find(({ xmlFormId }) => xmlFormId === FORM);
  if (found) return found.id;
  const me = await call<{ operations: { id: string }[] }>(context, 'GET', '/api/me');
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'ten-thousand.xlsx' };
  const { form } = await call<{ form: { id: string; versions: { id: string }[] } }>(
    context,
    'POST',
    `/api/operations/${me.operations[0]!.id}/forms`,
    { data: await workbook(sheets()), headers },
  );
  const state = { data: { transition: 'publish', from: 'draft' } };
  await call(context, 'POST', `/api/forms/${form.id}/versions/${form.versions[0]!.id}/state`, state);
  return form.id;
}

/** Milliseconds from a key to the frame after the one in which its letter stands, seen from inside the page. */
async function keystrokes(page: Page, count: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener('keydown', () => {
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)));
    });
  });
  for (let at = 0; at < count; at++) {
    await page.keyboard.press(String(at % 10));
    await page.waitForTimeout(150);
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

async function opened(context: BrowserContext, formId: string): Promise<{ page: Page; ms: number }> {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: RATE });
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const began = performance.now();
  await page.goto(`${url}/forms/${formId}/fill?draft=${crypto.randomUUID()}`, { waitUntil: 'commit' });
  await page.locator('[data-question="/data/g0/q0"] input').fill('7');
  return { page, ms: performance.now() - began };
}

async function measure(name: string, width: number): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en' });
  await context.request.post(`${url}/api/session`, { data: { email, password } });
  const formId = await formOf(context);
  const times: number[] = [];
  for (let round = 0; round < 2; round++) {
    const { page, ms } = await opened(context, formId);
    times.push(ms);
    await page.close();
  }
  const { page, ms } = await opened(context, formId);
  times.push(ms);
  console.log(`${name}: first question takes typing after ${(median(times) / 1000).toFixed(2)} s`);
  await page.waitForTimeout(3000);
  const typed = await keystrokes(page, 20);
  console.log(`${name}: keystroke ${median(typed).toFixed(0)} ms, worst ${worst(typed).toFixed(0)} ms`);
  if (width < 700) {
    const began = performance.now();
    await page.locator('[data-next]').click();
    await page.locator('[data-question="/data/g0/town"]').waitFor();
    console.log(`${name}: next page after ${(performance.now() - began).toFixed(0)} ms`);
  }
  await page.getByRole('combobox').first().click();
  await page.waitForTimeout(1000);
  const sought = (await keystrokes(page, 6)).slice(-6);
  console.log(
    `${name}: keystroke among 16,000 choices ${median(sought).toFixed(0)} ms, worst ${worst(sought).toFixed(0)} ms`,
  );
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  console.log(`${name}: ${nodes} elements on the page`);
  await browser.close();
}

await measure('laptop', 1280);
await measure('phone', 360);
