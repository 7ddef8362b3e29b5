import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import { publish } from '#platform/live/live.ts';
import { notify } from '#platform/notify/notify.ts';
import type { JobContext, JobDefinition, JobLog } from './job.ts';
import * as store from './store/attempt.ts';

/** What a person is told of work that was given up. */
export const FAILED = 'jobs.run_failed';
/** Of the notice by which a person is told how their run ended. */
export const noticeKey = (runId: string): string => `jobs.run:${runId}`;
/** Progress is written at most so often. */
const WRITE_EVERY_MS = 500;

/** Thrown out of `progress` inside a job that is to end. */
class RunStopped extends Error {
  constructor() {
    super('The run was cancelled, or the server stops.');
    this.name = 'RunStopped';
  }
}

/** What the library is told of a failure: it keeps the text, which must therefore be none of the data's. */
class JobFailed extends Error {
  constructor(code: string) {
    super(code);
    this.name = 'JobFailed';
  }
}

export interface AttemptOptions {
  db: Db;
  definition: JobDefinition;
  attempt: store.Attempt;
  payload: unknown;
  dataDir: string;
  log: JobLog;
  /** Aborted when the server stops. */
  stopping: AbortSignal;
  /** Runs under way on this server, by id, with the way to cancel each. */
  live: Map<string, AbortController>;
}

/** Tells the open pages of its person, if it has one. */
const tell = (tx: Tx, { accountId }: store.Attempt, runId: string) =>
  publish(tx, accountId ? [accountId] : [], { topic: 'jobs.run', ref: runId });

/** Runs a job once and keeps the record that people see of it. @throws JobFailed where the library is to try again */
export async function runAttempt(options: AttemptOptions): Promise<void> {
  const { db, definition, attempt, live, stopping } = options;
  const keeper: Actor = { accountId: null, kind: 'job', permissions: [], requestId: `job ${attempt.task}` };
  const runId = await db.withActor(keeper, async (tx) => {
    const id = await store.beginRun(tx, attempt);
    if (id) await tell(tx, attempt, id);
    return id;
  });
  if (!runId) return;
  const cancelling = new AbortController();
  live.set(runId, cancelling);
  const work = contextOf(options, { runId, keeper, cancelling });
  const end = (ending: Partial<store.Ending>) => endAttempt(options, { runId, keeper, ending });
  try {
    await definition.run(work.context);
    await work.flush();
    await end({ link: work.result() });
  } catch (error) {
    if (cancelling.signal.aborted) return void (await end({ outcome: 'cancelled' }));
    if (stopping.aborted) {
      await db.withActor(keeper, (tx) => store.putBackRun(tx, runId));
      throw new JobFailed('jobs.server_stopping');
    }
    const problem = codeOf(error);
    options.log.error(
      { task: attempt.task, runId, code: problem, error: (error as Error)?.name },
      'job failed',
    );
    await end({ outcome: 'failed', problem, final: error instanceof Problem && error.status < 500 });
    throw new JobFailed(problem);
  } finally {
    live.delete(runId);
    work.close();
  }
}

/** Keeps how an attempt ended and, in the same transaction, tells the person for whom it ran. */
async function endAttempt(
  { db, definition, attempt }: AttemptOptions,
  { runId, keeper, ending }: { runId: string; keeper: Actor; ending: Partial<store.Ending> },
): Promise<void> {
  await db.withActor(keeper, async (tx) => {
    const ended = await store.endRun(tx, runId, {
      outcome: 'done',
      problem: null,
      final: true,
      link: null,
      quiet: definition.quiet === true,
      ...ending,
    });
    await tell(tx, attempt, runId);
    const kind = ended && noticeOf(definition, ended);
    if (!kind || !attempt.accountId) return;
    await notify(tx, {
      kind,
      to: [attempt.accountId],
      entity: ended.entity ?? 'jobs.run',
      entityId: ended.entity_id ?? runId,
      urgency: 'whenever',
      key: noticeKey(runId),
      at: new Date(),
    });
  });
}

function noticeOf({ quiet, tells, tellsFailures }: JobDefinition, ended: store.Ended): string | undefined {
  if (ended.outcome === 'failed') return quiet || tellsFailures ? undefined : FAILED;
  return ended.outcome === 'done' && ended.took_ms >= (tells?.afterMs ?? 0) ? tells?.done : undefined;
}

/** A stable code; the text of an error may quote what it failed on. */
function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return (error as NodeJS.ErrnoException)?.code === 'ENOSPC' ? 'jobs.disk_full' : 'jobs.failed';
}

interface Run {
  runId: string;
  keeper: Actor;
  cancelling: AbortController;
}

function contextOf({ db, attempt, payload, dataDir, log, stopping }: AttemptOptions, run: Run) {
  const { runId, keeper, cancelling } = run;
  const ending = new AbortController();
  const signal = ending.signal;
  const stop = () => ending.abort();
  // Taken off again at the end: the signal of the server outlives a million runs.
  for (const one of [stopping, cancelling.signal]) one.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  let written = 0;
  let unwritten: store.Progress | undefined;
  let link: string | null = null;
  const flush = async (): Promise<void> => {
    if (!unwritten) return;
    const progress = unwritten;
    unwritten = undefined;
    written = Date.now();
    const goesOn = await db.withActor(keeper, async (tx) => {
      await tell(tx, attempt, runId);
      return store.advanceRun(tx, runId, progress);
    });
    if (!goesOn) cancelling.abort();
  };
  const context: JobContext<unknown> = {
    db,
    payload,
    accountId: attempt.accountId,
    actor: {
      accountId: attempt.accountId,
      kind: 'job',
      permissions: attempt.permissions,
      operations: attempt.operations,
      requestId: `job ${attempt.task} ${runId}`,
    },
    runId,
    lastAttempt: attempt.last,
    now: new Date(),
    dataDir,
    signal,
    log,
    async progress(done, total, note) {
      unwritten = { done, total: total ?? null, note: note ?? null };
      if (!signal.aborted && Date.now() - written >= WRITE_EVERY_MS) await flush();
      if (signal.aborted) throw new RunStopped();
    },
    link(path) {
      link = path;
    },
  };
  return { context, flush, result: () => link, close: () => stopping.removeEventListener('abort', stop) };
}
