import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dress, type Look, launch, settled, shoot, violations } from './browser.ts';
import { invite, type Member, nameOf, startCasework } from './casework-product.ts';
import { passing } from './guide-picture.ts';
import { setUp } from './set-up.ts';

/**
 * Records that role alone never opens, as people meet them: a fictional slice of cases with screens of its own, in a real
 * Chromium. `PICTURES=<folder>` keeps pictures of every screen.
 */
let product: Awaited<ReturnType<typeof startCasework>>;
let browser: Browser;
let admin: Page;
let members: Awaited<ReturnType<typeof invite>>;
const pages = new Map<Member, Page>();
let caseId = '';
let reference = '';

beforeAll(async () => {
  [product, browser] = await Promise.all([startCasework(), launch()]);
  admin = await (
    await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en' })
  ).newPage();
  admin.setDefaultTimeout(15_000);
  await setUp(admin, product);
  members = await invite(admin, browser, product.url);
  for (const [member, { context }] of members) pages.set(member, await context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await product?.discard();
});

const pageOf = (member: Member): Page => pages.get(member)!;
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const bell = (page: Page, name: string) => page.getByRole('banner').getByRole('link', { name, exact: true });
const at = (page: Page, path: string) => page.goto(product.url + path);
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

/** Chooses an option of a list by its words. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a case worker opens a case and sees a sealed field for a purpose, for a minute', async () => {
  const page = pageOf('worker');
  await page.clock.install();
  await at(page, '/casework/cases');
  await button(page, 'Open a case').first().click();
  await page.getByLabel('Name of the person').fill('Quill Farou');
  await page.getByLabel('Where the person is').fill('House by the bridge');
  await page.getByLabel('What happened').fill('Threatened at the well');
  await page.getByRole('dialog').getByRole('button', { name: 'Open a case' }).click();
  await page.getByRole('heading', { level: 1, name: /^CW-/ }).waitFor();
  reference = await page.getByRole('heading', { level: 1 }).innerText();
  caseId = page.url().split('/').at(-1)!;
  await page.getByText('Quill Farou').waitFor();
  expect(await page.getByText('Threatened').count()).toBe(0);
  expect(await violations(page)).toEqual([]);

  await button(page, 'Reveal What happened').click();
  const dialog = page.getByRole('dialog');
  const reveal = dialog.getByRole('button', { name: 'Reveal', exact: true });
  expect(await reveal.isDisabled()).toBe(true);
  await choose(page, 'Purpose', 'Managing this case');
  expect(await reveal.isDisabled()).toBe(true);
  await dialog.getByLabel('In your own words').fill('Planning the visit');
  expect(await violations(page)).toEqual([]);
  await reveal.click();
  await page.getByText('Threatened at the well').waitFor();
  await page.getByText(/Hidden again in/).waitFor();
  expect(await focused(page)).toBe('Hide');
  expect(await violations(page)).toEqual([]);
  await page.clock.runFor(61_000);
  await page.getByText('Threatened at the well').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Reveal What happened');
  expect(await page.content()).not.toContain('Threatened');
});

test('a purpose that is missing or unknown is refused, and nothing is shown', async () => {
  const reveal = async (data: object) => {
    const answer = await pageOf('worker').request.post(
      `${product.url}/api/casework/cases/${caseId}/reveals`,
      {
        data: { field: 'narrative', note: 'Planning the visit', ...data },
      },
    );
    expect(await answer.text()).not.toContain('Threatened');
    return answer.status();
  };
  expect(await reveal({})).toBe(400);
  expect(await reveal({ purpose: 'curiosity' })).toBe(422);
  expect(await reveal({ purpose: 'case_management', note: ' ' })).toBe(400);
});

async function give(page: Page, member: Member, relation: string): Promise<void> {
  await button(page, 'Give a relation').click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Person' }).fill(nameOf(member).slice(0, 4));
  await page.getByRole('option', { name: nameOf(member) }).click();
  await choose(page, 'Relation', relation);
  await page.getByRole('dialog').getByRole('button', { name: 'Give a relation' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await button(page, `End: ${nameOf(member)}, ${relation}`).waitFor();
}

test('the owner gives the case to a manager, who gives and ends a relation by keyboard alone', async () => {
  const owner = pageOf('worker');
  await owner.getByRole('tab', { name: 'People' }).click();
  await give(owner, 'manager', 'Supervisor');
  const page = pageOf('manager');
  await at(page, `/casework/cases/${caseId}?tab=people`);
  await give(page, 'cousin', 'Assigned');
  expect(await focused(page)).toBe('Give a relation');
  const theirs = pageOf('cousin');
  await at(theirs, `/casework/cases/${caseId}?tab=people`);
  await theirs.getByRole('rowheader', { name: nameOf('manager') }).waitFor();
  // Who does not assign is offered nothing, and not told who is shut out.
  expect(await theirs.getByRole('button', { name: /Give|End|Shut out/ }).count()).toBe(0);

  const end = button(page, `End: ${nameOf('cousin')}, Assigned`);
  await end.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe(`End: ${nameOf('cousin')}, Assigned`);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Reason (optional)').fill('Moves to another office');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await end.waitFor({ state: 'detached' });
  // The row has gone: hands are at the content, not at the top of the page.
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByText('1 past relation').click();
  await page.getByRole('rowheader', { name: nameOf('cousin') }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('somebody with a conflict of interest is shut out, finds nothing, and may be let in again', async () => {
  const page = pageOf('manager');
  await give(page, 'cousin', 'Assigned');
  const theirs = pageOf('cousin');
  await at(theirs, `/casework/cases/${caseId}`);
  await theirs.getByRole('heading', { level: 1, name: reference }).waitFor();
  await button(page, 'Shut out a person').click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Person' }).fill('Belan');
  await page.getByRole('option', { name: nameOf('cousin') }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shut out a person' }).click();
  await page.getByRole('dialog').locator('textarea[aria-invalid=true]').waitFor();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('A cousin of the family');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Shut out a person' }).click();
  await button(page, `Let in again: ${nameOf('cousin')}`).waitFor();
  await page.getByText('Shut out', { exact: true }).first().waitFor();
  await at(theirs, `/casework/cases/${caseId}`);
  await theirs.getByText(/does not exist|no longer exists|not let you see/).waitFor();
  expect(await theirs.content()).not.toContain(reference);
  await at(theirs, '/casework/cases');
  await theirs.getByText('No case of yours').waitFor();
  await pictures(page, `/casework/cases/${caseId}?tab=people`);
});

test('somebody outside opens the case in an emergency; those responsible are told at once; it is reviewed and ends', async () => {
  const [page, manager, reviewer] = [pageOf('rescuer'), pageOf('manager'), pageOf('reviewer')];
  await Promise.all([at(manager, '/'), at(reviewer, '/')]);
  await Promise.all([bell(manager, 'Inbox').waitFor(), bell(reviewer, 'Inbox').waitFor()]);
  await at(page, `/casework/cases/${caseId}`);
  await page.getByText(/does not exist|no longer exists|not let you see/).waitFor();
  await button(page, 'Open in an emergency').click();
  const dialog = page.getByRole('dialog');
  const open = dialog.getByRole('button', { name: 'Open the record' });
  expect(await open.isDisabled()).toBe(true);
  await dialog.getByLabel('Why can this not wait?').fill('She phoned from the road and is followed');
  expect(await violations(page)).toEqual([]);
  await open.click();
  await page.getByRole('heading', { level: 1, name: reference }).waitFor();
  await page.getByText(/open in an emergency until/).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.getByRole('button', { name: /Reveal/ }).count()).toBe(0);
  await Promise.all([
    bell(manager, 'Inbox, 1 unread').waitFor(),
    bell(reviewer, 'Inbox, 1 unread').waitFor(),
  ]);

  await pictures(page, `/casework/cases/${caseId}`);
  await bell(reviewer, 'Inbox, 1 unread').click();
  await reviewer.getByRole('link', { name: /opened in an emergency/ }).click();
  await reviewer.getByRole('heading', { level: 1, name: nameOf('rescuer') }).waitFor();
  await pictures(reviewer, new URL(reviewer.url()).pathname);
  await button(reviewer, 'Review this opening').click();
  await reviewer.getByLabel('Justified', { exact: true }).check();
  await reviewer.getByLabel('Comment').fill('The call is in the log of the duty phone');
  expect(await violations(reviewer)).toEqual([]);
  await button(reviewer, 'Record the review').click();
  await reviewer.getByText('Reviewed by').waitFor();
  await passing(reviewer, 'openings');
  await pictures(reviewer, '/administration/openings', new URL(reviewer.url()).pathname);

  await button(page, 'End it now').click();
  await at(page, `/casework/cases/${caseId}`);
  await page.getByText(/does not exist|no longer exists|not let you see/).waitFor();
});

test('the log tells all of it, in words', async () => {
  const page = pageOf('reviewer');
  await at(page, `/administration/audit?entityId=${caseId}`);
  await page.locator('[data-row]').first().waitFor();
  const told = await page.locator('#main').innerText();
  for (const what of [
    'Case opened',
    'Sealed field revealed',
    'Relation to the record given',
    'Relation to the record ended',
    'Person shut out of the record',
    'Opened in an emergency',
    'Emergency opening reviewed',
    'Emergency opening ended early',
  ])
    expect(told).toContain(what);
  await pictures(page, `/administration/audit?entityId=${caseId}`);
});

test('an administrator adds, mends and ends a purpose, and asks why somebody can and cannot', async () => {
  await at(admin, '/administration/purposes');
  await button(admin, 'Add a purpose').click();
  await admin.getByLabel('Short name').fill('family_tracing');
  await admin.getByLabel('Name in English').fill('Tracing a family');
  await admin.getByLabel('Source').fill('Agency instruction 14, paragraph 3');
  expect(await violations(admin)).toEqual([]);
  await admin.getByRole('dialog').getByRole('button', { name: 'Add a purpose' }).click();
  await button(admin, 'Change Tracing a family').click();
  await admin.getByLabel('Name in Arabic').fill('البحث عن الأسرة');
  await button(admin, 'Save').click();
  await admin.getByRole('dialog').waitFor({ state: 'detached' });
  await button(admin, 'End Tracing a family').click();
  await admin.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await admin.getByRole('dialog').waitFor({ state: 'detached' });
  await pictures(admin, '/administration/purposes');
  for (const [member, answer] of [
    ['worker', /may do this here/],
    ['cousin', /may not do this here/],
  ] as const) {
    await why(admin, member);
    await admin.getByText(answer).waitFor();
    await pictures(admin, undefined);
  }
});

/** Asks whether somebody may read the case, on the screen for it. */
async function why(page: Page, member: Member): Promise<void> {
  await at(page, '/administration/why');
  await page.getByRole('combobox', { name: 'Person' }).fill(nameOf(member).slice(0, 5));
  await page.getByRole('option', { name: nameOf(member) }).click();
  await page.getByRole('combobox', { name: 'Permission' }).fill('casework.case.read');
  await page.getByRole('option', { name: /casework\.case\.read/ }).click();
  await page.getByText('A record', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Kind of record' }).click();
  await page.getByRole('option', { name: 'Case' }).click();
  await page.getByLabel('Identifier of the record').fill(caseId);
  await button(page, 'Explain').click();
}

const everywhere: Look[] = (['en', 'ar'] as const).flatMap((language) =>
  [1280, 360].map((width): Look => ({ language, width, theme: 'light' })),
);

/** What axe and the width of the page say of a screen in its hardest look; with PICTURES, in four, kept. */
async function pictures(page: Page, path: string | undefined, ...more: string[]): Promise<void> {
  const { PICTURES } = process.env;
  if (path === undefined) {
    expect(await violations(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/why-${Date.now()}.png`, fullPage: true });
    return;
  }
  const back = page.url();
  const looks = PICTURES ? everywhere : everywhere.slice(-1);
  const folder = PICTURES ?? `${product.folder}/pictures`;
  const shots = await shoot(page, { url: product.url, paths: [path, ...more], folder, looks });
  expect(shots.flatMap((shot) => shot.violations)).toEqual([]);
  expect(shots.filter(({ overflows }) => overflows).map((shot) => [shot.path, shot.look.width])).toEqual([]);
  await dress(page, { language: 'en', width: 1280, theme: 'light' });
  await page.goto(back);
  await settled(page);
}
