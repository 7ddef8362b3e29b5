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
/** Input and output, and the descriptor that gives a passphrase where one is named. */
function inherited() {
  const given = Number(process.env.SOJOURN_PASSPHRASE_FD);
  const count = given > 2 && given < 1024 ? given + 1 : 3;
  return Array.from({ length: count }, (_, fd) => (fd < 3 || fd === given ? 'inherit' : 'ignore'));
}
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist/server/sojourn.mjs'), ...process.argv.slice(2)],
  { stdio: inherited() },
);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
