import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** What a submission says, derived and ready to be written. */
interface RecordValues {
  instanceId: string;
  instanceName: string | null;
  startedAt: string | null;
  endedAt: string | null;
  lon: number | null;
  lat: number | null;
  cell: number | null;
  filesExpected: number;
  filesReceived: number;
  /** JSON text. */
  data: string;
  /** Postgres array text. */
  tokens: string;
  /** Postgres array text. */
  words: string;
  indexedBy: number;
}

export interface NewSubmission {
  submissionId: string;
  recordId: string;
  formId: string;
  versionId: string;
  operationId: string;
  officeId: string;
  deprecatedId: string | null;
  receivedAt: Date;
  submittedBy: string;
  deviceId: string | null;
  clientId: string | null;
  userAgent: string | null;
  xmlHash: Buffer;
  xml: string;
  values: RecordValues;
}

const SUBMISSION = `insert into forms.submission (id, record_id, form_id, version_id, operation_id, instance_id, deprecated_id,
    received_at, submitted_by, client_id, user_agent, xml_hash, xml)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (form_id, instance_id) do nothing returning id`;

const submissionValues = (n: NewSubmission): unknown[] => [
  n.submissionId,
  n.recordId,
  n.formId,
  n.versionId,
  n.operationId,
  n.values.instanceId,
  n.deprecatedId,
  n.receivedAt,
  n.submittedBy,
  n.clientId,
  n.userAgent,
  n.xmlHash,
  n.xml,
];

const recordValues = ({ values: v }: NewSubmission): unknown[] => [
  v.instanceName,
  v.startedAt,
  v.endedAt,
  v.lon,
  v.lat,
  v.cell,
  v.filesExpected,
  v.filesReceived,
  v.data,
  v.tokens,
  v.words,
  v.indexedBy,
];

/** Writes a new record with its submission; false when the form has this instance already, and then nothing is written. */
export async function insertRecord(tx: Tx, n: NewSubmission): Promise<boolean> {
  // The foreign key of the submission is looked at when the whole statement is done.
  const rows = await rawQuery(
    tx,
    `with s as (${SUBMISSION})
     insert into forms.record (id, form_id, version_id, operation_id, office_id, submission_id, instance_id,
       received_at, updated_at, submitted_by, device_id, instance_name, started_at, ended_at, lon, lat, cell,
       files_expected, files_received, data, answer_tokens, search, indexed_by)
     select $2, $3, $4, $5, $14, s.id, $6, $8, $8, $9, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24::json,
       $25::int4[], array_to_tsvector($26::text[]), $27
     from s returning id`,
    [...submissionValues(n), n.officeId, n.deviceId, ...recordValues(n)],
    { name: 'forms.insert_record' },
  );
  return rows.length === 1;
}

/** Writes an edit: the submission, and what it says into its record. False when the form has this instance already. */
export async function insertEdit(tx: Tx, n: NewSubmission): Promise<boolean> {
  const rows = await rawQuery(
    tx,
    `with s as (${SUBMISSION})
     update forms.record set version_id = $4, submission_id = s.id, instance_id = $6, updated_at = $8,
       review_state = 'edited', instance_name = $14, started_at = $15, ended_at = $16, lon = $17, lat = $18, cell = $19,
       files_expected = $20, files_received = $21, data = $22::json, answer_tokens = $23::int4[],
       search = array_to_tsvector($24::text[]), indexed_by = $25
     from s where record.id = $2 returning record.id`,
    [...submissionValues(n), ...recordValues(n)],
    { name: 'forms.insert_edit' },
  );
  return rows.length === 1;
}

/** What is known of an instance in a form, also when somebody else sent it. */
export const findKnownInstance = async (
  tx: Tx,
  formId: string,
  instanceId: string,
): Promise<{ submission_id: string; record_id: string; xml_hash: Buffer; current: boolean } | undefined> =>
  (
    await rawQuery<{ submission_id: string; record_id: string; xml_hash: Buffer; current: boolean }>(
      tx,
      'select * from forms.known_instance($1, $2)',
      [formId, instanceId],
    )
  )[0];

/** Locks a record that is about to be edited or reviewed; undefined when the actor may not change it. */
export const lockRecord = async (tx: Tx, id: string): Promise<LockedRecord | undefined> =>
  (
    await rawQuery<LockedRecord>(
      tx,
      `select id, form_id, version_id, operation_id, office_id, submission_id, submitted_by, device_id, review_state
       from forms.record where id = $1 for update`,
      [id],
    )
  )[0];

/** Whether the actor holds a permission in an operation; for what the policies of a table cannot tell apart. */
export const holds = async (tx: Tx, permission: string, operationId: string): Promise<boolean> =>
  (
    await rawQuery<{ held: boolean }>(tx, 'select $2 = any(access.scope_operations($1)) as held', [
      permission,
      operationId,
    ])
  )[0]!.held;

export interface LockedRecord {
  id: string;
  form_id: string;
  version_id: string;
  operation_id: string;
  office_id: string;
  submission_id: string;
  submitted_by: string | null;
  device_id: string | null;
  review_state: 'received' | 'edited' | 'has_issues' | 'approved' | 'rejected';
}

/** Says which files a record's answers name; files that came before stay. */
export const expectFiles = (
  tx: Tx,
  record: { id: string; operationId: string },
  files: readonly { name: string; path: string }[],
): Promise<unknown[]> =>
  rawQuery(
    tx,
    `insert into forms.attachment (record_id, operation_id, name, path)
     select distinct on (x.name) $1::uuid, $2::uuid, x.name, x.path from unnest($3::text[], $4::text[]) as x(name, path)
     on conflict (record_id, name) do update set path = excluded.path`,
    [record.id, record.operationId, files.map((f) => f.name), files.map((f) => f.path)],
  );

/** The blob that stands under a name already; null when the file is awaited, undefined when it is not known. */
export const findAttachmentBlob = async (
  tx: Tx,
  recordId: string,
  name: string,
): Promise<Buffer | null | undefined> =>
  (
    await rawQuery<{ blob: Buffer | null }>(
      tx,
      'select blob from forms.attachment where record_id = $1 and name = $2 for update',
      [recordId, name],
    )
  )[0]?.blob;

export const putAttachment = (
  tx: Tx,
  record: { id: string; operationId: string },
  file: { name: string; sha256: Buffer; size: number; contentType: string; now: Date },
): Promise<unknown[]> =>
  rawQuery(
    tx,
    `insert into forms.attachment (record_id, operation_id, name, blob, size, content_type, received_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (record_id, name) do update set blob = excluded.blob, size = excluded.size,
       content_type = excluded.content_type, received_at = excluded.received_at`,
    [record.id, record.operationId, file.name, file.sha256, file.size, file.contentType, file.now],
  );

export const countFiles = (tx: Tx, recordId: string): Promise<unknown[]> =>
  rawQuery(tx, 'select forms.count_files($1)', [recordId]);

/** Names of files that a record still waits for. */
export const listMissingFiles = async (tx: Tx, recordId: string): Promise<string[]> =>
  (
    await rawQuery<{ name: string }>(
      tx,
      'select name from forms.attachment where record_id = $1 and blob is null order by name',
      [recordId],
    )
  ).map((row) => row.name);
