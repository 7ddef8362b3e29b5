import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { type KeptBrowser, launchKept } from './browser.ts';
import { people } from './people.ts';

const url = inject('demoUrl');
const FIELD = 'input[type=text]:not([readonly])';

const databases = (profile: string): string =>
  join(profile, 'Default', 'IndexedDB', `http_localhost_${new URL(url).port}.indexeddb.leveldb`);

/** Half a record at the end of the log behind the databases, as a kill in the middle of a write leaves it. */
async function leaveHalfARecord(profile: string): Promise<void> {
  const folder = join(
    profile,
    'Default',
    'IndexedDB',
    `http_localhost_${new URL(url).port}.indexeddb.leveldb`,
  );
  const log = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  // A checksum, a length of 30,000, the type of a whole record; and of its content no more than this.
  await appendFile(join(folder, log.at(-1)!), Buffer.from([1, 2, 3, 4, 0x30, 0x75, 1, 7, 7, 7]));
}

/** As Chromium does itself when it finds them damaged. */
const loseDatabases = (profile: string) => rm(databases(profile), { recursive: true });

async function type(browser: KeptBrowser, address: string, value: string): Promise<string> {
  await browser.page.goto(address);
  const field = browser.page.locator(FIELD).first();
  await field.waitFor();
  const found = await field.inputValue();
  await field.fill(value);
  await field.blur();
  await browser.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await browser.page.waitForSelector('[data-state="saved"]', { state: 'attached' });
  return found;
}

test('what was called kept is there, whatever a browser that was killed did to its databases', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'sojourn-killed-'));
  let browser = await launchKept(profile);
  await browser.context.request.post(`${url}/api/session`, { data: people.enumerator });
  const cookies = await browser.context.cookies();
  const { items } = (await (await browser.context.request.get(`${url}/api/forms?q=site`)).json()) as {
    items: { id: string }[];
  };
  const address = `${url}/forms/${items[0]!.id}/fill?draft=${crypto.randomUUID()}`;
  await type(browser, address, '1');
  // Chromium writes what opens the store to disk after five seconds only.
  await browser.page.waitForTimeout(6000);
  const harms = [leaveHalfARecord, leaveHalfARecord, loseDatabases, loseDatabases, leaveHalfARecord];
  for (const [index, harm] of harms.entries()) {
    await browser.kill();
    await harm(profile);
    browser = await launchKept(profile, cookies);
    expect(await type(browser, address, String(index + 2))).toBe(String(index + 1));
  }
  await browser.context.close();
  await rm(profile, { recursive: true, force: true });
});
