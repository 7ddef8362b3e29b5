// Builds what runs: dist/server (one bundle of our own code; libraries stay in node_modules) and dist/web.
// `--if-stale` does nothing when no source is newer than the last build.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');
const sources = ['src', 'packages', 'package-lock.json', 'vite.config.ts', 'index.html', 'tools/build.mjs'];

const isSource = (path) => !/\.test\.tsx?$|[/\\](dist|test|node_modules)$/.test(path);

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || !isSource(path)) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export const isStale = () =>
  !existsSync(stamp) || Math.max(...sources.map((s) => newest(join(root, s)))) > statSync(stamp).mtimeMs;

/** Our own code goes into the bundle, every library stays outside. */
const librariesOutside = {
  name: 'libraries-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@sojourn/') ? undefined : { path, external: true },
    );
  },
};

async function buildServer() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: { sojourn: join(root, 'src/cli/main.ts') },
    outdir: join(root, 'dist/server'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['source'],
    sourcemap: true,
    logLevel: 'warning',
    plugins: [librariesOutside],
  });
}

async function buildWeb() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

export async function buildAll() {
  await Promise.all([buildServer(), buildWeb()]);
  writeFileSync(stamp, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv.find((a) => a === '--server' || a === '--web');
  if (only === '--server') await buildServer();
  else if (only === '--web') await buildWeb();
  else if (!process.argv.includes('--if-stale') || isStale()) await buildAll();
}
