import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A pattern of our own making, so that nothing is downloaded and nothing real is in a test. */
export const PATTERN = 'sojourn-test-pattern-quagga';

/** Undefined where it is not installed (Debian: apt-get install clamav-daemon). */
export function findClamd(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v clamd'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** A real scanner on a socket, which knows `PATTERN` alone. */
export async function startClamd(program: string): Promise<{ path: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sojourn-clamd-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'db'));
  const path = join(folder, 'clamd.sock');
  const signature = `Sojourn.Test.Quagga:0:*:${Buffer.from(PATTERN).toString('hex')}\n`;
  await writeFile(join(folder, 'db', 'own.ndb'), signature);
  const settings = [
    `LocalSocket ${path}`,
    `DatabaseDirectory ${join(folder, 'db')}`,
    'Foreground yes',
    'StreamMaxLength 5M',
  ];
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const daemon = spawn(program, ['-c', join(folder, 'clamd.conf'), '-F'], { stdio: 'ignore' });
  const close = async (): Promise<void> => {
    daemon.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  for (let i = 0; i < 300; i++) {
    if (await answers(path)) return { path, close };
    await pause(100);
  }
  await close();
  throw new Error('clamd did not start.');
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    socket.on('connect', () => socket.write('zPING\0'));
    socket.on('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('PONG'));
    });
    socket.on('error', () => resolve(false));
  });
