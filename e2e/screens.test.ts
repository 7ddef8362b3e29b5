import { afterAll, describe, expect, inject, test } from 'vitest';
import type { SlicePages } from '#platform/ui/slice.ts';
import { addresses } from './addresses.ts';
import { type Look, launch } from './browser.ts';
import { people } from './people.ts';
import { enter, faults, goWithin, open, watch, windowIn } from './visit.ts';

const looks: Look[] = [
  { language: 'en', width: 1280, theme: 'light' },
  { language: 'ar', width: 1280, theme: 'dark' },
  { language: 'fr', width: 360, theme: 'dark' },
  { language: 'es', width: 360, theme: 'light' },
];
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

test('every route of every slice is looked at', () => {
  expect(routes.filter((path) => !known.some((one) => one.route === path))).toEqual([]);
});

describe.each(looks)('in $language, $width wide, $theme', (look) => {
  test.each([...new Set(known.map(({ as }) => as))])('the screens of the %s', async (role) => {
    const context = await windowIn(browser, look);
    if (role !== 'nobody') await enter(context, url, people[role]);
    const page = await context.newPage();
    const seen = watch(page, url);
    const found: Record<string, string[]> = {};
    let last: string | undefined;
    for (const { path, route } of known.filter(({ as }) => as === role)) {
      // The door has no router to go through; elsewhere the first screen is loaded, the others are gone to.
      if (last === undefined || role === 'nobody') await open(page, seen, url + path);
      else await goWithin(page, seen, path, route !== last);
      last = route;
      const here = await faults(page, seen);
      if (here.length > 0) found[path] = here;
    }
    await context.close();
    expect(found).toEqual({});
  });
});
