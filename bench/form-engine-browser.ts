/**
 * Opens forms with the engine inside Chromium and prints the size of the bundle and medians of parse and open.
 *
 *   npx tsx bench/form-engine-browser.ts form.xml [form.xml ...]
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs in the page: milliseconds of each of nine rounds. */
const MEASURE = `(xml) => Array.from({ length: 9 }, () => {
  const start = performance.now();
  const definition = engine.parseXForm(xml);
  const parsed = performance.now();
  const session = engine.openForm(definition, { now: () => new Date(), uuid: () => 'u' });
  session.serialize();
  return [parsed - start, performance.now() - parsed];
})`;

const bundle = await build({
  stdin: { contents: "export * from '@sojourn/form-engine'", resolveDir: process.cwd(), loader: 'ts' },
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'engine',
  platform: 'browser',
  conditions: ['source'],
  write: false,
});
const script = bundle.outputFiles[0]?.text ?? '';
process.stdout.write(`bundle ${script.length} bytes, ${gzipSync(script).length} gzip\n`);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
const page = await browser.newPage();
await page.addScriptTag({ content: script });
for (const path of process.argv.slice(2)) {
  const xml = JSON.stringify(readFileSync(path, 'utf8'));
  const rounds = (await page.evaluate(`(${MEASURE})(${xml})`)) as [number, number][];
  const median = (at: 0 | 1): string => {
    const sorted = rounds.map((round) => round[at]).sort((a, b) => a - b);
    return (sorted[4] ?? Number.NaN).toFixed(1);
  };
  process.stdout.write(`${basename(path)}: parse ${median(0)} ms, open and serialize ${median(1)} ms\n`);
}
await browser.close();
