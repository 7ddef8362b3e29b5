import type { Locator, Page } from 'playwright-core';
import QRCode from 'qrcode';

/** Answers of the form with every question, by path: what a person gives, by hand, as one gives it. */
type Act = (question: Locator, page: Page) => Promise<unknown>;

const type =
  (text: string): Act =>
  (at) =>
    at.locator('[data-focus]').first().fill(text);
const tap =
  (name: string): Act =>
  (at) =>
    at.getByText(name, { exact: true }).first().click();
const press =
  (name: string | RegExp): Act =>
  (at) =>
    at.getByRole('button', { name }).first().click();
const all =
  (...acts: Act[]): Act =>
  async (at, page) => {
    for (const act of acts) await act(at, page);
  };
const parts =
  (day: string, month: number, year: string): Act =>
  async (at) => {
    const fields = at.locator('input[type=text]');
    if (day) await fields.first().fill(day);
    if (month) await at.locator('select').selectOption({ index: month });
    await fields.last().fill(year);
  };
const find =
  (text: string): Act =>
  async (at) => {
    await at.getByRole('combobox').click();
    await at.getByRole('combobox').fill(text);
    await at.getByRole('option').first().click();
  };
const coordinates =
  (latitude: string, longitude: string): Act =>
  async (at) => {
    await at.locator('input[id$="latitude"]').fill(latitude);
    await at.locator('input[id$="longitude"]').fill(longitude);
  };
const point = (latitude: string, longitude: string): Act =>
  all(coordinates(latitude, longitude), press(/Add this point|أضف/));
const keyed =
  (...keys: string[]): Act =>
  async (at, page) => {
    await at.locator('input[type=range]').focus();
    for (const key of keys) await page.keyboard.press(key);
  };
const stroke: Act = async (at, page) => {
  const sheet = at.locator('canvas');
  await sheet.scrollIntoViewIfNeeded();
  const box = (await sheet.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 70, { steps: 5 });
  await page.mouse.up();
};
const shown =
  (what: string): Act =>
  (at) =>
    at.locator(what).first().waitFor();
const file =
  (name: string, mimeType: string, buffer: Buffer): Act =>
  (at) =>
    at.locator('input[type=file]').last().setInputFiles({ name, mimeType, buffer });

/** A laptop's camera: opens, takes, and the picture or film stands at the question. */
const camera =
  (result: string, film: boolean): Act =>
  async (at, page) => {
    await at.locator('[data-take]').click();
    const shutter = page.locator('[role=dialog] [data-shutter]:enabled');
    await shutter.click();
    if (film) {
      await page.waitForTimeout(700);
      await shutter.click();
    }
    await at.locator(result).first().waitFor();
  };
const sound: Act = async (at, page) => {
  await press(/Record/)(at, page);
  await page.waitForTimeout(700);
  await press(/Stop/)(at, page);
  await at.locator('audio').waitFor();
};

const code = await QRCode.toBuffer('SITE-0042', { width: 400 });

/** In the order of the form; by the name of the question, for a laptop in English. */
export const answers: Record<string, Act> = {
  'words/line': type('Anna'),
  'words/lines': type('one\ntwo'),
  'words/digits': type('0071'),
  'words/secret': type('quiet'),
  'words/address': type('https://example.org/a'),
  'words/app': type('by hand'),
  'words/whole': type('1 204'),
  'words/count': all(press(/one more/), press(/one more/)),
  'words/part': type('12,5'),
  'words/bearing': type('270'),
  'words/read': tap('I have read this'),
  'dates/day': type('2026-03-05'),
  'dates/spelt': parts('5', 3, '1961'),
  'dates/month': parts('', 7, '2025'),
  'dates/year': parts('', 0, '1999'),
  'dates/ethiopian': parts('1', 1, '2017'),
  'dates/islamic': parts('1', 9, '1445'),
  'dates/nepali': type('2026-03-05'),
  'dates/hour': type('07:05'),
  'dates/moment': type('2026-03-05T14:30'),
  'choosing/one': tap('Yes'),
  'choosing/several': all(tap('Water'), tap('Health')),
  'choosing/menu': find('food'),
  'choosing/columns': all(tap('Food'), tap('Shelter')),
  'choosing/packed': tap('Shelter'),
  'choosing/likert': tap('Agree'),
  'choosing/quick': tap('Food'),
  'choosing/rank': all(press('Move Food up'), press('Move Shelter up')),
  'choosing/body': (at) => at.locator('[data-part=east]').click(),
  'choosing/site': find('two'),
  'choosing/town': find('town 42'),
  'table/water': (at) => at.locator('input').first().check(),
  'table/light': (at) => at.locator('input').last().check(),
  'ranges/plain': keyed('ArrowRight', 'ArrowRight', 'ArrowRight'),
  'ranges/marked': keyed('End'),
  'ranges/upright': keyed('ArrowUp', 'ArrowUp'),
  'ranges/bare': (at) => at.locator('input[type=text]').fill('-3'),
  'ranges/stars': (at) => at.locator('label').nth(3).click(),
  'ranges/picked': find('33'),
  'places/point': all(press(/where I am/), shown('text=/Within/')),
  'places/trace': all(point('9', '38'), point('9.1', '38')),
  'places/shape': all(point('9', '38'), point('9.1', '38'), point('9.1', '38.1')),
  'files/photo': camera('img', false),
  'files/selfie': camera('img', false),
  'files/signature': stroke,
  'files/sketch': stroke,
  'files/noted': stroke,
  'files/sound': sound,
  'files/film': camera('video', true),
  'files/paper': file('list.pdf', 'application/pdf', Buffer.from('%PDF-1.4 made for a test')),
  'files/code': all(file('code.png', 'image/png', code), async (at, page) => {
    for (let tries = 0; (await at.locator('[data-focus]').inputValue()) !== 'SITE-0042'; tries++) {
      if (tries > 50) throw new Error('the code was not read');
      await page.waitForTimeout(100);
    }
  }),
  'grid/left': type('l'),
  'grid/right': type('r'),
  'grid/across': type('a'),
};

const question = (page: Page, path: string): Locator =>
  page.locator(`[data-question="/data/${path}"]`).last();

/** Gives every answer on a laptop, where the whole form stands on one page. */
export async function answerAll(page: Page): Promise<void> {
  for (const [path, act] of Object.entries(answers)) {
    const at = question(page, path);
    await at.waitFor();
    await at.scrollIntoViewIfNeeded();
    try {
      await act(at, page);
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`);
    }
  }
  for (const [index, name] of ['Ben', 'Cleo'].entries()) {
    const names = page.locator('[data-question="/data/member/name"] input');
    if ((await names.count()) <= index) await page.locator('[data-add="/data/member"]').click();
    await names.nth(index).fill(name);
  }
}
