import type { RootNote } from '#platform/vault/root-key.ts';

/** A table with the columns that are written (not those that the database computes), in their order. */
export interface Table {
  schema: string;
  name: string;
  columns: string[];
}

/** First entry: what must be known before anything is done. */
export interface Opening {
  kind: 'opening';
  product: string;
  madeAt: string;
  /** Applied migrations, `slice/file`, with their checksums. */
  migrations: [name: string, checksum: string][];
  /** The root key without which sealed values stay closed; absent in archives of releases that sealed nothing. */
  root?: RootNote | null;
}

export interface TableHead extends Table {
  kind: 'table';
}
export interface TableEnd {
  rows: number;
  digest: string;
}

/** How the paths of stored contents begin; what follows is the key of the object. */
export const CONTENTS = 'files/';

export interface FileHead {
  kind: 'file';
  /** Inside the data folder, with `/`. */
  path: string;
}
export interface FileEnd {
  size: number;
  sha256: string;
}

export interface Sequence {
  schema: string;
  name: string;
  /** As text: 64 bits. */
  last: string;
  called: boolean;
}

/** Last entry: what all of it must add up to. */
export interface Closing {
  kind: 'closing';
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  sequences: Sequence[];
  /** Contents that were missing or not what their name says when the backup was made. */
  faults: string[];
  /** Last signed state of the audit log, as in `audit-checkpoints.txt`. */
  checkpoint: string | null;
}

export type EntryHead = Opening | TableHead | FileHead | Closing;
