import type { Locator, Page } from 'playwright-core';
import type { Sheets } from '../src/platform/forms/testing/workbook.ts';

/** A form that this journey knows how to fill: text, number, choices, a repeat with a picture. Import and publish it first. */
export const householdForm: Sheets = {
  survey: [
    [
      'type',
      'name',
      'label::English (en)',
      'label::العربية (ar)',
      'required',
      'constraint',
      'constraint_message::English (en)',
      'constraint_message::العربية (ar)',
      'parameters',
    ],
    ['text', 'head', 'Head of household', 'رب الأسرة', 'true()', '', '', '', ''],
    ['integer', 'age', 'Age', 'العمر', '', '. < 121', 'An age is at most 120.', 'العمر 120 على الأكثر.', ''],
    ['select_one yesno', 'displaced', 'Displaced?', 'نازح؟', '', '', '', '', ''],
    ['begin repeat', 'member', 'Member', 'فرد', '', '', '', '', ''],
    ['text', 'name', 'Name', 'الاسم', 'true()', '', '', '', ''],
    ['image', 'photo', 'Photo', 'صورة', '', '', '', '', 'max-pixels=800'],
    ['end repeat', '', '', '', '', '', '', '', ''],
    ['text', 'remarks', 'Remarks', 'ملاحظات', '', '', '', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::العربية (ar)'],
    ['yesno', 'yes', 'Yes', 'نعم'],
    ['yesno', 'no', 'No', 'لا'],
  ],
  settings: [
    ['form_title', 'form_id', 'version', 'instance_name', 'default_language'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
    ['Household', 'e2e_household', '1', '${head}', 'English (en)'],
  ],
};

/** A picture of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Filled {
  /** Text of the last screen. */
  said: string;
  /** Answers after the page was loaded anew. */
  restored: { head: string; remarks: string; pictures: number };
}

export interface FillOptions {
  /** Origin of the server, where the page is signed in. */
  url: string;
  formId: string;
  head: string;
  /** The link is cut before sending and comes back afterwards. */
  offline?: boolean;
}

const question = (page: Page, ref: string): Locator => page.locator(`[data-question="${ref}"]`);

/** Goes to a question: on a phone through the pages, on a laptop it is there already. */
async function reach(page: Page, ref: string): Promise<Locator> {
  const target = question(page, ref).last();
  for (let steps = 0; steps < 40 && (await target.count()) === 0; steps++) await turn(page);
  return target;
}

async function turn(page: Page): Promise<void> {
  const section = page.locator('form section').first();
  const before = await section.getAttribute('aria-label');
  await page.locator('[data-next]').click();
  await page.waitForFunction(
    (label) => document.querySelector('form section')?.getAttribute('aria-label') !== label,
    before,
    { timeout: 5_000 },
  );
}

/** Opens the form as an enumerator would, fills it, adds a member with a picture, loads the page anew, and sends. */
export async function fillForm(page: Page, options: FillOptions): Promise<Filled> {
  const { url, formId, head } = options;
  await page.goto(`${url}/forms/${formId}/fill`);
  const begun = page.locator('[data-question]').first();
  await begun.or(page.locator('main ul')).first().waitFor();
  if ((await begun.count()) === 0) await page.locator('main button').first().click();
  await begun.waitFor();
  await (await reach(page, '/data/head')).locator('input').fill(head);
  await (await reach(page, '/data/age')).locator('input').fill('40');
  await (await reach(page, '/data/displaced')).getByRole('radio').first().check();
  await fillMember(page, 'Ben');
  if ((await page.locator('[data-add]').count()) === 0) await turn(page);
  await page.locator('[data-add]').click();
  await fillMember(page, 'Cleo');
  await (await reach(page, '/data/remarks')).locator('input').fill('First words');
  await page.keyboard.type(' and last');
  await page.reload();
  await page.locator('[data-question]').first().waitFor();
  const restored = await readBack(page);
  await send(page, options);
  return { said: await page.locator('main').innerText(), restored };
}

async function fillMember(page: Page, name: string): Promise<void> {
  await (await reach(page, '/data/member/name')).locator('input').fill(name);
  const photo = await reach(page, '/data/member/photo');
  await photo
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: PICTURE });
  await photo.locator('img').waitFor();
}

/** On a phone the page that was left is open again; the contents lead to the others. */
async function readBack(page: Page): Promise<Filled['restored']> {
  const remarks = await (await reach(page, '/data/remarks')).locator('input').inputValue();
  const phone = (await page.locator('[data-next]').count()) > 0;
  if (!phone) {
    return {
      remarks,
      head: await question(page, '/data/head').locator('input').inputValue(),
      pictures: await question(page, '/data/member/photo').locator('img').count(),
    };
  }
  const jump = async (entry: number) => {
    await page.locator('header button').last().click();
    await page.locator('[role=dialog] li button').nth(entry).click();
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  };
  await jump(0);
  const shownHead = await question(page, '/data/head').locator('input').inputValue();
  let pictures = 0;
  // Entries: three questions, the repeat, then an instance with its two questions, twice.
  for (const [index, entry] of [6, 9].entries()) {
    await jump(entry);
    await page.locator(`[id$="/data/member[${index + 1}]/photo"] img`).waitFor();
    pictures += 1;
  }
  return { remarks, head: shownHead, pictures };
}

async function send(page: Page, { offline }: FillOptions): Promise<void> {
  while ((await page.locator('[data-send]').count()) === 0) await turn(page);
  if (offline) await page.context().setOffline(true);
  await page.locator('[data-send]').click();
  if (!offline) {
    await page.locator('main svg[data-kind="sent"]').waitFor();
    return;
  }
  await page.locator('main svg[data-kind="waiting"]').waitFor();
  await page.context().setOffline(false);
  await page.locator('main svg[data-kind="sent"]').waitFor({ timeout: 40_000 });
}
