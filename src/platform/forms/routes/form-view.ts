import type * as contract from '../contract/form.ts';
import type { FormRow } from '../store/form.ts';
import type { VersionRow } from '../store/version.ts';
import { iso } from './shared.ts';

export const toSummary = (row: FormRow): contract.FormSummary => ({
  id: row.id,
  operationId: row.operation_id,
  officeId: row.office_id,
  xmlFormId: row.xml_form_id,
  title: row.title,
  state: row.state,
  languages: row.languages ?? [],
  defaultLanguage: row.default_language ?? 'default',
  publishedVersion: row.published_version,
  draftVersion: row.draft_version,
  recordCount: row.record_count,
  lastReceivedAt: iso(row.last_received_at),
});

export const toVersion = (row: VersionRow): contract.VersionSummary => ({
  id: row.id,
  version: row.version,
  state: row.state,
  createdAt: row.created_at.toISOString(),
  createdByName: row.created_by_name,
  publishedAt: iso(row.published_at),
  retiredAt: iso(row.retired_at),
  recordCount: row.record_count,
  missingFiles: row.missing_files,
});
