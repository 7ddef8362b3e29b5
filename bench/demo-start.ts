/**
 * `npm run demo` on an installed checkout: seconds to the first usable page, first and second time, and memory at rest.
 *   npx tsx bench/demo-start.ts
 * The first start builds, makes the database and fills it. Memory is what the processes own (PSS), 20 s after the start.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const port = 4990;
const url = `http://localhost:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), 'sojourn-bench-'));

async function start(): Promise<{ child: ChildProcess; seconds: number }> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', 'demo'], {
    env: { ...process.env, SOJOURN_DATA: dataDir, SOJOURN_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let printed = '';
  child.stdout!.on('data', (chunk) => (printed += chunk));
  while (!printed.includes('Stop with Ctrl-C')) await pause(20);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('input[name=email]').waitFor();
  const seconds = (performance.now() - began) / 1000;
  await browser.close();
  return { child, seconds };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid!, 'SIGTERM');
  await ended;
  await pause(1500);
}

/** PSS in MB of the server and of every Postgres process of the data folder. */
function memory(): { server: number; postgres: number } {
  const sum = { server: 0, postgres: 0 };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      const isServer = command.includes('sojourn.mjs') && environment.includes(dataDir);
      const isPostgres = command.startsWith('postgres') || command.includes('bin/postgres');
      if (!isServer && !(isPostgres && ancestorUses(Number(pid)))) continue;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const megabytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
      sum[isServer ? 'server' : 'postgres'] += megabytes;
    } catch {
      // A process that ended meanwhile, or one of another user.
    }
  }
  return sum;
}

function ancestorUses(pid: number): boolean {
  for (
    let at = pid;
    at > 1;
    at = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1])
  ) {
    if (readFileSync(`/proc/${at}/cmdline`, 'utf8').includes(dataDir)) return true;
  }
  return false;
}

try {
  rmSync('dist', { recursive: true, force: true });
  const first = await start();
  console.log(`first start, build and filling included: ${first.seconds.toFixed(1)} s`);
  await stop(first.child);
  const later: number[] = [];
  for (let i = 0; i < 5; i++) {
    const again = await start();
    later.push(again.seconds);
    if (i === 4) {
      await pause(20_000);
      const { server, postgres } = memory();
      console.log(
        `memory at rest: server ${server.toFixed(0)} MB + Postgres ${postgres.toFixed(0)} MB = ${(server + postgres).toFixed(0)} MB`,
      );
    }
    await stop(again.child);
  }
  later.sort((a, b) => a - b);
  console.log(
    `later starts: median ${later[2]!.toFixed(1)} s (${later[0]!.toFixed(1)} to ${later[4]!.toFixed(1)})`,
  );
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
