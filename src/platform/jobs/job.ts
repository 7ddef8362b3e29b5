import type { Db } from '#platform/db/tx.ts';

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
  /** Data folder of this installation. */
  dataDir: string;
  /** Aborted when the server stops: long work should end soon and be taken up again later. */
  signal: AbortSignal;
  log: JobLog;
}

/** A background task. It sets its actor by `db.withActor` before it touches data, and may run more than once. */
export interface JobDefinition {
  name: string;
  /** Runs on this schedule (five cron fields, UTC) besides being enqueued; once for all servers of a database. */
  cron?: string;
  // biome-ignore lint/suspicious/noExplicitAny: definitions with different payloads stand in one list
  run(context: JobContext<any>): Promise<unknown>;
}
