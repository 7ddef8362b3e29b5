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
/** A server that ran this long had started well: when it dies it is started again. */
const STARTED_WELL_MS = 15_000;
const PAUSE_MS = 1000;
const serves = ['start', 'demo'].includes(process.argv[2] ?? '');
let stopping = false;
let child;

function run() {
  const began = Date.now();
  child = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'dist/server/sojourn.mjs'), ...process.argv.slice(2)],
    { stdio: inherited() },
  );
  child.on('exit', (code, signal) => {
    const failed = code !== 0;
    if (serves && failed && !stopping && Date.now() - began > STARTED_WELL_MS) {
      console.error('Sojourn ended unexpectedly and is started again.');
      setTimeout(run, PAUSE_MS);
    } else process.exit(code ?? (signal ? 1 : 0));
  });
}
run();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) process.exit(0);
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  });
