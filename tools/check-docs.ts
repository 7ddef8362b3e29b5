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
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('The documents name only what exists.');
