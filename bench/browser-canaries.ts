/**
 * Plants random texts in what a browser keeps for its person (records kept for the way, drafts, writes that wait), kills it and
 * looks for them in every file of its profile. Expects none, and finds the texts that were put there unsealed, which proves
 * the search. Needs a running demonstration (http on this machine).
 *   npx tsx bench/browser-canaries.ts http://localhost:4080 [canaries=1000]
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const [url = 'http://localhost:4080', wanted = '1000'] = process.argv.slice(2);
const WRITES = 40;
/** A browser takes 500 sites along at most, and the demonstration has its own. */
const kept = Math.round(Number(wanted) * 0.35);
const typed = Number(wanted) - kept - WRITES;
const passphrase = 'four quiet words here';
const profile = await mkdtemp(join(tmpdir(), 'sojourn-canaries-'));
const canary = (): string => `cn${randomBytes(12).toString('hex')}`;
const planted = { kept: [] as string[], typed: [] as string[], waiting: [] as string[] };

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  locale: 'en',
});
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(30_000);

await context.request.post(`${url}/api/session`, {
  data: { email: 'timaro.vekadel@sojourn.example', password: 'tesovar-demo' },
});
const { operations } = (await (await context.request.get(`${url}/api/me`)).json()) as {
  operations: { id: string }[];
};
const sites: string[] = [];
for (let i = 0; i < kept; i++) {
  const name = canary();
  const answer = await context.request.post(`${url}/api/places/sites`, {
    data: {
      operationId: operations[0]!.id,
      code: `CN-${randomBytes(6).toString('hex')}`,
      name,
      type: 'camp',
    },
  });
  if (answer.status() >= 300) throw new Error(`A site was not made: ${answer.status()}`);
  sites.push(((await answer.json()) as { id: string }).id);
  planted.kept.push(name);
}

await page.goto(`${url}/offline`);
await page.getByLabel('Passphrase of this device').fill(passphrase);
await page.getByLabel('Passphrase once more').fill(passphrase);
await page.getByRole('button', { name: 'Work without a link', exact: true }).click();
await page.getByText('All screens are stored on this device.').waitFor({ timeout: 120_000 });
await page
  .getByLabel(/^Sites of/)
  .first()
  .click();
await page
  .getByText(/Renewed/)
  .first()
  .waitFor({ timeout: 120_000 });

await page.waitForLoadState('networkidle', { timeout: 120_000 });

const notes = () => page.getByLabel(/^Notes/);
await page.goto(`${url}/places/sites/${sites[0]}/edit`);
for (let i = 0; i < typed; i++) {
  const text = canary();
  await notes().fill(text);
  await notes().blur();
  planted.typed.push(text);
}
for (const id of sites.slice(0, WRITES)) {
  await page.goto(`${url}/places/sites/${id}/edit`).then(() => notes().waitFor());
  // What a page was answered is kept a moment after it is shown.
  await sleep(400);
}

await context.setOffline(true);
for (const id of sites.slice(0, WRITES)) {
  const text = canary();
  await page.goto(`${url}/places/sites/${id}/edit`);
  const door = page.getByLabel('Passphrase of this device');
  await door.or(notes()).first().waitFor();
  if (await door.isVisible()) {
    await door.fill(passphrase);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
  }
  await notes().fill(text);
  await page.locator('main button[type=submit]').first().click();
  await page.getByText('Kept on this device').first().waitFor();
  planted.waiting.push(text);
}

// What is not sealed must be found, or the search is blind.
const controls = { storage: canary(), database: canary() };
await page.evaluate(async ({ storage, database }) => {
  localStorage.setItem('control', storage);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('control', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('row');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  await new Promise((resolve) => {
    const write = db.transaction('row', 'readwrite', { durability: 'strict' });
    write.objectStore('row').put({ text: database }, 1);
    write.oncomplete = resolve;
  });
}, controls);
await sleep(8_000);
await context.close();

/** Every file of the profile, whole, by its path. */
const files = new Map<string, Buffer>();
for (const entry of await readdir(profile, { withFileTypes: true, recursive: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile()) files.set(relative(profile, path), await readFile(path).catch(() => Buffer.alloc(0)));
}
const placesOf = (text: string): string[] =>
  [...files]
    .filter(([, all]) => all.includes(text) || all.includes(Buffer.from(text, 'utf16le')))
    .map(([path]) => path);
let bad = 0;
for (const [what, texts] of Object.entries(planted)) {
  const hits = texts.map(placesOf).filter((places) => places.length > 0);
  bad += hits.length;
  const where = [...new Set(hits.flat())].join(', ');
  console.log(`${what}: ${texts.length} planted, ${hits.length} found${where && ` in ${where}`}`);
}
const controlled = Object.values(controls).filter((text) => placesOf(text).length > 0).length;
const size = [...files.values()].reduce((sum, all) => sum + all.length, 0);
console.log(`controls found: ${controlled} of 2; ${files.size} files, ${Math.round(size / 1e6)} MB`);
await rm(profile, { recursive: true, force: true });
if (bad > 0 || controlled < 2) process.exitCode = 1;
