import { EventEmitter } from 'node:events';
import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Actor, Db } from '#platform/db/tx.ts';
import { runAttempt } from './attempt.ts';
import type { JobDefinition, JobLog } from './job.ts';
import { cancelledAmong } from './store/attempt.ts';
import { openWorkerRegister } from './store.ts';

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

const silent = new Logger(() => () => {});

/** Brings the library's own tables up to date. */
export const prepareJobs = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: ownerUrl, logger: silent });

/** Takes jobs until stopped; a job under way when the server dies is taken again by whoever runs next. */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  const live = new Map<string, AbortController>();
  const report = (error: unknown) =>
    options.log.error({ error: (error as Error)?.name }, 'job register failed');
  const register = await openWorkerRegister({
    ownerUrl: options.ownerUrl,
    onCancel: (runId) => {
      if (runId) live.get(runId)?.abort();
      else void findCancelled(options.db, live).catch(report);
    },
    onError: () => report(undefined),
  });
  const events: WorkerEvents = new EventEmitter();
  // The library writes the pool, not the worker, beside a job that is taken.
  events.on('pool:create', ({ workerPool }) => void register.add(workerPool.id).catch(report));
  // On a new database the queue's tables come only now; dead servers cannot be looked for before.
  await prepareJobs(options.ownerUrl);
  await register.releaseDead();
  const sweep = setInterval(() => void register.releaseDead().catch(report), SWEEP_MS);
  const runner = await run({
    events,
    connectionString: options.ownerUrl,
    maxPoolSize: AT_ONCE + 1,
    concurrency: AT_ONCE,
    pollInterval: 10_000,
    noHandleSignals: true,
    logger: loggerOf(options.log),
    taskList: tasksOf(options, live, ending.signal),
    parsedCronItems: parseCronItems(
      options.definitions.flatMap(({ name, cron }) =>
        cron ? [{ task: name, match: cron, identifier: name }] : [],
      ),
    ),
  });
  return {
    async stop() {
      ending.abort();
      clearInterval(sweep);
      await runner.stop();
      await register.close();
    },
  };
}

/** What a job of the library carries: ours, or what its clock adds. */
interface Carried {
  payload?: unknown;
  accountId?: string | null;
  permissions?: string[] | null;
  operations?: string[] | null;
}

function tasksOf(options: JobsOptions, live: Map<string, AbortController>, stopping: AbortSignal): TaskList {
  const { db, dataDir, log } = options;
  const tasks: TaskList = {};
  for (const definition of options.definitions) {
    tasks[definition.name] = async (carried, { job }) => {
      const { payload, accountId = null, permissions = null, operations = null } = (carried ?? {}) as Carried;
      await runAttempt({
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
        stopping,
        live,
      });
    };
  }
  return tasks;
}

/** What was cancelled while nobody could be told. */
async function findCancelled(db: Db, live: Map<string, AbortController>): Promise<void> {
  if (live.size === 0) return;
  const keeper: Actor = { accountId: null, kind: 'job', permissions: [], requestId: 'job register' };
  for (const id of await db.withActor(keeper, (tx) => cancelledAmong(tx, [...live.keys()])))
    live.get(id)?.abort();
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
