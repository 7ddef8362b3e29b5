// `npm test`: every test. Unit and database tests first, then journeys in a real browser.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll, isStale } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const run = (command, args) => spawnSync(command, args, { stdio: 'inherit', cwd: root }).status ?? 1;

/** Chromium for the journeys: the one of CHROMIUM, or Debian's, installed here when we may. */
function ensureChromium() {
  if (existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) return true;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core']);
    if (existsSync('/usr/bin/chromium')) return true;
  }
  console.error(
    'The browser tests need Chromium: as root run "apt-get install chromium fonts-noto-core", or set CHROMIUM to its path.',
  );
  return false;
}

/** GDAL, which reads the geographic feed as QGIS does; its tests are left out where it is missing and not ours to install. */
function ensureGdal() {
  if (existsSync('/usr/bin/ogrinfo') || !process.env.CI) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing GDAL for the tests of the geographic feed …');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'gdal-bin']);
}

const only = process.argv[2];
let failed = 0;
if (only === 'screens') process.env.SCREENS = '1';
if (only !== 'e2e' && only !== 'screens') {
  ensureGdal();
  failed ||= run(process.execPath, [vitest, 'run']);
}
if (only !== 'unit' && !failed) {
  if (!ensureChromium()) process.exit(1);
  if (isStale()) await buildAll();
  failed ||= run(process.execPath, [
    vitest,
    'run',
    '--config',
    'e2e/vitest.config.ts',
    ...(only === 'screens' ? ['e2e/screens.test.ts'] : []),
  ]);
}
process.exit(failed);
