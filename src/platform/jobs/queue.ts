import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Db } from '#platform/db/tx.ts';
import { runAttempt } from './attempt.ts';
import type { JobDefinition, JobLog } from './job.ts';
import { openQueuePool, openWorkerRegister, type WorkerRegister } from './store.ts';

export interface JobsOptions {
  db: Db;
  /** The library keeps its queue as the owner; what jobs do to data goes through `db` like every request. */
  ownerUrl: string;
  definitions: readonly JobDefinition[];
  dataDir: string;
  log: JobLog;
}

/** How often jobs of servers that died are looked for. */
const SWEEP_MS = 30_000;
/** Jobs at once on one server: an export or a backup must not keep the others from running. */
const AT_ONCE = 4;
/** How long a job may go on after it was told to end. */
const ENDING_MS = 60_000;

/** How long the library may take to stop. */
const STOPPING_MS = 5000;

const atMost = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, pause(ms, undefined, { ref: false })]);

const silent = new Logger(() => () => {});

/** Brings the library's own tables up to date. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const pool = openQueuePool(ownerUrl, 1);
  try {
    await runMigrations({ pgPool: pool, logger: silent });
  } finally {
    await pool.end();
  }
}

/** The workers of this process, as long as their database answers. */
export interface Queue {
  /** Resolves when no more jobs are taken: it was closed, or it could not write what became of a job. */
  readonly ended: Promise<void>;
  /** Tells what runs to end, waits for it, and lets other servers have what is left. */
  close(): Promise<void>;
}

interface Running {
  live: Map<string, AbortController>;
  attempts: Set<Promise<void>>;
  ending: AbortController;
}

type Pool = ReturnType<typeof openQueuePool>;

/** @throws when the database does not answer */
export async function openQueue(options: JobsOptions): Promise<Queue> {
  const running: Running = { live: new Map(), attempts: new Set(), ending: new AbortController() };
  let onLost = () => {};
  const lost = new Promise<void>((resolve) => {
    onLost = resolve;
  });
  const register = await openWorkerRegister({
    ownerUrl: options.ownerUrl,
    onCancel: (runId) => running.live.get(runId)?.abort(),
    onLost,
  });
  const pool = openQueuePool(options.ownerUrl, AT_ONCE + 1);
  try {
    // On a new database the queue's tables come only now; dead servers cannot be looked for before.
    await prepareJobs(options.ownerUrl);
    await register.releaseDead();
    const runner = await runWorkers(options, running, { register, pool, onLost });
    const sweep = setInterval(() => void register.releaseDead().catch(onLost), SWEEP_MS);
    const close = async (): Promise<void> => {
      clearInterval(sweep);
      running.ending.abort();
      // Refused where it has stopped by itself; never answered where a job that it had to write down was lost.
      const stopped = runner.stop().catch(() => {});
      await atMost(ENDING_MS, Promise.allSettled(running.attempts));
      await atMost(STOPPING_MS, stopped);
      await atMost(STOPPING_MS, Promise.allSettled([pool.end(), register.close()]));
    };
    let closing: Promise<void> | undefined;
    return {
      ended: Promise.race([runner.promise.catch(() => {}), lost]),
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await Promise.allSettled([pool.end(), register.close()]);
    throw error;
  }
}

async function runWorkers(
  options: JobsOptions,
  running: Running,
  { register, pool, onLost }: { register: WorkerRegister; pool: Pool; onLost: () => void },
) {
  const events: WorkerEvents = new EventEmitter();
  // The library writes the pool, not the worker, beside a job that is taken.
  events.on('pool:create', ({ workerPool }) => void register.add(workerPool.id).catch(onLost));
  return run({
    events,
    pgPool: pool,
    noHandleSignals: true,
    logger: loggerOf(options.log),
    taskList: tasksOf(options, running),
    parsedCronItems: parseCronItems(
      options.definitions.flatMap(({ name, cron }) =>
        cron ? [{ task: name, match: cron, identifier: name }] : [],
      ),
    ),
    preset: {
      worker: {
        concurrentJobs: AT_ONCE,
        pollInterval: 10_000,
        // Written by the batch: what fails without one is a rejection that nobody hears, and ends the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
}

/** What a job of the library carries: ours, or what its clock adds. */
interface Carried {
  payload?: unknown;
  accountId?: string | null;
  permissions?: string[] | null;
  operations?: string[] | null;
}

function tasksOf(options: JobsOptions, { live, attempts, ending }: Running): TaskList {
  const { db, dataDir, log } = options;
  const tasks: TaskList = {};
  for (const definition of options.definitions) {
    tasks[definition.name] = async (carried, { job }) => {
      const { payload, accountId = null, permissions = null, operations = null } = (carried ?? {}) as Carried;
      const attempt = runAttempt({
        db,
        definition,
        attempt: {
          queueId: job.id,
          task: definition.name,
          accountId,
          permissions,
          operations,
          attempt: job.attempts,
          last: job.attempts >= job.max_attempts,
          scheduled: payload === undefined,
        },
        payload: payload ?? {},
        dataDir,
        log,
        stopping: ending.signal,
        live,
      });
      attempts.add(attempt);
      try {
        await attempt;
      } finally {
        attempts.delete(attempt);
      }
    };
  }
  return tasks;
}

/** The library's own text may quote payloads, so it stays out; what a job failed on is told by its attempt. */
function loggerOf(log: JobLog): Logger {
  return new Logger(() => (level, _message, meta) => {
    const error = meta?.error as Error | undefined;
    if (level !== 'error' || error?.name === 'JobFailed') return;
    const job = meta?.job as { task_identifier?: string; attempts?: number } | undefined;
    log.error(
      { task: job?.task_identifier, attempts: job?.attempts, error: error?.name },
      'job queue failed',
    );
  });
}
