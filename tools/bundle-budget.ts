/**
 * Prints the gzip sizes of the built web and fails when the first view (frame, Home, its providers and the messages of
 * the dearest language) passes its budget. `tsx tools/bundle-budget.ts [dist/web]`, after a build.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = 250_000;
const folder = process.argv[2] ?? 'dist/web';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

const manifest: Record<string, Chunk> = JSON.parse(
  await readFile(join(folder, '.vite/manifest.json'), 'utf8'),
);

const closure = (keys: readonly string[], seen = new Set<string>()): Set<string> => {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key]?.imports ?? [], seen);
  }
  return seen;
};

const sizes = new Map<string, number>();
const sizeOf = async (file: string): Promise<number> => {
  if (!/\.m?js$/.test(file)) return 0;
  const known = sizes.get(file) ?? gzipSync(await readFile(join(folder, file)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
};

const keys = Object.keys(manifest);
const homes = keys.filter((key) => /(^|\/)web\/home(\/home)?\.tsx?$|^home\/home\.tsx$/.test(key));
const slicesAtHome = homes
  .map((key) => key.replace(/web\/home\.tsx?$/, ''))
  .filter((key) => key.startsWith('../'));
const messageFolders = [
  'messages/',
  '../platform/ui/messages/',
  ...slicesAtHome.map((slice) => `${slice}messages/home/`),
];

const signIn = keys.filter((key) => key.endsWith('identity/web/sign-in.tsx'));

/** The files of the first view in one language: what a stranger meets is the sign-in page before Home. */
const firstView = (language: string): string[] => {
  const entries = keys.filter((key) => manifest[key]?.isEntry);
  const messages = messageFolders.map((path) => `${path}${language}.ts`).filter((key) => key in manifest);
  const files = [...closure([...entries, ...signIn, ...homes, ...messages])].map(
    (key) => manifest[key]?.file ?? '',
  );
  return [...new Set(files)].filter(Boolean);
};

const total = async (files: readonly string[]): Promise<number> => {
  let sum = 0;
  for (const file of files) sum += await sizeOf(file);
  return sum;
};

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const views = await Promise.all(
  ['en', 'fr', 'es', 'ar'].map(async (language) => ({ language, bytes: await total(firstView(language)) })),
);
const dearest = views.toSorted((a, b) => b.bytes - a.bytes)[0]!;

console.log('First view, gzip:');
for (const file of firstView(dearest.language)) {
  const size = await sizeOf(file);
  if (size > 2000) console.log(`${kB(size)}  ${file}`);
}
for (const { language, bytes } of views) console.log(`${kB(bytes)}  first view in ${language}`);

const first = new Set(firstView(dearest.language));
console.log('Loaded when opened, gzip:');
for (const { file } of Object.values(manifest)) {
  if (!first.has(file) && (await sizeOf(file)) > 15_000) console.log(`${kB(await sizeOf(file))}  ${file}`);
}

if (dearest.bytes > budget) {
  console.error(
    `The first view has ${kB(dearest.bytes).trim()} of script; ${kB(budget).trim()} is the budget.`,
  );
  process.exitCode = 1;
}
