import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { ATTACHMENT, type AttachmentRow, type RecordName } from './attachment.ts';

export interface RemovedRow extends AttachmentRow {
  removed_at: Date;
  removed_by_name: string | null;
  removal_reason: string | null;
}

const ROW = `select ${ATTACHMENT.columns}, a.removed_at, access.person_name(a.removed_by) as removed_by_name,
    a.removal_reason from ${ATTACHMENT.from}`;

export const listRemoved = (
  tx: Tx,
  record: RecordName,
  page: { after: { at: string; id: string } | undefined; limit: number },
): Promise<RemovedRow[]> =>
  rawQuery(
    tx,
    `${ROW} where a.entity = $1 and a.entity_id = $2 and a.removed_at is not null
       and ($3::timestamptz is null or (a.removed_at, a.id) < ($3, $4::uuid))
     order by a.removed_at desc, a.id desc limit $5`,
    [record.entity, record.entityId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );

export const findRemoved = async (tx: Tx, id: string): Promise<RemovedRow | undefined> =>
  (await rawQuery<RemovedRow>(tx, `${ROW} where a.id = $1 and a.removed_at is not null`, [id]))[0];

/** @returns whether it was there to be brought back */
export const restore = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `update files.attachment set removed_at = null, removed_by = null, removal_reason = null, changed_at = $2
       where id = $1 and removed_at is not null returning 1`,
      [id, now],
    )
  ).length > 0;

/** Forgets a removed file and where its content lies. @returns whether it was there */
export const purge = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `delete from files.attachment where id = $1 and removed_at is not null and state <> 'checking' returning 1`,
      [id],
    )
  ).length > 0;

/** Files that were removed before a moment and are no longer looked into; locked, so that none is brought back meanwhile. */
export const lockRemovedBefore = (tx: Tx, before: Date, most: number): Promise<AttachmentRow[]> =>
  rawQuery(
    tx,
    `select ${ATTACHMENT.columns} from ${ATTACHMENT.from}
     where a.removed_at < $1 and a.state <> 'checking' order by a.removed_at limit $2 for update of a skip locked`,
    [before, most],
  );
