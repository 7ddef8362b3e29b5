import { EventEmitter } from 'node:events';
import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Db } from '#platform/db/tx.ts';
import type { JobDefinition, JobLog } from './job.ts';
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

const silent = new Logger(() => () => {});

/** Brings the library's own tables up to date. */
export const prepareJobs = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: ownerUrl, logger: silent });

/** Takes jobs until stopped; a job under way when the server dies is taken again by whoever runs next. */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  const tasks: TaskList = {};
  for (const definition of options.definitions) {
    tasks[definition.name] = async (job) => {
      const { payload = {}, accountId = null } = (job ?? {}) as {
        payload?: unknown;
        accountId?: string | null;
      };
      await definition.run({
        db: options.db,
        payload,
        accountId,
        now: new Date(),
        dataDir: options.dataDir,
        signal: ending.signal,
        log: options.log,
      });
    };
  }
  const report = (error: unknown) =>
    options.log.error({ error: (error as Error)?.name }, 'job register failed');
  const register = await openWorkerRegister(options.ownerUrl, () => report(undefined));
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => void register.add(worker.workerId).catch(report));
  // On a new database the queue's tables come only now; dead servers cannot be looked for before.
  await prepareJobs(options.ownerUrl);
  await register.releaseDead();
  const sweep = setInterval(() => void register.releaseDead().catch(report), SWEEP_MS);
  const runner = await run({
    events,
    connectionString: options.ownerUrl,
    maxPoolSize: 3,
    concurrency: 2,
    pollInterval: 10_000,
    noHandleSignals: true,
    logger: loggerOf(options.log),
    taskList: tasks,
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

/** Only failures are worth a line; the library's own text may quote payloads, so it stays out. */
function loggerOf(log: JobLog): Logger {
  return new Logger(() => (level, _message, meta) => {
    if (level !== 'error') return;
    const job = meta?.job as { task_identifier?: string; attempts?: number } | undefined;
    const error = meta?.error as Error | undefined;
    log.error({ task: job?.task_identifier, attempts: job?.attempts, error: error?.name }, 'job failed');
  });
}
