/**
 * Runs both form libraries inside Chromium and prints the size of their bundle and medians: compiling 10,000 questions,
 * one keystroke in front of a filtered select of 16,000 choices, and for each form given its parse and open.
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

/** Runs in the page: a keystroke is an answer that the filter reads, and the choices that it leaves. */
const KEYSTROKES = `(() => {
  const items = Array.from({ length: 16000 }, (_, i) =>
    '<item><name>v' + i + '</name><label>Village ' + i + '</label><commune>c' + (i % 140) + '</commune></item>').join('');
  const session = engine.openForm(engine.parseXForm(
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>b</h:title><model>' +
    '<instance><data id="b"><commune/><village/></data></instance><instance id="l"><root>' + items + '</root></instance></model></h:head>' +
    '<h:body><input ref="/data/commune"/><select1 ref="/data/village"><itemset nodeset="instance(&quot;l&quot;)/root/item[commune = /data/commune ]">' +
    '<value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>'),
    { now: () => new Date(), uuid: () => 'u' });
  return Array.from({ length: 61 }, (_, round) => {
    const start = performance.now();
    session.setValue('/data/commune', 'c' + round);
    if (session.node('/data/village').choices().length < 100) throw new Error('the filter leaves too little');
    return performance.now() - start;
  });
})()`;

/** Runs in the page: milliseconds of each of nine compilations. */
const COMPILE = `(() => {
  const types = ['text', 'integer', 'decimal', 'date', 'note'];
  const rows = Array.from({ length: 10000 }, (_, i) => [types[i % 5], 'q' + i, 'Question ' + i, i > 0 && i % 4 === 0 ? '$' + '{q' + (i - 1) + "} != ''" : '']);
  return Array.from({ length: 9 }, () => {
    const start = performance.now();
    const { ok } = engine.compileSheets([{ name: 'survey', rows: [['type', 'name', 'label', 'relevant'], ...rows] }]);
    if (!ok) throw new Error('it does not compile');
    return performance.now() - start;
  });
})()`;

const middle = (times: readonly number[]): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return `median ${sorted[sorted.length >> 1]?.toFixed(2)} ms, first ${times[0]?.toFixed(1)} ms`;
};

const bundle = await build({
  stdin: {
    contents: "export * from '@sojourn/form-engine'; export { compileSheets } from '@sojourn/xlsform'",
    resolveDir: process.cwd(),
    loader: 'ts',
  },
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
process.stdout.write(`compile 10,000 questions: ${middle((await page.evaluate(COMPILE)) as number[])}\n`);
process.stdout.write(
  `a keystroke before 16,000 choices: ${middle((await page.evaluate(KEYSTROKES)) as number[])}\n`,
);
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
