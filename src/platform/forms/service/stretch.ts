import type { Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import * as store from '../store/record.ts';

/** A row, and where its stretch goes on behind it. */
interface Placed {
  row: store.RecordRow;
  at: string[];
}

/** What a stretch of a list gave: rows, and where it goes on; null when it is at its end. */
export interface Stretch {
  found: Placed[];
  after: string[] | null;
}

/** Batches that are read to fill a page when the tokens propose more than the answers hold. */
export const MOST_BATCHES = 8;

export const badCursor = (): Problem =>
  new Problem(400, 'forms.cursor', {
    detail: 'This page address is not one of ours; start from the first page.',
  });

export const rowsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, store.RecordRow>> =>
  new Map((await store.listByIds(tx, ids)).map((row) => [row.id, row]));
