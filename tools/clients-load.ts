/**
 * Compiles every workbook of a folder and opens each XForm with ODK Web Forms' engine and Enketo's transformer. Prints a
 * line for each, and last how many went all the way.
 *
 *   npx tsx --conditions=source tools/clients-load.ts <folder> [--modules <folder>]
 *
 * The two clients are taken from `node_modules` of `--modules`, or installed into a temporary folder. They are no
 * dependency of anything. XForms (`.xml`) in the folder are opened as they are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileXlsForm } from '@sojourn/xlsform';
import { installClients, loadWebForms, openEnketo, WITHOUT_FILES } from './other-engines.ts';

const KINDS = new Set(['.xlsx', '.xlsm', '.xls', '.csv', '.md', '.xml']);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { modules: { type: 'string' } },
});

async function xformOf(path: string, name: string): Promise<string | undefined> {
  const bytes = readFileSync(path);
  if (extname(name) === '.xml') return bytes.toString('utf8');
  return (await compileXlsForm(bytes, { fileName: name })).xform;
}

const attempt = async (act: () => Promise<string>): Promise<{ well: boolean; said: string }> => {
  try {
    return { well: true, said: await act() };
  } catch (error) {
    return { well: false, said: `FAILED: ${String(error).replace(/\s+/g, ' ').slice(0, 200)}` };
  }
};

const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Give a folder of workbooks.\n');
  process.exit(2);
}
const modules = values.modules ?? installClients();
const enketo = await openEnketo(modules);
const webForms = await loadWebForms(modules);
let well = 0;
const names = readdirSync(folder)
  .filter((name) => KINDS.has(extname(name)) && !name.startsWith('~'))
  .sort();
for (const name of names) {
  const xform = await xformOf(join(folder, name), name);
  if (xform === undefined) {
    process.stdout.write(`${name}: does not compile\n`);
    continue;
  }
  const opened = await attempt(async () => {
    const { root } = await webForms.createInstance(xform, WITHOUT_FILES);
    return `opens (${root.currentState.children?.length ?? 0} items)`;
  });
  const shown = await attempt(
    async () => `transforms (${Math.round((await enketo.transform(xform)).length / 1024)} KB)`,
  );
  if (opened.well && shown.well) well += 1;
  process.stdout.write(`${name}: Web Forms ${opened.said}; Enketo ${shown.said}\n`);
}
await enketo.close();
process.stdout.write(`${well}/${names.length}\n`);
process.exit(well === names.length ? 0 : 1);
