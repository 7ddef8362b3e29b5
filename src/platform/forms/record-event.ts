import type { Actor, Tx } from '#platform/db/tx.ts';
import type { ReviewState } from './contract/shapes.ts';

/** A record as other slices may derive from it: the answers of its latest submission. */
export interface RecordFacts {
  recordId: string;
  formId: string;
  operationId: string;
  /** Answers by path (`group/question`). */
  answers: Readonly<Record<string, unknown>>;
  receivedAt: Date;
  reviewState: ReviewState;
}

/**
 * Told, inside the transaction, of every record that was received, edited or reviewed. What it throws undoes the
 * submission, so a listener refuses nothing that a person sent: it notes what it could not use.
 */
export type RecordListener = (tx: Tx, actor: Actor, record: RecordFacts, now: Date) => Promise<void>;

const listeners = new Set<RecordListener>();

/** Registers a listener for the life of the process; the composition root does so for each module. */
export const onRecordSaved = (listener: RecordListener): void => {
  listeners.add(listener);
};

/** Tells every listener; called by the forms service after each change of a record. */
export async function recordSaved(tx: Tx, actor: Actor, record: RecordFacts, now: Date): Promise<void> {
  for (const listener of listeners) await listener(tx, actor, record, now);
}
