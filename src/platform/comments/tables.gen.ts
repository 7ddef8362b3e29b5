// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface CommentTable {
  id: Generated<string>;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  parent_id: string | null;
  author_id: string;
  body: string | null;
  mentions: Generated<string[]>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  edited_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface ReaderTable {
  account_id: string;
  entity: string;
  entity_id: string;
  following: boolean;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RevisionTable {
  id: Generated<string>;
  comment_id: string;
  body: string;
  until: ColumnType<Date, Date | string, Date | string>;
}

export type CommentsTables = {
  'comments.comment': CommentTable;
  'comments.reader': ReaderTable;
  'comments.revision': RevisionTable;
};
