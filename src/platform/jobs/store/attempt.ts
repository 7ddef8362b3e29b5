import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** One time that a job is run. */
export interface Attempt {
  queueId: string;
  task: string;
  accountId: string | null;
  /** What limited whoever enqueued it; null: nothing. */
  permissions: readonly string[] | null;
  operations: readonly string[] | null;
  attempt: number;
  /** The queue has no further one. */
  last: boolean;
  scheduled: boolean;
}

/** Undefined when there is nothing to do: cancelled meanwhile, ended already, or its schedule rests. */
export async function beginRun(tx: Tx, a: Attempt): Promise<string | undefined> {
  const rows = await rawQuery<{ id: string }>(tx, 'select id from jobs.begin_run($1, $2, $3, $4, $5)', [
    a.queueId,
    a.task,
    a.accountId,
    a.attempt,
    a.scheduled,
  ]);
  return rows[0]?.id;
}

export interface Progress {
  done: number;
  total: number | null;
  note: string | null;
}

/** False when somebody has cancelled the run. */
export async function advanceRun(tx: Tx, runId: string, p: Progress): Promise<boolean> {
  const rows = await rawQuery<{ on: boolean }>(tx, 'select jobs.advance_run($1, $2, $3, $4) as on', [
    runId,
    Math.floor(p.done),
    p.total === null ? null : Math.floor(p.total),
    p.note,
  ]);
  return rows[0]!.on;
}

export interface Ending {
  outcome: 'done' | 'failed' | 'cancelled';
  problem: string | null;
  /** No further attempt even if some are left. */
  final: boolean;
  link: string | null;
  quiet: boolean;
}

/** What became of a run with its attempt; `waiting`: there will be another one. */
export interface Ended {
  outcome: Ending['outcome'] | 'waiting';
  entity: string | null;
  entity_id: string | null;
  /** Since it was asked for. */
  took_ms: number;
}

/** Undefined where the run was not running. */
export const endRun = async (tx: Tx, runId: string, e: Ending): Promise<Ended | undefined> =>
  (
    await rawQuery<Ended>(
      tx,
      'select outcome, entity, entity_id, took_ms from jobs.end_run($1, $2, $3, $4, $5, $6)',
      [runId, e.outcome, e.problem, e.final, e.link, e.quiet],
    )
  )[0];

export const putBackRun = async (tx: Tx, runId: string): Promise<void> => {
  await rawQuery(tx, 'select jobs.put_back_run($1)', [runId]);
};

export const sweepRuns = async (tx: Tx, endedBefore: Date, failedBefore: Date): Promise<void> => {
  await rawQuery(tx, 'select jobs.sweep_runs($1, $2)', [endedBefore, failedBefore]);
};
