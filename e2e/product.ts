import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Product {
  url: string;
  dataDir: string;
  port: number;
  /** All that the process printed. */
  output(): string;
  /** Ends the process as an administrator does; answers its exit code. */
  stop(): Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** Stops and throws the data away. */
  discard(): Promise<void>;
}

/** The built product as a process of its own on a free port and a fresh data folder. */
export async function startProduct(
  command: 'start' | 'demo',
  dataDir?: string,
  wanted?: number,
): Promise<Product> {
  const port = wanted ?? (await freePort());
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'sojourn-e2e-')));
  const env = {
    ...process.env,
    SOJOURN_DATA: folder,
    SOJOURN_PORT: String(port),
    SOJOURN_LOG: 'warn',
    DATABASE_URL: '',
    // Where a test starts a provider of sign-ins.
    SOJOURN_PROVIDER_HOSTS: 'localhost',
  };
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'dist/server/sojourn.mjs'), command],
    { env },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await waitFor(
    child,
    () => (command === 'demo' ? /Stop with Ctrl-C/ : /Sojourn is at/).test(output),
    () => output,
  );
  const stop = () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    return ended;
  };
  return {
    url: `http://localhost:${port}`,
    dataDir: folder,
    port,
    output: () => output,
    stop,
    kill: (signal) => child.kill(signal),
    async discard() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitFor(child: ChildProcess, done: () => boolean, output: () => string): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (done()) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`The product did not start:\n${output()}`);
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
