/**
 * Proves that every catalogue says the same in every language: same keys, valid ICU, same placeholders, really
 * translated; that every key is used and every problem code of a slice has its sentence; and that no screen carries
 * words of its own. `tsx --conditions=source tools/check-messages.ts`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { languages } from '../src/platform/i18n/language.ts';

type Messages = Record<string, string>;
type Ast = ReturnType<IntlMessageFormat['getAst']>;

const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');
const findings: string[] = [];

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.ts'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const isMessages = (file: string): boolean => /(^|\/)messages\//.test(file);
const sources = files.filter((file) => !isMessages(file)).map((file) => ({ file, text: read(file) }));
const allText = sources.map(({ text }) => text).join('\n');

/** Names of the placeholders of a message, inside plurals too. */
function placeholders(ast: Ast, found = new Set<string>()): Set<string> {
  for (const element of ast) {
    if ('value' in element && element.type !== 0) found.add(String(element.value));
    if ('options' in element)
      for (const { value } of Object.values(element.options)) placeholders(value, found);
  }
  return found;
}

function readPlaceholders(where: string, message: string): string {
  try {
    const ast = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
    return [...placeholders(ast)].sort().join(', ');
  } catch (error) {
    findings.push(`${where}: not valid ICU: ${(error as Error).message}`);
    return '';
  }
}

const isSentence = (text: string): boolean => /[a-z]{2,} [a-z]{2,}/.test(text.replace(/\{[^}]*\}/g, ''));

function compare(folder: string, language: string, english: Messages, other: Messages): void {
  for (const key of Object.keys(other))
    if (!(key in english)) findings.push(`${folder}/${language} ${key}: not in English`);
  for (const [key, message] of Object.entries(english)) {
    const where = `${folder}/${language} ${key}`;
    const translated = other[key];
    if (!translated?.trim()) {
      findings.push(`${where}: missing`);
      continue;
    }
    const [expected, found] = [
      readPlaceholders(`${folder}/en ${key}`, message),
      readPlaceholders(where, translated),
    ];
    if (expected !== found)
      findings.push(`${where}: placeholders ${found || 'none'} instead of ${expected || 'none'}`);
    if (translated === message && isSentence(message)) findings.push(`${where}: still English`);
    if (language === 'ar' && isSentence(message) && !/\p{Script=Arabic}/u.test(translated)) {
      findings.push(`${where}: no Arabic in it`);
    }
  }
}

const templates = [...allText.matchAll(/`([\w.]+)\$\{/g)].map((match) => match[1]!);
const isNamed = (key: string): boolean =>
  [`'${key}'`, `"${key}"`, `\`${key}\``].some((text) => allText.includes(text));
// A kind of notice is declared in a manifest, and its words are looked up by it.
const isUsed = (key: string): boolean =>
  isNamed(key.replace(/^notice\.(.+?)(\.general)?$/, '$1')) ||
  new RegExp(`[\\s{(,]${key}:`).test(allText) ||
  templates.some((start) => key.startsWith(start));

function checkUse(folder: string, english: Messages): void {
  for (const key of Object.keys(english)) {
    const code = key.startsWith('problem.') ? key.slice('problem.'.length) : undefined;
    if (code === undefined) {
      if (!isUsed(key)) findings.push(`${folder}/en ${key}: nobody uses it`);
    } else if (code.includes('.') && !/^(http|field)\./.test(code) && !isNamed(code) && !isUsed(key)) {
      findings.push(`${folder}/en ${key}: no such problem code`);
    }
  }
}

const codePattern = (slice: string) =>
  new RegExp(
    `(?:Problem\\(\\s*\\d+,\\s*|conflict\\(\\s*|invalid\\(\\s*[^,()]+,\\s*|code:\\s*)'(${slice}\\.[a-z_.]+)'`,
    'g',
  );

function checkProblems(folder: string, slice: string, english: Messages): void {
  for (const [, code] of allText.matchAll(codePattern(slice))) {
    if (!(`problem.${code}` in english))
      findings.push(`${folder}/en problem.${code}: the problem has no sentence`);
  }
}

const attribute =
  /\b(?:label|title|placeholder|description|alt|aria-label|intro|submitLabel|confirmLabel|header)="([^"]*\p{L}{3,}[^"]*)"/gu;
const inTags = />\s*([^<>{}=;()]*\p{L}{3,}[^<>{}=;()]*?)\s*<\//gu;

function checkHardCoded({ file, text }: { file: string; text: string }): void {
  if (!file.endsWith('.tsx')) return;
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  for (const pattern of [attribute, inTags]) {
    for (const [, words] of code.matchAll(pattern)) {
      if (words!.trim() !== 'Sojourn') findings.push(`${file}: words written into the screen: “${words}”`);
    }
  }
}

/** An action of the audit log is said by its slice or by the log itself; a permission by its slice. */
const said = new Set<string>();
function checkNamed(): void {
  for (const { file, text } of sources) {
    if (/test|\/testing\//.test(file)) continue;
    for (const [, action] of text.matchAll(/\b(?:audit|action): '([a-z]+\.[a-z_.]+)'/g))
      if (!said.has(`action.${action}`)) findings.push(`${file}: the action ${action} has no words`);
    if (!/(^|\/)access\.ts$/.test(file)) continue;
    const [, permissions = ''] = /permissions: \[([^\]]*)\]/.exec(text) ?? [];
    for (const [, code] of permissions.matchAll(/'([a-z]+\.[a-z_]+\.[a-z_]+)'/g))
      if (!said.has(`permission.${code}`)) findings.push(`${file}: the permission ${code} has no words`);
  }
}

const catalogues = files.filter((file) => /(^|\/)messages\/([\w-]+\/)?catalogue\.ts$/.test(file));
for (const catalogue of catalogues) {
  const folder = dirname(catalogue);
  const load = async (language: string): Promise<Messages> => {
    const file = join(root, folder, `${language}.ts`);
    try {
      return ((await import(pathToFileURL(file).href)) as { messages: Messages }).messages;
    } catch (error) {
      findings.push(`${folder}/${language}: cannot be read: ${(error as Error).message.split('\n')[0]}`);
      return {};
    }
  };
  const english = await load('en');
  for (const language of languages)
    if (language !== 'en') compare(folder, language, english, await load(language));
  for (const key of Object.keys(english)) said.add(key);
  checkUse(folder, english);
  if (folder.endsWith('messages'))
    checkProblems(folder, relative('.', dirname(folder)).split(sep).at(-1)!, english);
}
sources.forEach(checkHardCoded);
checkNamed();

for (const finding of [...new Set(findings)]) console.error(finding);
console.log(
  `${catalogues.length} catalogues in ${languages.length} languages, ${new Set(findings).size} findings`,
);
process.exitCode = findings.length ? 1 : 0;
