import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { FileClass, Refusal } from '../contract.ts';

export interface RecordName {
  entity: string;
  entityId: string;
}

export interface AttachmentRow {
  id: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  name: string;
  content_type: string;
  size: number;
  class: FileClass;
  state: 'checking' | 'ready' | 'refused';
  refusal: Refusal | null;
  metadata: 'none' | 'stripped' | 'kept';
  keep_reason: string | null;
  uploaded_by: string;
  uploaded_by_name: string | null;
  uploaded_at: Date;
  preview: boolean;
  may_change: boolean;
}

/** Columns of `AttachmentRow`, and where they are read from. */
export const ATTACHMENT = {
  columns: `a.id, a.entity, a.entity_id, a.office_id, a.operation_id, a.name, a.content_type, a.size::float8 as size,
    a.class, a.state, a.refusal, a.metadata, a.keep_reason, a.uploaded_by, i.name as uploaded_by_name, a.uploaded_at,
    exists (select from files.attachment_content c where c.attachment_id = a.id and c.preview_small is not null) as preview,
    files.may('files.attachment.write', a.office_id, a.operation_id) as may_change`,
  from: 'files.attachment a left join identity.account i on i.id = a.uploaded_by',
} as const;
const ROW = `select ${ATTACHMENT.columns} from ${ATTACHMENT.from}`;

/** Where a record lies; undefined when the caller does not see it. */
export async function findRecordPlace(
  tx: Tx,
  { entity, entityId }: RecordName,
): Promise<{ officeId: string | null; operationId: string | null; mayAdd: FileClass[] } | undefined> {
  const [row] = await rawQuery<{
    seen: boolean;
    office_id: string | null;
    operation_id: string | null;
    may: boolean;
    restricted: boolean;
    sealed: boolean;
  }>(
    tx,
    `select audit.record_visible($1, $2) as seen, p.office_id, p.operation_id,
       access.bears($1, $2) and files.may('files.attachment.write', p.office_id, p.operation_id) as may,
       files.may_see_class('restricted', p.office_id, p.operation_id) as restricted,
       files.may_see_class('sealed', p.office_id, p.operation_id) as sealed
     from files.record_place($1, $2) p`,
    [entity, entityId],
  );
  if (!row?.seen) return undefined;
  const mayAdd: FileClass[] = row.may ? ['open'] : [];
  if (row.may && row.restricted) mayAdd.push('restricted');
  if (row.may && row.sealed) mayAdd.push('sealed');
  return { officeId: row.office_id, operationId: row.operation_id, mayAdd };
}

export const listAttachments = (
  tx: Tx,
  record: RecordName,
  page: { after: { at: string; id: string } | undefined; limit: number },
): Promise<AttachmentRow[]> =>
  rawQuery(
    tx,
    `${ROW} where a.entity = $1 and a.entity_id = $2 and a.removed_at is null
       and ($3::timestamptz is null or (a.uploaded_at, a.id) < ($3, $4::uuid))
     order by a.uploaded_at desc, a.id desc limit $5`,
    [record.entity, record.entityId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );

export const findAttachment = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> =>
  (await rawQuery<AttachmentRow>(tx, `${ROW} where a.id = $1 and a.removed_at is null`, [id]))[0];

export interface AttachmentContent {
  blob: Buffer;
  preview_small: Buffer | null;
  preview_large: Buffer | null;
}

/** Hashes of a file's content and its previews; undefined where the policies show none. */
export const findContent = async (tx: Tx, id: string): Promise<AttachmentContent | undefined> =>
  (
    await rawQuery<AttachmentContent>(
      tx,
      'select blob, preview_small, preview_large from files.attachment_content where attachment_id = $1',
      [id],
    )
  )[0];

export const insertAttachment = async (
  tx: Tx,
  row: RecordName & {
    id: string;
    name: string;
    contentType: string;
    size: number;
    class: FileClass;
    keepReason: string | null;
    accountId: string;
    now: Date;
  },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into files.attachment (id, entity, entity_id, name, content_type, size, class, keep_reason, uploaded_by,
       uploaded_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      row.id,
      row.entity,
      row.entityId,
      row.name,
      row.contentType,
      row.size,
      row.class,
      row.keepReason,
      row.accountId,
      row.now,
    ],
  );
};

/** Whether the row was there to be changed. */
const changed = async (tx: Tx, sql: string, values: unknown[]): Promise<boolean> =>
  (await rawQuery(tx, `${sql} returning 1`, values)).length > 0;

export const renameAttachment = (tx: Tx, id: string, name: string, now: Date): Promise<boolean> =>
  changed(tx, 'update files.attachment set name = $2, changed_at = $3 where id = $1 and removed_at is null', [
    id,
    name,
    now,
  ]);

export const removeAttachment = (
  tx: Tx,
  id: string,
  by: { accountId: string; reason: string | null; now: Date },
): Promise<boolean> =>
  changed(
    tx,
    `update files.attachment set removed_at = $4, removed_by = $2, removal_reason = $3, changed_at = $4
      where id = $1 and removed_at is null`,
    [id, by.accountId, by.reason, by.now],
  );

/** A file that is looked into, removed meanwhile or not: it may be brought back. */
export const findUnchecked = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> =>
  (await rawQuery<AttachmentRow>(tx, `${ROW} where a.id = $1 and a.state = 'checking'`, [id]))[0];

/** The file that still is to be looked into; locked, so that two runs of the job do not both finish it. */
export const lockUnchecked = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> =>
  (
    await rawQuery<AttachmentRow>(tx, `${ROW} where a.id = $1 and a.state = 'checking' for update of a`, [id])
  )[0];

export const settleAttachment = async (
  tx: Tx,
  id: string,
  found: {
    state: 'ready' | 'refused';
    refusal: Refusal | null;
    contentType: string;
    size: number;
    metadata: AttachmentRow['metadata'];
    now: Date;
  },
): Promise<void> => {
  await rawQuery(
    tx,
    `update files.attachment set state = $2, refusal = $3, content_type = $4, size = $5, metadata = $6, changed_at = $7
      where id = $1`,
    [id, found.state, found.refusal, found.contentType, found.size, found.metadata, found.now],
  );
};

export const insertContent = async (
  tx: Tx,
  id: string,
  content: { blob: Buffer; small: Buffer | null; large: Buffer | null },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into files.attachment_content (attachment_id, blob, preview_small, preview_large) values ($1, $2, $3, $4)`,
    [id, content.blob, content.small, content.large],
  );
};

/** Files that nobody has looked into since a moment. */
export const listUnchecked = (tx: Tx, before: Date): Promise<{ id: string }[]> =>
  rawQuery(tx, `select id from files.attachment where state = 'checking' and uploaded_at < $1 limit 1000`, [
    before,
  ]);

export const listToldOfInfection = async (tx: Tx, id: string): Promise<string[]> =>
  (await rawQuery<{ told: string[] }>(tx, 'select files.told_of_infection($1) as told', [id]))[0]!.told;
