import type { Db, Tx } from '#platform/db/tx.ts';

/** Sealed contents outside of columns (stored files), as a slice declares them in its manifest. */
export interface SealedStore {
  /** `schema.noun`, for counts and reports. */
  readonly name: string;
  readonly purpose: string;
  /**
   * How many contents stand under which key id; those in the clear, which wait to be sealed, under ''. The transaction
   * acts as a job, or as a person who watches over keys.
   */
  countByKey(tx: Tx): Promise<ReadonlyMap<string, number>>;
  /** Ids of up to `most` contents after `after` in the order of ids; with `otherThan` those not sealed under that key. */
  listIds(
    tx: Tx,
    page: { after: string | null; most: number; otherThan: string | undefined },
  ): Promise<string[]>;
  /** Seals one content anew under the key that is active now: whole or not at all, and safe to run twice at once. */
  reseal(db: Db, id: string, signal: AbortSignal): Promise<void>;
  /** Opens one content to its end. @throws VaultProblem, or what reading throws, when it does not open */
  verify(db: Db, id: string): Promise<void>;
}
