import type { Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import type { RecordName } from '#platform/http/records.ts';
import { findBearing } from './store/record.ts';

/**
 * Before something new is hung on a record that the caller names: they see it, and a slice declares its kind
 * (`SliceManifest.records`). The policies of what hangs say the same.
 * @throws Problem 404, the same for a hidden record, for none, and for a kind that bears nothing
 */
export async function requireBearing(tx: Tx, record: RecordName): Promise<void> {
  if (!(await findBearing(tx, record))) throw notFound('record');
}
