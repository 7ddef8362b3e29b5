import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Sheets, workbook } from '../src/platform/forms/testing/workbook.ts';
import { fakeDevices, launch } from './browser.ts';
import { answerAll } from './fill-questions.ts';
import { people } from './people.ts';
import { questionFiles, questionForm } from './question-form.ts';
import { enter, faults, open, still, type Watch, watch, windowIn } from './visit.ts';

/** A form with every question: filled by hand, sent, and read again where the record stands. */
const url = inject('demoUrl');
const browser = await launch(fakeDevices);
let context: BrowserContext;
let page: Page;
let seen: Watch;
let formId: string;
beforeAll(async () => {
  context = await windowIn(browser, { language: 'en', width: 1280, theme: 'light' });
  await context.grantPermissions(['geolocation', 'camera', 'microphone'], { origin: url });
  await context.setGeolocation({ latitude: 9.03, longitude: 38.74, accuracy: 8 });
  await enter(context, url, people.officer);
  formId = await publish();
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  seen = watch(page, url);
});
afterAll(() => browser.close());

async function answered<T>(method: 'GET' | 'POST' | 'PUT', path: string, options = {}): Promise<T> {
  const answer = await context.request.fetch(`${url}${path}`, { method, ...options });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function publish(): Promise<string> {
  const binary = { 'content-type': 'application/octet-stream', 'x-file-name': 'every-question.xlsx' };
  const me = await answered<{ operations: { id: string }[] }>('GET', '/api/me');
  const { form } = await answered<{ form: { id: string; versions: { id: string }[] } }>(
    'POST',
    `/api/operations/${me.operations[0]!.id}/forms`,
    { data: await workbook(questionForm), headers: binary },
  );
  const version = `/api/forms/${form.id}/versions/${form.versions[0]!.id}`;
  for (const { name, text } of questionFiles) {
    await answered('PUT', `${version}/files/${name}`, { data: Buffer.from(text), headers: binary });
  }
  await answered('POST', `${version}/state`, { data: { transition: 'publish', from: 'draft' } });
  return form.id;
}

interface RecordSeen {
  files: { id: string; name: string; received: boolean; size: number | null }[];
  submissions: { id: string; current: boolean }[];
}

test('every question is answered by hand, nothing on the page is at fault, and it is sent', async () => {
  await page.goto(`${url}/forms/${formId}/fill?draft=${crypto.randomUUID()}`);
  await page.getByRole('button', { name: 'Record now' }).click();
  await page.locator('[data-sound=running]').waitFor();
  await answerAll(page);
  await still(page, seen);
  expect(await faults(page, seen)).toEqual([]);
  await page.locator('[data-send]').click();
  await page.getByText('Sent. Thank you.').waitFor();
});

const answersSent = {
  line: 'Anna',
  lines: 'one\ntwo',
  digits: '0071',
  secret: 'quiet',
  address: 'https://example.org/a',
  app: 'by hand',
  whole: '1204',
  count: '2',
  part: '12.5',
  bearing: '270',
  double: '2408',
  fixed: 'x2408',
  read: 'OK',
  day: '2026-03-05',
  spelt: '1961-03-05',
  month: '2025-07-01',
  year: '1999-01-01',
  ethiopian: '2024-09-11',
  islamic: '2024-03-11',
  nepali: '2026-03-05',
  one: 'yes',
  several: 'water health',
  menu: 'food',
  columns: 'food shelter',
  packed: 'shelter',
  likert: '4',
  quick: 'food',
  rank: 'food shelter water health',
  body: 'east',
  site: 's2',
  town: 't42',
  water: 'yes',
  light: 'no',
  plain: '3',
  marked: '10',
  upright: '20',
  bare: '-3',
  stars: '4',
  picked: '33',
  point: '9.03 38.74 0 8',
  trace: '9 38 0 0; 9.1 38 0 0',
  shape: '9 38 0 0; 9.1 38 0 0; 9.1 38.1 0 0; 9 38 0 0',
  code: 'SITE-0042',
  left: 'l',
  right: 'r',
  across: 'a',
};

test('the record holds every answer as ODK writes it, and every file', async () => {
  await page.getByRole('link', { name: 'See the record' }).click();
  await page.waitForURL(/\/records\/[0-9a-f-]+/);
  const recordId = /records\/([0-9a-f-]+)/.exec(page.url())![1]!;
  const record = await answered<RecordSeen>('GET', `/api/records/${recordId}`);
  const current = record.submissions.find((one) => one.current)!;
  const xml = await (
    await context.request.get(`${url}/api/records/${recordId}/submissions/${current.id}/xml`)
  ).text();
  const leaves = [...xml.matchAll(/<([\w-]+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]);
  expect(Object.fromEntries(leaves)).toMatchObject(answersSent);
  expect(leaves.filter(([name]) => name === 'name').map(([, text]) => text)).toEqual(['Ben', 'Cleo']);
  const stamps = Object.fromEntries(leaves);
  expect(stamps.hour).toMatch(/^07:05:00\.000[+-]\d\d:\d\d$/);
  expect(stamps.moment).toMatch(/^2026-03-05T14:30:00\.000[+-]\d\d:\d\d$/);
  for (const place of ['began_at', 'answered_at']) expect(stamps[place]).toMatch(/^9\.03 38\.74 /);
  const names = ['photo', 'selfie', 'signature', 'sketch', 'noted', 'sound', 'film', 'paper', 'ambience'];
  for (const name of names) {
    const file = record.files.find((one) => one.name.startsWith(`${name}-`));
    expect([name, file?.received, (file?.size ?? 0) > 0]).toEqual([name, true, true]);
  }
  await page.getByText('SITE-0042').first().waitFor();
});

test('on a phone, right to left, each of its pages is without fault', async () => {
  const phone = await windowIn(browser, { language: 'ar', width: 360, theme: 'light' });
  await enter(phone, url, people.officer);
  const small = await phone.newPage();
  const watched = watch(small, url);
  await open(small, watched, `${url}/forms/${formId}/fill?draft=${crypto.randomUUID()}`);
  const found: string[] = [];
  for (let turns = 0; turns < 90 && (await small.locator('[data-send]').count()) === 0; turns++) {
    // Every fourth page is looked at in full; all of them must fit the width.
    if (turns % 4 === 0) found.push(...(await faults(small, watched)));
    const wide = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${wide} px too wide on page ${turns}`);
    await small.locator('[data-next]').click();
  }
  expect(found).toEqual([]);
  await phone.close();
});

const dropped = async (sheets: Sheets) => ({
  name: 'trial.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: await workbook(sheets),
});
const trialOf = (type: string, label: string): Sheets => ({
  survey: [
    ['type', 'name', 'label'],
    ['text', 'head', 'Head of household'],
    [type, 'age', label],
    ['select_one_from_file camps.csv', 'camp', 'Camp'],
  ],
  settings: [
    ['form_title', 'form_id', 'version'],
    ['Trial', 'only_tried', '1'],
  ],
});

test('a workbook is tried beside its findings, mended by dropping it again, and stored nowhere', async () => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  const forms = await answered<unknown>('GET', '/api/forms');
  await open(page, seen, `${url}/forms/import`);
  const drop = page.locator('input[type=file]');
  await drop.first().setInputFiles(await dropped(trialOf('intger', 'Age')));
  await page.getByText('This workbook cannot be imported yet').waitFor();
  await drop.first().setInputFiles(await dropped(trialOf('text', 'Age')));
  const head = page.locator('[data-question="/data/head"] input');
  await head.fill('Anna');
  await drop.last().setInputFiles({
    name: 'camps.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,label\nnorth,North camp\n'),
  });
  await page.getByText('North camp').waitFor();
  await drop.first().setInputFiles(await dropped(trialOf('integer', 'Age in years')));
  await page.getByText('Age in years').first().waitFor();
  expect(await head.inputValue()).toBe('Anna');
  await page.locator('[data-question="/data/age"] input').fill('twelve');
  await page.locator('[data-send]').click();
  await page.getByText('Write a whole number').first().waitFor();
  await still(page, seen);
  expect(await faults(page, seen)).toEqual([]);
  expect(new Set(sent)).toEqual(new Set(['POST /api/forms/compilation']));
  expect(await answered('GET', '/api/forms')).toEqual(forms);
  const kept = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => /sojourn\.fill\./.test(key)),
  );
  expect(kept).toEqual([]);
});
