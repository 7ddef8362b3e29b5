import type { Tx } from '#platform/db/tx.ts';
import type { FormRecord } from '../contract/record.ts';
import type { RecordRow } from '../store/record.ts';

/** Answers that break a rule of the form. Nothing here yet refuses a record: what the field saw is kept. */
export async function findingsOf(_tx: Tx, _row: RecordRow): Promise<FormRecord['findings']> {
  return [];
}
