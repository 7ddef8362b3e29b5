import type * as contract from '../contract/record.ts';
import type { AttachmentRow, CommentRow, RecordRow, SubmissionRow } from '../store/record.ts';
import { iso } from './shared.ts';

export const toSummary = (row: RecordRow, columns?: ReadonlySet<string>): contract.RecordSummary => ({
  id: row.id,
  formId: row.form_id,
  versionId: row.version_id,
  version: row.version,
  instanceId: row.instance_id,
  instanceName: row.instance_name,
  receivedAt: row.received_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  startedAt: iso(row.started_at),
  endedAt: iso(row.ended_at),
  reviewState: row.review_state,
  submittedBy: row.submitted_by,
  submittedByName: row.submitted_by_name,
  deviceId: row.device_id,
  point: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat },
  attachments: { expected: row.files_expected, received: row.files_received },
  data: columns
    ? Object.fromEntries(Object.entries(row.data).filter(([path]) => columns.has(path)))
    : row.data,
});

export interface RecordParts {
  row: RecordRow & { form_title: string };
  submissions: SubmissionRow[];
  attachments: AttachmentRow[];
  comments: CommentRow[];
  findings: contract.FormRecord['findings'];
}

export const toRecord = ({ row, ...parts }: RecordParts): contract.FormRecord => ({
  ...toSummary(row),
  formTitle: row.form_title,
  operationId: row.operation_id,
  officeId: row.office_id,
  submissions: parts.submissions.map((s) => ({
    id: s.id,
    instanceId: s.instance_id,
    receivedAt: s.received_at.toISOString(),
    submittedByName: s.submitted_by_name,
    userAgent: s.user_agent,
    current: s.id === row.submission_id,
  })),
  files: parts.attachments.map((a) => ({
    id: a.id,
    name: a.name,
    path: a.path,
    received: a.blob !== null,
    contentType: a.content_type,
    size: a.size,
  })),
  comments: parts.comments.map((c) => ({
    id: c.id,
    at: c.at.toISOString(),
    byName: c.by_name,
    text: c.text,
    stateBefore: c.state_before,
    stateAfter: c.state_after,
  })),
  findings: parts.findings,
});
