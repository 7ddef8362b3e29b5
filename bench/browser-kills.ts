/**
 * Kills the whole browser (SIGKILL) at random moments while somebody types into a form, opens it anew and looks whether
 * the last answer that the screen called kept is there. Needs a running demonstration (http on this machine).
 *   npx tsx bench/browser-kills.ts http://localhost:4080 [kills=500] [harm]
 * With `harm` each kill takes the databases of the browser along, as Chromium drops them when it finds them damaged.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchKept } from '../e2e/browser.ts';

const [url = 'http://localhost:4080', wanted = '500', harm] = process.argv.slice(2);
const kills = Number(wanted);
const person = { email: 'dakove.runamel@sojourn.example', password: 'tesovar-demo' };
const profile = await mkdtemp(join(tmpdir(), 'sojourn-kills-'));
const databases = join(profile, 'Default', 'IndexedDB');
const FIELD = 'input[type=text]:not([readonly])';

/** Waits until the screen says that what was typed is kept, after it had a chance to say otherwise. */
async function confirmed(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForSelector('[data-state="saved"]', { state: 'attached' });
}

let browser = await launchKept(profile);
await browser.context.request.post(`${url}/api/session`, { data: person });
const cookies = await browser.context.cookies();
const { items } = (await (await browser.context.request.get(`${url}/api/forms?q=site`)).json()) as {
  items: { id: string }[];
};
const draft = crypto.randomUUID();
const address = `${url}/forms/${items[0]!.id}/fill?draft=${draft}`;
await browser.page.goto(address);
await browser.page.locator(FIELD).first().fill('0');
await browser.page.locator(FIELD).first().blur();
await confirmed(browser.page);
await sleep(6000);
await browser.context.close();

let kept = 0;
let typed = 0;
let answers = 0;
let lost = 0;
const began = Date.now();
browser = await launchKept(profile, cookies);
for (let kill = 1; kill <= kills; kill++) {
  const { page } = browser;
  await page.goto(address);
  const field = page.locator(FIELD).first();
  await field.waitFor();
  const raw = await field.inputValue();
  const found = Number(raw);
  // What was typed and not yet called kept may be there too; what was called kept must be.
  if (!(found >= kept && found <= typed)) {
    lost += 1;
    console.log(`kill ${kill - 1}: kept ${kept}, typed ${typed}, found "${raw}" at ${page.url()}`);
    await page.screenshot({ path: join(tmpdir(), `sojourn-kill-${kill}.png`) });
  }
  kept = found;
  typed = found;
  const end = Date.now() + 100 + Math.random() * 900;
  const typing = (async () => {
    while (Date.now() < end + 2000) {
      typed += 1;
      await field.fill(String(typed));
      await field.blur();
      await confirmed(page);
      kept = typed;
      answers += 1;
    }
  })().catch(() => undefined);
  await sleep(end - Date.now());
  await browser.kill();
  if (harm) await rm(databases, { recursive: true, force: true });
  await typing;
  if (kill % 50 === 0) console.log(`${kill} kills, ${answers} answers called kept, ${lost} lost`);
  browser = await launchKept(profile, cookies);
}
await browser.page.goto(address);
await browser.page.locator(FIELD).first().waitFor();
const last = Number(await browser.page.locator(FIELD).first().inputValue());
if (last < kept) lost += 1;
await browser.context.close();
await rm(profile, { recursive: true, force: true });
console.log(
  `${kills} browsers killed, ${answers} answers called kept, ${lost} lost, in ${Math.round((Date.now() - began) / 1000)} s`,
);
process.exitCode = lost > 0 ? 1 : 0;
