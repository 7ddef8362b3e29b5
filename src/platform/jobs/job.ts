import type { Actor, Db } from '#platform/db/tx.ts';

export interface JobLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a running job gets. */
export interface JobContext<P> {
  db: Db;
  payload: P;
  now: Date;
  /** Account on whose behalf the job runs; null for the platform's own schedules. */
  accountId: string | null;
  /** Who the job acts as: the account above, by way of this run, which the audit log names. */
  actor: Actor;
  /** The row of `jobs.run` that people see. */
  runId: string;
  /** No further attempt follows an error. */
  lastAttempt: boolean;
  /** Data folder of this installation. */
  dataDir: string;
  /** Aborted when somebody cancels the run or the server stops: end soon, by throwing. A stopped one is taken up again. */
  signal: AbortSignal;
  log: JobLog;
  /**
   * Says how far the work is; what is said more often than twice a second is kept until the next time. Stands in a
   * transaction of its own, so that others see it while the job's own is open.
   * @param total absent while nobody knows
   * @param note a key: `job.<task>.<note>` in the slice's messages
   * @throws when the run was cancelled or the server stops: let it pass
   */
  progress(done: number, total?: number, note?: string): Promise<void>;
  /** Names the place inside the product where the result is, as `/forms/exports`: shown when the run has ended well. */
  link(path: string): void;
}

/**
 * A background task. It sets its actor by `db.withActor` before it touches data, and may run more than once. A `Problem`
 * that it throws is what people see by its code, and below 500 it is final; after a fault of the server (a full disk, a store
 * that is away) or any other error it is tried again with growing pauses.
 * Its name has words: `job.<name>` in the messages of its slice.
 */
export interface JobDefinition {
  name: string;
  /** Runs on this schedule (five cron fields, UTC) besides being enqueued; once for all servers of a database. */
  cron?: string;
  /** Housekeeping: nobody waits for it, and a success leaves no trace but the last of its schedule. */
  quiet?: true;
  /** Nobody may pause its schedule: the promises of the product rest on it. */
  essential?: true;
  /**
   * Its person is told by a notice of this kind that it has ended well, about the record that it worked on; of work that
   * took less than `afterMs`, whoever waits for it needs no notice. Failures are told anyway.
   */
  tells?: { done: string; afterMs?: number };
  /** It tells of its failures itself, with a notice of its own, everybody whom they concern. */
  tellsFailures?: true;
  // biome-ignore lint/suspicious/noExplicitAny: definitions with different payloads stand in one list
  run(context: JobContext<any>): Promise<unknown>;
}
