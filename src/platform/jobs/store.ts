import { rawQuery, type Tx } from '#platform/db/tx.ts';

/**
 * Adds a job inside the caller's transaction; it runs soon after the commit, on behalf of the caller, and is retried
 * with growing pauses when it fails.
 * @param key a job with the same key that still waits is replaced
 */
export const enqueue = async (tx: Tx, task: string, payload: object, key?: string): Promise<void> => {
  await rawQuery(tx, 'select jobs.enqueue($1, $2, $3)', [task, JSON.stringify(payload), key ?? null]);
};
