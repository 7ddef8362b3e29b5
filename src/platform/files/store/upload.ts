import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { FileClass } from '../contract.ts';
import type { RecordName } from './attachment.ts';

export interface UploadRow {
  id: string;
  account_id: string;
  entity: string;
  entity_id: string;
  office_id: string | null;
  operation_id: string | null;
  name: string;
  declared_type: string | null;
  class: FileClass;
  keep_reason: string | null;
  length: number;
  received: number;
  expires_at: Date;
}

export interface UploadPart {
  start: number;
  size: number;
  object: string;
}

const COLUMNS = `id, account_id, entity, entity_id, office_id, operation_id, name, declared_type, class, keep_reason,
  length::float8 as length, received::float8 as received, expires_at`;

/** Uploads of a person that are not at their end and may still be sent on. */
export const countOpen = async (tx: Tx, accountId: string, now: Date): Promise<number> =>
  (
    await rawQuery<{ count: number }>(
      tx,
      `select count(*)::int as count from files.upload where account_id = $1 and received < length and expires_at > $2`,
      [accountId, now],
    )
  )[0]!.count;

export const insertUpload = async (
  tx: Tx,
  row: RecordName & {
    id: string;
    accountId: string;
    name: string;
    declaredType: string | null;
    class: FileClass;
    keepReason: string | null;
    length: number;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into files.upload (id, account_id, entity, entity_id, name, declared_type, class, keep_reason, length,
       created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.accountId,
      row.entity,
      row.entityId,
      row.name,
      row.declaredType,
      row.class,
      row.keepReason,
      row.length,
      row.now,
      row.expiresAt,
    ],
  );
};

export const findUpload = async (tx: Tx, id: string): Promise<UploadRow | undefined> =>
  (await rawQuery<UploadRow>(tx, `select ${COLUMNS} from files.upload where id = $1`, [id]))[0];

/**
 * Counts a piece in, if nothing came in between: of two senders of the same upload one goes on.
 * @returns whether it counts
 */
export async function advance(
  tx: Tx,
  id: string,
  parts: readonly (UploadPart & { keyId: string })[],
  expiresAt: Date,
): Promise<boolean> {
  const end = parts.at(-1)!.start + parts.at(-1)!.size;
  const moved = await rawQuery(
    tx,
    'update files.upload set received = $3, expires_at = $4 where id = $1 and received = $2 returning 1',
    [id, parts[0]!.start, end, expiresAt],
  );
  if (moved.length === 0) return false;
  for (const { start, size, object, keyId } of parts) {
    await rawQuery(
      tx,
      'insert into files.upload_part (upload_id, start, size, object, sealed_key) values ($1, $2, $3, $4, $5)',
      [id, start, size, object, keyId],
    );
  }
  return true;
}

export const listParts = (tx: Tx, id: string): Promise<UploadPart[]> =>
  rawQuery(
    tx,
    'select start::float8 as start, size, object from files.upload_part where upload_id = $1 order by start',
    [id],
  );

export const deleteParts = async (tx: Tx, id: string): Promise<void> => {
  await rawQuery(tx, 'delete from files.upload_part where upload_id = $1', [id]);
};

export const deleteUpload = async (tx: Tx, id: string): Promise<boolean> =>
  (await rawQuery(tx, 'delete from files.upload where id = $1 returning 1', [id])).length > 0;

/** Uploads that nobody went on with. Those whose file is still being looked into stay. */
export const listExpired = (tx: Tx, now: Date): Promise<{ id: string }[]> =>
  rawQuery(
    tx,
    `select u.id from files.upload u where u.expires_at < $1
       and not exists (select from files.attachment a where a.id = u.id and a.state = 'checking') limit 200`,
    [now],
  );
