// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType } from 'kysely';

export interface BlobTable {
  sha256: Buffer;
  size: number;
  content_type: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  sealed_key: string | null;
}

export type FilesTables = {
  'files.blob': BlobTable;
};
