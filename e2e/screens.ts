/**
 * Pictures and axe findings of screens, for looking at them:
 *   npx tsx e2e/screens.ts --url http://localhost:4080 --email a@b.c --password ... --folder shots /forms /places
 * `--languages en,ar --widths 1280 --themes light` narrow the looks. Without --email the public side is shown.
 */
import { parseArgs } from 'node:util';
import { everyLook, launch, shoot, signIn } from './browser.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://localhost:4080' },
    email: { type: 'string' },
    password: { type: 'string' },
    folder: { type: 'string', default: 'test-results/screens' },
    languages: { type: 'string' },
    widths: { type: 'string' },
    themes: { type: 'string' },
  },
});

const within = (list: string | undefined, value: string | number): boolean =>
  list === undefined || list.split(',').includes(String(value));
const looks = everyLook.filter(
  ({ language, width, theme }) =>
    within(values.languages, language) && within(values.widths, width) && within(values.themes, theme),
);

const browser = await launch();
try {
  const page = await browser.newPage();
  if (values.email) await signIn(page, values.url, { email: values.email, password: values.password ?? '' });
  else await page.goto(values.url);
  const shots = await shoot(page, { url: values.url, paths: positionals, folder: values.folder, looks });
  for (const { file, violations, overflows, errors } of shots) {
    console.log(file, overflows ? 'OVERFLOWS' : '', errors.length ? `CONSOLE ${errors.join(' | ')}` : '');
    for (const { rule, where } of violations) console.log(`  ${rule}\n    ${where.join('\n    ')}`);
  }
  const bad = shots.filter((shot) => shot.violations.length || shot.overflows || shot.errors.length).length;
  console.log(`${shots.length} pictures, ${bad} with findings`);
  process.exitCode = bad ? 1 : 0;
} finally {
  await browser.close();
}
