import type { Db } from '#platform/db/tx.ts';

/** What a running job gets. */
export interface JobContext<P> {
  db: Db;
  payload: P;
  now: Date;
  /** Account on whose behalf the job runs; null for the platform's own schedules. */
  accountId: string | null;
  jobId: string;
  /** Data folder of this installation. */
  dataDir: string;
  /** Reports progress to the person who waits; throws JobCancelled once a cancel was asked for. */
  progress(done: number, total: number | null): Promise<void>;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** A background task, or a schedule when `everySeconds` is given. */
export interface JobDefinition {
  name: string;
  everySeconds?: number;
  // biome-ignore lint/suspicious/noExplicitAny: definitions with different payloads stand in one list
  run(context: JobContext<any>): Promise<unknown>;
}
