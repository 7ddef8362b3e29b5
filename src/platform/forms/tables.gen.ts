// Written by tools/gen-tables.ts from the migrations of this slice; edit those.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AnswerPageTable {
  form_id: string;
  path: string;
  run: number;
  first: Buffer;
  entries: Buffer[];
}

export interface AnswerRunTable {
  id: GeneratedAlways<number>;
  form_id: string;
}

export interface AttachmentTable {
  id: Generated<string>;
  record_id: string;
  operation_id: string;
  name: string;
  path: string | null;
  blob: Buffer | null;
  size: number | null;
  content_type: string | null;
  received_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface DeviceTable {
  id: Generated<string>;
  account_id: string;
  operation_id: string;
  office_id: string;
  name: string;
  key_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
  last_seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_by: string | null;
}

export interface ExportTable {
  id: Generated<string>;
  form_id: string;
  operation_id: string;
  account_id: string;
  options: ColumnType<unknown, string, string>;
  format: string;
  file_name: string;
  size: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  expires_at: ColumnType<Date, Date | string | undefined, Date | string>;
  blob: Buffer | null;
}

export interface FormTable {
  id: Generated<string>;
  operation_id: string;
  office_id: string;
  xml_form_id: string;
  title: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
}

export interface FormFileTable {
  version_id: string;
  operation_id: string;
  name: string;
  kind: string;
  blob: Buffer | null;
  md5: string | null;
  size: number | null;
  content_type: string | null;
  uploaded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface FormVersionTable {
  id: Generated<string>;
  form_id: string;
  operation_id: string;
  version: string;
  state: Generated<string>;
  title: string;
  workbook: Buffer | null;
  workbook_name: Generated<string>;
  xform: string;
  xform_md5: string;
  model: ColumnType<unknown, string, string>;
  outline: ColumnType<unknown, string, string>;
  diagnostics: ColumnType<unknown, string | undefined, string>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: string | null;
  published_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  published_by: string | null;
  retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface RecordTable {
  id: string;
  form_id: string;
  version_id: string;
  operation_id: string;
  office_id: string;
  submission_id: string;
  instance_id: string;
  instance_name: string | null;
  received_at: ColumnType<Date, Date | string, Date | string>;
  updated_at: ColumnType<Date, Date | string, Date | string>;
  submitted_by: string | null;
  device_id: string | null;
  started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  review_state: Generated<string>;
  lon: number | null;
  lat: number | null;
  cell: number | null;
  files_expected: Generated<number>;
  files_received: Generated<number>;
  data: ColumnType<unknown, string, string>;
  answer_tokens: number[];
  search: string;
  indexed_by: number;
}

export interface RecordCommentTable {
  id: Generated<string>;
  record_id: string;
  operation_id: string;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  by: string | null;
  text: Generated<string>;
  state_before: string | null;
  state_after: string | null;
}

export interface SubmissionTable {
  id: string;
  record_id: string;
  form_id: string;
  version_id: string;
  operation_id: string;
  instance_id: string;
  deprecated_id: string | null;
  received_at: ColumnType<Date, Date | string, Date | string>;
  submitted_by: string | null;
  client_id: string | null;
  user_agent: string | null;
  xml_hash: Buffer;
  xml: string;
}

export interface UnsortedTable {
  id: GeneratedAlways<number>;
  form_id: string;
  record_id: string;
}

export type FormsTables = {
  'forms.answer_page': AnswerPageTable;
  'forms.answer_run': AnswerRunTable;
  'forms.attachment': AttachmentTable;
  'forms.device': DeviceTable;
  'forms.export': ExportTable;
  'forms.form': FormTable;
  'forms.form_file': FormFileTable;
  'forms.form_version': FormVersionTable;
  'forms.record': RecordTable;
  'forms.record_comment': RecordCommentTable;
  'forms.submission': SubmissionTable;
  'forms.unsorted': UnsortedTable;
};
