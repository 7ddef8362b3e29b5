import { Logger, parseCronItems, run, runMigrations, type TaskList } from 'graphile-worker';
import type { Db } from '#platform/db/tx.ts';
import type { JobDefinition, JobLog } from './job.ts';

export interface JobsOptions {
  db: Db;
  /** The library keeps its queue as the owner; what jobs do to data goes through `db` like every request. */
  ownerUrl: string;
  definitions: readonly JobDefinition[];
  dataDir: string;
  log: JobLog;
}

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
  const runner = await run({
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
      await runner.stop();
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
