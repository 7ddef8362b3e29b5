// Writes the API.md of each package from its sources: every export with its docstring and declaration, and the
// tables of what it can say. `--check` tells whether they are fresh and whether each exported function says what it does.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FUNCTIONS } from '../packages/form-engine/src/xpath/functions/library.ts';
import { en } from '../packages/xlsform/src/diagnostics/messages/en.ts';

interface Declared {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'value' | 'type';
  readonly text: string;
  readonly doc: string;
}

const problems: string[] = [];

/** Names and files of the `export { ... } from` lists of a package's index. */
function exportsOf(name: string): { name: string; file: string }[] {
  const index = join('packages', name, 'src', 'index.ts');
  const found: { name: string; file: string }[] = [];
  for (const [, names = '', from = ''] of readFileSync(index, 'utf8').matchAll(
    /export (?:type )?\{([^}]*)\} from '([^']+)'/g,
  )) {
    for (const one of names.split(',')) {
      const exported = one.trim().replace(/^type /, '');
      if (exported !== '') found.push({ name: exported, file: join(dirname(index), from) });
    }
  }
  return found;
}

/** The text of a docstring without its marks. */
function plainDoc(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join('\n')
    .trim()
    .replace(/^@throws /m, 'Throws ');
}

/** Ends of a declaration: a function at its body, a class at its members' bodies, anything else at its close. */
function declarationText(source: string, start: number, kind: string): string {
  const rest = source.slice(start);
  if (kind === 'function') return rest.slice(0, rest.search(/ \{\n/));
  if (kind === 'class') return rest.slice(0, rest.search(/\n {2}constructor/)).concat('\n}');
  // A type or an interface ends where a line begins that is neither indented nor its closing bracket.
  const end = /;\n(?=\n|\/\*\*|export |const |$)|\n\}\)?;?\n|;\n(?![ }])/.exec(rest);
  return rest.slice(0, (end?.index ?? rest.length) + (end?.[0].trimEnd().length ?? 0));
}

function declared({ name, file }: { name: string; file: string }): Declared {
  const source = readFileSync(file, 'utf8');
  const match = new RegExp(
    `((?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?)export (?:declare )?(async function|function|class|const|interface|type) ${name}\\b`,
  ).exec(source);
  if (match === null) throw new Error(`${file} does not declare ${name}`);
  const [whole, comment = '', word = ''] = match;
  const kind = word.endsWith('function')
    ? 'function'
    : word === 'class'
      ? 'class'
      : word === 'const'
        ? 'value'
        : 'type';
  const start = match.index + whole.indexOf('export ', comment.length);
  const doc = plainDoc(comment.trim());
  if (kind !== 'type' && doc === '') problems.push(`${file}: ${name} has no docstring`);
  return { name, kind, doc, text: withBase(declarationText(source, start, kind).trim(), source) };
}

/** The members that an exported interface takes from one that is not exported. */
function withBase(text: string, source: string): string {
  const base = /^export interface \w+ extends (\w+)/.exec(text)?.[1];
  const at = base === undefined ? -1 : source.indexOf(`\ninterface ${base} `);
  return at < 0 ? text : `${text}\n\n${declarationText(source, at + 1, 'type').trim()}`;
}

const entry = ({ name, doc, text }: Declared): string =>
  `### \`${name}\`\n${doc === '' ? '' : `\n${doc}\n`}\n\`\`\`ts\n${text}\n\`\`\`\n`;

function reference(name: string, tail: string): string {
  const all = exportsOf(name).map(declared);
  const part = (title: string, kinds: readonly string[]): string => {
    const some = all.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => (a.name < b.name ? -1 : 1));
    return some.length === 0 ? '' : `\n## ${title}\n\n${some.map(entry).join('\n')}`;
  };
  return [
    `# API of @sojourn/${name}\n`,
    '\nWritten from the sources by `npm run generate`. How to use it stands in [README.md](README.md).\n',
    part('Functions', ['function']),
    part('Values', ['value']),
    part('Errors', ['class']),
    part('Types', ['type']),
    tail,
  ].join('');
}

/** Every call that can raise a code, by its severity. */
function severities(): Map<string, Set<string>> {
  const root = join('packages', 'xlsform', 'src');
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(root, { recursive: true }) as string[]) {
    if (!file.endsWith('.ts') || file.includes('messages')) continue;
    const source = readFileSync(join(root, file), 'utf8');
    const calls = /\b(error|warn|refuse)(?:'\])?\(\s*(?:[^'()]*\? *)?'(\w+)'(?: : '(\w+)')?/g;
    for (const [, call, ...codes] of source.matchAll(calls)) {
      for (const code of codes) {
        if (code === undefined) continue;
        const set = found.get(code) ?? new Set();
        found.set(code, set.add(call === 'warn' ? 'warning' : 'error'));
      }
    }
  }
  // Raised by the report itself, for a name among others, and by the option `strict`.
  found.set('more_findings', new Set(['as those counted']));
  found.set('reserved_name', new Set(['error']));
  found.set('expression_malformed', new Set(['warning', 'error if `strict`']));
  return found;
}

function diagnosticsTable(): string {
  const known = severities();
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const rows = Object.entries(en).map(([code, text]) => {
    const severity = known.get(code);
    if (severity === undefined) problems.push(`the diagnostic ${code} is never raised`);
    return `| \`${code}\` | ${[...(severity ?? [])].sort().join(', ')} | ${cell(text)} |`;
  });
  return [
    '\n## Diagnostics\n\nCodes are stable. `{word}` stands for the value of that name in `params`.\n',
    '| code | severity | English text |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function functionsTable(): string {
  const names = [...FUNCTIONS.keys()].sort().map((name) => `\`${name}\``);
  return `\n## Functions of expressions\n\n${names.length} names; others are refused when the form is parsed.\n\n${names.join(', ')}\n`;
}

const TAILS: Readonly<Record<string, () => string>> = {
  xlsform: diagnosticsTable,
  'form-engine': functionsTable,
};

const checking = process.argv.includes('--check');
for (const name of readdirSync('packages').sort()) {
  const file = join('packages', name, 'API.md');
  const text = reference(name, TAILS[name]?.() ?? '');
  if (!checking) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text)
    problems.push(`${file} is out of date: run npm run generate and look at what changed.`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
if (checking) console.log('The API documents of the packages are fresh.');
