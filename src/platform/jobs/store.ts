import { Client } from 'pg';
import { rawQuery, type Tx } from '#platform/db/tx.ts';

/**
 * Adds a job inside the caller's transaction; it runs soon after the commit, on behalf of the caller, and is retried
 * with growing pauses when it fails.
 * @param key a job with the same key that still waits is replaced
 */
export const enqueue = async (tx: Tx, task: string, payload: object, key?: string): Promise<void> => {
  await rawQuery(tx, 'select jobs.enqueue($1, $2, $3)', [task, JSON.stringify(payload), key ?? null]);
};

/** A connection that says of workers that they live: the database takes its word back the moment it breaks. */
export interface WorkerRegister {
  add(workerId: string): Promise<void>;
  /** Gives back the jobs of workers that no connection vouches for. */
  releaseDead(): Promise<void>;
  close(): Promise<void>;
}

const VOUCH = `hashtextextended('sojourn job worker ' || $1, 0)`;

/**
 * Opens the register of this process. A worker that died with its server would hold its jobs for four hours
 * otherwise; one whose lock another session can take is dead. A job may therefore run twice, as jobs always may.
 */
export async function openWorkerRegister(ownerUrl: string, onError: () => void): Promise<WorkerRegister> {
  const own = new Set<string>();
  let client: Client | undefined;
  const connect = async (): Promise<Client> => {
    if (client) return client;
    const fresh = new Client({ connectionString: ownerUrl, application_name: 'sojourn jobs' });
    fresh.on('error', () => {
      client = undefined;
      onError();
    });
    await fresh.connect();
    for (const id of own) await fresh.query(`select pg_advisory_lock(${VOUCH})`, [id]);
    client = fresh;
    return fresh;
  };
  await connect();
  return {
    async add(workerId) {
      own.add(workerId);
      await (await connect()).query(`select pg_advisory_lock(${VOUCH})`, [workerId]);
    },
    async releaseDead() {
      await (await connect()).query(
        `select graphile_worker.force_unlock_workers(array_agg(w.id)) from (
           select distinct locked_by as id from graphile_worker.jobs
           where locked_by is not null and not locked_by = any($1)) w
         where pg_try_advisory_xact_lock(hashtextextended('sojourn job worker ' || w.id, 0))
         having count(*) > 0`,
        [[...own]],
      );
    },
    async close() {
      await client?.end();
    },
  };
}
