import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { SlicePages } from '#platform/ui/slice.ts';
import { type Address, addresses } from './addresses.ts';
import { everyLook, type Look, launch } from './browser.ts';
import { people } from './people.ts';
import {
  enter,
  faults,
  goWithin,
  look,
  open,
  openings,
  still,
  type Watch,
  watch,
  windowIn,
} from './visit.ts';

/** `npm run test:screens` looks at every screen in every look; `npm test` at each screen in one, the looks in turn. */
const everything = Boolean(process.env.SCREENS);
const languages = ['en', 'ar', 'fr', 'es'] as const;
const url = inject('demoUrl');
const routes = Object.values(
  import.meta.glob<SlicePages>(['../src/platform/*/web/nav.ts', '../src/modules/*/web/nav.ts'], {
    eager: true,
    import: 'nav',
  }),
).flatMap((slice) => slice.routes.map(({ path }) => path));

const browser = await launch();
const known = await addresses(browser, url);
afterAll(() => browser.close());

const roles = [...new Set(known.map(({ as }) => as))];
/** Looks of one language in which a screen is seen: all four, or the one whose turn it is. */
function looksAt(address: Address, language: Look['language']): Look[] {
  const all = everyLook.filter((one) => one.language === language);
  if (everything) return all;
  const turn = known.indexOf(address);
  return languages[turn % 4] === language ? [all[Math.floor(turn / 4) % 4]!] : [];
}

test('every route of every slice is looked at', () => {
  expect(routes.filter((path) => !known.some((one) => one.route === path))).toEqual([]);
});

interface Window {
  page: Page;
  seen: Watch;
  found: Record<string, string[]>;
}

async function visit(
  role: Address['as'],
  language: Look['language'],
  act: (window: Window) => Promise<void>,
) {
  const context = await windowIn(browser, { language, width: 1280, theme: 'light' });
  if (role !== 'nobody') await enter(context, url, people[role]);
  const page = await context.newPage();
  const found: Window['found'] = {};
  await act({ page, seen: watch(page, url), found });
  await context.close();
  return found;
}

describe.each(languages)('in %s', (language) => {
  test.each(roles)('the screens of the %s', async (role) => {
    const mine = known
      .filter(({ as }) => as === role)
      .map((address) => ({ ...address, looks: looksAt(address, language) }))
      .filter(({ looks }) => looks.length > 0);
    const found = await visit(role, language, async ({ page, seen, found }) => {
      let last: string | undefined;
      for (const { path, route, looks } of mine) {
        await look(page, looks[0]!);
        // The door has no router to go through; elsewhere the first screen is loaded, the others are gone to.
        if (last === undefined || role === 'nobody') await open(page, seen, url + path);
        else await goWithin(page, seen, path, route !== last);
        last = route;
        for (const one of looks) {
          await look(page, one);
          await still(page, seen);
          const here = await faults(page, seen);
          if (here.length > 0) found[`${path} ${one.width} ${one.theme}`] = here;
        }
      }
    });
    expect(found).toEqual({});
  });
});

/** What opens over a screen: lists, menus, filters. Each kind once, in a language of each direction. */
describe.runIf(everything).each([
  { language: 'en', width: 1280, theme: 'light' },
  { language: 'ar', width: 360, theme: 'dark' },
] as Look[])('opened in $language, $width wide', (one) => {
  test.each(['officer', 'administrator', 'auditor'] as const)('by the %s', async (role) => {
    const met = new Set<string>();
    const found = await visit(role, one.language, async ({ page, seen, found }) => {
      await look(page, one);
      await open(page, seen, url);
      for (const { path, route } of known.filter(({ as }) => as === role)) {
        await goWithin(page, seen, path, false);
        await still(page, seen);
        const isNew = (name: string) =>
          met.size < met.add(name.startsWith('everywhere') ? name : `${route} ${name}`).size;
        const unreturned = await openings(page, isNew, async (name) => {
          const here = await faults(page, seen);
          if (here.length > 0) found[`${path}: ${name}`] = here;
        });
        if (unreturned.length > 0) found[`${path}: keyboard`] = unreturned;
      }
    });
    expect(met.size).toBeGreaterThan(3);
    expect(found).toEqual({});
  });
});
