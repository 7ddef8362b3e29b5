import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from './run-program.ts';

/** A text that differs between two processes which had the same id one after the other; null if none runs. */
export async function processStartTime(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return linuxStartTime(pid);
  const { code, output } = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return code === 0 && output.trim() !== '' ? output.trim() : null;
}

async function linuxStartTime(pid: number): Promise<string | null> {
  try {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    // Counted after the name: field 1 is the state (Z: dead, not yet reaped), field 20 the start in clock ticks.
    return fields[0] === 'Z' ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether `pid` is a Postgres server of exactly this data folder, not a stranger that inherited the number. */
export async function isPostmasterOf(pid: number, clusterFolder: string): Promise<boolean> {
  if ((await processStartTime(pid)) === null) return false;
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${pid}/cwd`)) === clusterFolder;
    } catch {
      // Another user's process shows no cwd; its command line is public.
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return line.includes(clusterFolder);
    }
  }
  const { output } = await runProgram('ps', ['-o', 'command=', '-p', String(pid)]);
  return output.includes(clusterFolder);
}

/** Sends the signals in turn, waiting after each; true once the process is gone. */
export async function stopProcess(
  pid: number,
  steps: readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[],
): Promise<boolean> {
  for (const { signal, waitMs } of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
      throw error;
    }
    for (const end = Date.now() + waitMs; Date.now() < end; ) {
      if ((await processStartTime(pid)) === null) return true;
      await sleep(25);
    }
  }
  return (await processStartTime(pid)) === null;
}

/** Postgres's fast shutdown; immediate (recovers at the next start) when clients or a slow disk hold it up. */
export const POSTGRES_STOP = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;
