import { Client, Pool } from 'pg';
import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface EnqueueOptions {
  /** Not before then; at once when absent. */
  at?: Date;
  /** How often it is tried before it has failed for good, 5 unless given; pauses grow as e^n seconds (e^10, six hours, at most). */
  attempts?: number;
  /** What it works on: whoever sees that record sees how far the work is. */
  record?: RecordRef;
}

/** A record of any kind, as in the audit log. */
interface RecordRef {
  /** `schema.table` */
  entity: string;
  entityId: string;
}

/**
 * Adds a job inside the caller's transaction; it runs soon after the commit, on behalf of the caller, and is retried
 * with growing pauses when it fails.
 * @param key a job with the same key that still waits is replaced, and keeps its run
 * @returns id of the run (`jobs.run`), which its person may follow and cancel
 */
export const enqueue = async (
  tx: Tx,
  task: string,
  payload: object,
  key?: string,
  options: EnqueueOptions = {},
): Promise<string> => {
  const rows = await rawQuery<{ run: string }>(tx, 'select jobs.enqueue($1, $2, $3, $4, $5, $6, $7) as run', [
    task,
    JSON.stringify(payload),
    key ?? null,
    options.at ?? null,
    options.attempts ?? null,
    options.record?.entity ?? null,
    options.record?.entityId ?? null,
  ]);
  return rows[0]!.run;
};

/** The connections by which the library keeps its queue, as the owner. One that breaks is no end of the process. */
export function openQueuePool(ownerUrl: string, max: number): Pool {
  const pool = new Pool({
    connectionString: ownerUrl,
    max,
    application_name: 'sojourn queue',
    keepAlive: true,
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A connection that says of workers that they live: the database takes its word back the moment it breaks. */
export interface WorkerRegister {
  add(workerId: string): Promise<void>;
  /** Gives back the jobs of workers that no connection vouches for, and says so of their runs. */
  releaseDead(): Promise<void>;
  close(): Promise<void>;
}

const VOUCH = `hashtextextended('sojourn job worker ' || $1, 0)`;

/** A run that stands as running but whose job nobody holds: its server died. It waits, or has had all its attempts. */
const NOTE_DEAD = `
  update jobs.run r
  set state = case when lost.over then 'failed' else 'waiting' end,
      problem = case when lost.over then 'jobs.server_ended' end,
      finished_at = case when lost.over then now() end
  from (
    select o.id, j.id is null or j.attempts >= j.max_attempts as over
    from jobs.run o left join graphile_worker._private_jobs j on j.id = o.queue_id
    where o.state in ('waiting', 'running') and j.locked_at is null
      and (o.state = 'running' or j.id is null or j.attempts >= j.max_attempts)) lost
  where r.id = lost.id and r.state in ('waiting', 'running')`;

interface RegisterOptions {
  ownerUrl: string;
  /** A run was cancelled, on whichever server. */
  onCancel: (runId: string) => void;
  /** The connection broke, and with it its word: what runs here may be given to others. */
  onLost: () => void;
}

/**
 * Opens the register of this process. A worker that died with its server would hold its jobs for four hours
 * otherwise; one whose lock another session can take is dead. A job may therefore run twice, as jobs always may.
 */
export async function openWorkerRegister(options: RegisterOptions): Promise<WorkerRegister> {
  const own = new Set<string>();
  const client = new Client({
    connectionString: options.ownerUrl,
    application_name: 'sojourn jobs',
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  });
  client.on('error', () => options.onLost());
  client.on('end', () => options.onLost());
  client.on('notification', ({ payload }) => payload && options.onCancel(payload));
  await client.connect();
  await client.query('listen sojourn_job_cancel');
  return {
    async add(workerId) {
      own.add(workerId);
      await client.query(`select pg_advisory_lock(${VOUCH})`, [workerId]);
    },
    async releaseDead() {
      await client.query(
        `select graphile_worker.force_unlock_workers(array_agg(w.id)) from (
           select distinct locked_by as id from graphile_worker.jobs
           where locked_by is not null and not locked_by = any($1)) w
         where pg_try_advisory_xact_lock(hashtextextended('sojourn job worker ' || w.id, 0))
         having count(*) > 0`,
        [[...own]],
      );
      await client.query(NOTE_DEAD);
    },
    async close() {
      await client.end();
    },
  };
}
