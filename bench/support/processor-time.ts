import { readdir, readFile } from 'node:fs/promises';

/** Processor time since their start, in milliseconds; a tick of Linux is 10 ms, so count many requests. */
export interface ProcessorTime {
  /** Of one process. */
  server: number;
  /** Of the Postgres that runs on a data folder, its connections and background writers included. */
  database: number;
}

const TICK_MS = 10;

/** Fields 4 (parent) and 14 to 17 (own and waited-for children's time) of /proc/<pid>/stat. */
async function statOf(pid: number): Promise<{ parent: number; own: number; children: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (n: number) => Number(fields[n - 3]);
  return { parent: at(4), own: (at(14) + at(15)) * TICK_MS, children: (at(16) + at(17)) * TICK_MS };
}

/** What a server and its database have used so far: whatever else the machine does, it counts their own work alone. */
export async function processorTime(serverPid: number, cluster: string): Promise<ProcessorTime> {
  const postmaster = Number((await readFile(`${cluster}/postmaster.pid`, 'utf8')).split('\n')[0]);
  const server = await statOf(serverPid);
  const top = await statOf(postmaster);
  let database = (top?.own ?? 0) + (top?.children ?? 0);
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const one = await statOf(Number(entry));
    if (one?.parent === postmaster) database += one.own;
  }
  return { server: server?.own ?? 0, database };
}
