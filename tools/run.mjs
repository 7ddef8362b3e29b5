// `npm start`, `npm run demo` and other commands of the product: builds when needed, then runs in this process tree.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll, isStale } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (isStale()) {
  console.log('Building Sojourn (once after each change of the code) …');
  await buildAll();
}
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist/server/sojourn.mjs'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
