// Every path and every npm script that a document names must exist.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const skip = new Set(['node_modules', 'dist', '.git', '.data', 'test-results']);
const scripts = new Set(
  Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts),
);
const roots = ['src', 'packages', 'docs', 'tools', 'e2e', 'bench', '.ci'];

function* documents(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    if (skip.has(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* documents(path);
    else if (name.endsWith('.md')) yield path;
  }
}

const problems: string[] = [];
for (const document of documents('.')) {
  const text = readFileSync(document, 'utf8');
  const miss = (what: string) => problems.push(`${document}: ${what}`);
  for (const [, script] of text.matchAll(/npm run ([\w:-]+)/g)) {
    if (!scripts.has(script!)) miss(`there is no script "${script}"`);
  }
  for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (/^[a-z]+:/.test(target!)) continue;
    if (!existsSync(normalize(join(dirname(document), decodeURI(target!))))) miss(`link to ${target}`);
  }
  for (const [, path] of text.matchAll(/`((?:[\w.@-]+\/)+[\w.-]+\.(?:ts|tsx|mjs|cjs|sql|json|md))`/g)) {
    if (roots.includes(path!.split('/')[0]!) && !/NNNN|\*/.test(path!) && !existsSync(path!))
      miss(`file ${path}`);
  }
}
/** Requirements of levels 1 and 2 in each section of the chapters that the ledger covers. */
const asvs: Record<string, number> = {
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
};
const ledger = 'docs/security/asvs.md';
const listed = new Set<string>();
for (const [, first, last, state, proof] of readFileSync(ledger, 'utf8').matchAll(
  /^\| (\d+\.\d+\.\d+)(?: - (\d+\.\d+\.\d+))? \|[^|]*\|[^|]*\| ([^|]*) \| ([^|]*) \|$/gm,
)) {
  const [section, from] = [first!.replace(/\.\d+$/, ''), Number(first!.split('.')[2])];
  for (let n = from; n <= Number((last ?? first!).split('.')[2]); n++) listed.add(`${section}.${n}`);
  if (!['met', 'not met', 'n/a'].includes(state!)) problems.push(`${ledger}: ${first} is "${state}"`);
  if (state === 'met' && !/`[^`]+\.(?:ts|tsx|sql)`|\]\(/.test(proof!))
    problems.push(`${ledger}: ${first} is proved by nothing`);
}
for (const [section, count] of Object.entries(asvs))
  for (let n = 1; n <= count; n++)
    if (!listed.delete(`${section}.${n}`)) problems.push(`${ledger}: ${section}.${n} is missing`);
for (const number of listed) problems.push(`${ledger}: the standard has no ${number} of level 1 or 2 here`);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('The documents name only what exists.');
