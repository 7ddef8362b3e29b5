// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated } from 'kysely';

export interface AttachmentTable {
  id: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  name: string;
  content_type: string;
  size: number;
  class: string;
  state: Generated<string>;
  refusal: string | null;
  metadata: Generated<string>;
  keep_reason: string | null;
  uploaded_by: string;
  uploaded_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  removed_by: string | null;
  removal_reason: string | null;
}

export interface AttachmentContentTable {
  attachment_id: string;
  blob: Buffer;
  preview_small: Buffer | null;
  preview_large: Buffer | null;
}

export interface BlobTable {
  sha256: Buffer;
  size: number;
  content_type: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  sealed_key: string | null;
}

export interface UploadTable {
  id: string;
  account_id: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  name: string;
  declared_type: string | null;
  class: string;
  keep_reason: string | null;
  length: number;
  received: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
}

export interface UploadPartTable {
  upload_id: string;
  start: number;
  size: number;
  object: string;
  sealed_key: string;
}

export type FilesTables = {
  'files.attachment': AttachmentTable;
  'files.attachment_content': AttachmentContentTable;
  'files.blob': BlobTable;
  'files.upload': UploadTable;
  'files.upload_part': UploadPartTable;
};
