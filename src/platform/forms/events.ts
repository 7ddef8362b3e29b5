import type { Actor, Tx } from '#platform/db/tx.ts';
import type { Answers } from './answers/read-answers.ts';
import type { ReviewState } from './contract/shapes.ts';

/** What happened to a record, told inside the transaction in which it happened. */
export interface RecordEvent {
  kind: 'received' | 'edited' | 'reviewed';
  recordId: string;
  formId: string;
  versionId: string;
  operationId: string;
  officeId: string;
  reviewState: ReviewState;
  receivedAt: Date;
  point: { lon: number; lat: number } | null;
  /** Answers as they stand now; undefined for a review, which changes none. */
  data: Answers | undefined;
}

/** Runs in the transaction of the event, as its actor: what it throws undoes the event too. */
export type RecordListener = (tx: Tx, actor: Actor, event: RecordEvent, now: Date) => Promise<void>;

const listeners: RecordListener[] = [];

/** Lets another slice derive something from records as they come. Called once, when the slice is put together. */
export function onRecord(listener: RecordListener): void {
  if (!listeners.includes(listener)) listeners.push(listener);
}

/** Tells all listeners, one after the other. */
export async function tellRecord(tx: Tx, actor: Actor, event: RecordEvent, now: Date): Promise<void> {
  for (const listener of listeners) await listener(tx, actor, event, now);
}
