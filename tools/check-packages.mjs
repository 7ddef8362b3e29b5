// Proves each package as a stranger would use it: packs the tarballs, installs them into an empty folder, and there
// imports them, resolves their types with plain `tsc`, and runs the command line on a workbook.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { utils, write } from '@e965/xlsx';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = readdirSync(join(root, 'packages')).sort();
const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const product = read('package.json');
const folder = mkdtempSync(join(tmpdir(), 'sojourn-packages-'));
const problems = [];
const check = (holds, sentence) => holds || problems.push(sentence);

// npm hands its own settings down to what it starts; a stranger's shell has none of ours.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|config_local_prefix)/.test(name)),
);
const npm = (args, cwd = folder) =>
  execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Everything that the sources import by a package's name must be declared, and nothing more. */
function checkDependencies(name, manifest) {
  const imported = new Set();
  const src = join(root, 'packages', name, 'src');
  for (const file of readdirSync(src, { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    for (const [, from] of readFileSync(join(src, file), 'utf8').matchAll(
      /(?:from |import\()'([^.'][^']*)'/g,
    )) {
      if (from.startsWith('node:') || builtinModules.includes(from)) continue;
      imported.add(from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]);
    }
  }
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  for (const one of imported) check(one in declared, `${name} imports ${one} and does not declare it`);
  for (const one of Object.keys(declared))
    check(imported.has(one), `${name} declares ${one} and does not use it`);
  for (const [one, range] of Object.entries(manifest.dependencies ?? {}))
    check(
      range === product.dependencies[one],
      `${name} pins ${one} to ${range}, the product to ${product.dependencies[one]}`,
    );
}

function pack() {
  return names.map((name) => {
    const manifest = read('packages', name, 'package.json');
    checkDependencies(name, manifest);
    for (const field of ['description', 'license', 'engines', 'exports', 'files'])
      check(manifest[field] !== undefined, `${name} has no ${field}`);
    check(
      Object.keys(manifest.exports['.'])[0] === 'source',
      `${name}: the source condition must stand first`,
    );
    const [{ filename, files }] = JSON.parse(
      npm(['pack', '--json', '--silent', '--pack-destination', folder], join(root, 'packages', name)).replace(
        /^[^[]*/,
        '',
      ),
    );
    const held = new Set(files.map(({ path }) => path));
    for (const path of ['README.md', 'API.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'])
      check(held.has(path), `the tarball of ${name} lacks ${path}`);
    for (const path of held)
      check(!/^(test|node_modules|tsconfig)/.test(path), `the tarball of ${name} holds ${path}`);
    return join(folder, filename);
  });
}

const CONSUMER = `
import { compileXlsForm, diagnosticMessage, listQuestions, type CompileResult, type FormModel } from '@sojourn/xlsform';
import { openForm, parseXForm, readSubmission, validateSubmission, type FormSession } from '@sojourn/form-engine';
import { createClient, defineRoute, openApiDocument, pageOf, type RouteOutput } from '@sojourn/route-contract';
import { z } from 'zod';

const markdown = '| survey |\\n| | type | name | label |\\n| | integer | age | Age |\\n| | note | next | Next |\\n';
const compiled: CompileResult = await compileXlsForm(new TextEncoder().encode(markdown), { fileName: 'a.md' });
const model: FormModel | undefined = compiled.model;
if (model === undefined || compiled.xform === undefined) {
  throw new Error(compiled.diagnostics.map((one) => diagnosticMessage(one, 'en')).join('\\n'));
}
const names: string[] = listQuestions(model).map(({ question }) => question.name);
const definition = parseXForm(compiled.xform);
const session: FormSession = openForm(definition, { now: () => new Date(0), uuid: () => 'u-1' });
session.setValue('/data/age', '41');
const xml = session.serialize();
const fact: string | undefined = readSubmission(xml).root.children.find(({ name }) => name === 'age')?.text;
const route = defineRoute({
  id: 'thing.list', method: 'GET', url: '/api/things/:id', summary: 'Things', config: { permission: 'public' },
  schema: { params: z.object({ id: z.string() }), response: pageOf(z.object({ name: z.string() })) },
});
const call = createClient({ fetch: async () => Response.json({ items: [{ name: 'n' }], nextCursor: null }) });
const page: RouteOutput<typeof route> = await call(route, { params: { id: '1' } });
// @ts-expect-error a parameter is missing
void (() => call(route, {}));
console.log(JSON.stringify({
  names, fact, ok: validateSubmission(definition, xml).ok, things: page.items[0]?.name,
  paths: Object.keys(openApiDocument([route], { title: 't', version: '1' }).paths as object),
}));
`;

function checkTypesAndImports() {
  const settings = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
  };
  const strict = { strict: true, skipLibCheck: false, types: [], outDir: 'out', verbatimModuleSyntax: true };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...settings, ...strict }, files: ['use.ts'] }),
  );
  writeFileSync(join(folder, 'use.ts'), CONSUMER);
  const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  check(tsc.status === 0, `types do not resolve:\n${tsc.stdout}${tsc.stderr}`);
  if (tsc.status !== 0) return;
  const said = execFileSync(process.execPath, ['out/use.js'], { cwd: folder, env, encoding: 'utf8' });
  const wanted = { names: ['age', 'next'], fact: '41', ok: true, things: 'n', paths: ['/api/things/{id}'] };
  check(said.trim() === JSON.stringify(wanted), `the imported packages said ${said}`);
}

function workbook(file, rows) {
  const sheet = utils.aoa_to_sheet([['type', 'name', 'label'], ...rows]);
  const book = { SheetNames: ['survey'], Sheets: { survey: sheet } };
  writeFileSync(join(folder, file), write(book, { type: 'buffer', bookType: file.split('.').pop() }));
}

function checkCommand() {
  workbook('form.xlsx', [['text', 'who', 'Who?']]);
  workbook('later.xlsx', [['integer', 'age', 'Age']]);
  workbook('old.xls', [['text', 'who', 'Who?']]);
  workbook('wrong.xlsx', [['texd', 'who', 'Who?']]);
  const run = (...args) =>
    spawnSync('npx', ['--no-install', 'xlsform', ...args], { cwd: folder, env, encoding: 'utf8' });
  for (const [args, status, output] of [
    [['convert', 'form.xlsx'], 0, '<input ref="/data/who">'],
    [['convert', 'old.xls'], 0, '<input ref="/data/who">'],
    [['check', 'form.xlsx'], 0, ''],
    [['check', 'wrong.xlsx'], 1, 'texd'],
    [['diff', 'form.xlsx', 'later.xlsx'], 1, 'removed: /data/who'],
    [['convert'], 2, 'xlsform convert <workbook>'],
    [['convert', 'absent.xlsx'], 2, 'absent.xlsx'],
  ]) {
    const { stdout, stderr, status: found } = run(...args);
    check(
      found === status,
      `xlsform ${args.join(' ')} ended with ${found}, not ${status}:\n${stdout}${stderr}`,
    );
    check((stdout + stderr).includes(output), `xlsform ${args.join(' ')} said:\n${stdout}${stderr}`);
  }
}

try {
  const tarballs = pack();
  if (problems.length === 0) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "stranger", "private": true, "type": "module" }\n',
    );
    npm([
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      ...tarballs,
      `zod@${product.dependencies.zod}`,
    ]);
    checkTypesAndImports();
    checkCommand();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${names.length} packages pack, install, type-check and run in an empty folder.`);
