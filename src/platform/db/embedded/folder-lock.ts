import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StartProblem } from './problems.ts';
import { processStartTime } from './process-table.ts';

interface Holder {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  readonly started: string | null;
}

export interface FolderLock {
  release(): Promise<void>;
}

const HEARTBEAT_MS = 5_000;
/** A holder on another machine (shared volume, another container) is believed dead after this silence. */
const SILENCE_MS = 30_000;

/**
 * Takes the folder for this process. Node has no flock, and a process id alone deceives in containers, where every
 * server is pid 1: so the lock carries host, pid and the process's start time, and a holder elsewhere is judged by
 * its heartbeat.
 *
 * @throws StartProblem `in_use` with one sentence that names the holder.
 */
export async function takeFolderLock(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock');
  const mine: Holder = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    started: await processStartTime(process.pid),
  };
  const draft = join(folder, `lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(draft, path)) return hold(path, mine.token);
      await clearIfStale(folder, path);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw inUse(folder, 'another process that is starting at this moment');
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead holder's lock, or throws; rename makes sure that only one of two rivals removes it. */
async function clearIfStale(folder: string, path: string): Promise<void> {
  const seen = await readHolder(path);
  if (seen === undefined) return;
  const living = seen === 'unreadable' ? await heldElsewhere(path) : await isAlive(seen, path);
  if (living) throw inUse(folder, seen === 'unreadable' ? 'an unknown process' : describe(seen));
  const aside = join(folder, `lock.stale-${randomUUID()}`);
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  const sameAsSeen =
    typeof moved === 'object' && typeof seen === 'object' ? moved.token === seen.token : moved === seen;
  if (!sameAsSeen) await linked(aside, path);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<Holder | 'unreadable' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return 'unreadable';
  }
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) return heldElsewhere(path);
  const started = await processStartTime(holder.pid);
  return started !== null && started === holder.started;
}

async function heldElsewhere(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs < SILENCE_MS;
}

function hold(path: string, token: string): FolderLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      const holder = await readHolder(path);
      if (typeof holder === 'object' && holder.token === token) await rm(path, { force: true });
    },
  };
}

function describe(holder: Holder): string {
  return `process ${holder.pid} on ${holder.host}`;
}

function inUse(folder: string, by: string): StartProblem {
  return new StartProblem(
    'in_use',
    `Another Sojourn server already uses ${folder} (${by}): stop it first, or give this one another data folder.`,
  );
}
