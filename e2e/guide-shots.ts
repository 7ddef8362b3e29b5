/**
 * Takes the pictures of the user guide from a running demonstration:
 *   npx tsx e2e/guide-shots.ts http://localhost:4080
 * Names of pictures after the address take these alone. `sign-in` and `openings` are taken by the journeys that pass there:
 *   GUIDE=1 npx vitest run --config e2e/vitest.config.ts e2e/other-sign-in.test.ts e2e/casework.test.ts
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launch, signIn } from './browser.ts';
import { guidePicture } from './guide-picture.ts';

const url = process.argv[2] ?? 'http://localhost:4080';
const wanted = process.argv.slice(3);
const password = 'tesovar-demo';

async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(2500);
}

/** What is done on a screen before its picture, by the name of the picture. */
const acts: Record<string, (page: Page) => Promise<void>> = {
  async why(page) {
    const choose = async (label: string, typed: string) => {
      await page.getByRole('combobox', { name: label, exact: true }).fill(typed);
      await page
        .getByRole('option', { name: new RegExp(typed) })
        .first()
        .click();
    };
    await choose('Person', 'Timaro');
    await choose('Permission', 'See forms');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.waitForTimeout(1500);
  },
};

/** Pictures of some addresses as one person. */
async function shots(email: string, width: number, pages: Record<string, string>): Promise<void> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width, height: width < 500 ? 740 : 800 } });
    await signIn(page, url, { email: `${email}@sojourn.example`, password });
    await page.request.patch(`${url}/api/me`, { data: { language: 'en' } });
    for (const [name, path] of Object.entries(pages)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await page.goto(url + path);
      await settle(page);
      await acts[name]?.(page);
      await guidePicture(page, name);
    }
  } finally {
    await browser.close();
  }
}

async function ids(): Promise<{ form: string; round: string }> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await signIn(page, url, { email: 'timaro.vekadel@sojourn.example', password });
    const read = async (path: string) => (await page.request.get(url + path)).json();
    const { operations } = await read('/api/me');
    const { items: forms } = await read('/api/forms');
    const { items: rounds } = await read(`/api/displacement/rounds?operationId=${operations[0].id}`);
    const form = forms.find((one: { title: string }) => /site assessment/i.test(one.title)) ?? forms[0];
    return { form: form.id, round: rounds[0].id };
  } finally {
    await browser.close();
  }
}

await mkdir('docs/guide', { recursive: true });
const { form, round } = await ids();
await shots('timaro.vekadel', 1280, {
  home: '/',
  figures: '/displacement',
  'figure-records': `/displacement/records?roundId=${round}`,
  round: `/displacement/rounds/${round}?tab=forms`,
  places: '/places',
  forms: '/forms',
  'form-import': '/forms/import',
  records: `/forms/${form}`,
  devices: '/forms/devices',
  tasks: '/tasks?view=all',
  inbox: '/inbox',
  reports: '/reports/places_sites?chart=bar&by=type',
  conversation: `/displacement/rounds/${round}?tab=conversation`,
});
await shots('sovane.belumar', 1280, {
  people: '/administration/people',
  why: '/administration/why',
  backups: '/administration/backups?tab=setting',
  keys: '/administration/keys',
  jobs: '/administration/jobs',
});
await shots('tazilo.merokan', 1280, { audit: '/administration/audit' });
await shots('namire.soludan', 360, { 'fill-phone': `/forms/${form}/fill`, offline: '/offline' });
